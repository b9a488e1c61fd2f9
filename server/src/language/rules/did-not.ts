import { report } from '../checks/check.ts';
import { misplacedKey } from '../checks/rules/misplaced-key.ts';
import { atWords, eventWords, whereWords } from '../describe/events.ts';
import { windowPhrase } from '../describe/words.ts';
import { lowerSource } from '../lower/events.ts';
import type { DidNotRule } from '../model.ts';
import { readAt } from './at.ts';
import { didKeys } from './did-keys.ts';
import { readEvents, readEventWindow } from './event-source.ts';
import { keyText, readFields } from './fields.ts';
import { readFilters } from './filters.ts';
import { AT_KEY, type KeyDoc, WHERE_KEY, WINDOW_KEYS } from './keys.ts';
import type { RuleKindEntry } from './rule-kind.ts';
import { atShape, documented, filtersShape, namesShape, windowFields } from './shapes.ts';

const keys: readonly KeyDoc[] = [
  {
    name: 'did_not',
    doc: 'The event that did not happen, or several of which none did.\n\n`did_not: Charged`',
    snippet: 'did_not: ${1}',
    value: 'events',
    required: true,
  },
  WHERE_KEY,
  ...WINDOW_KEYS,
  AT_KEY,
];
const names = keys.map(({ name }) => name);
/** Keys of `did` that say nothing about what did not happen. */
const onlyOfDid = didKeys.map(({ name }) => name).filter((name) => name !== 'did' && !names.includes(name));

export const didNot: RuleKindEntry<DidNotRule> = {
  id: 'did_not',
  title: 'Did not do an event',
  doc: 'The user has no qualifying event. Takes `where`, one window and `at`.\n\n```yaml\n- did_not: Charged\n  within: 30d\n```',
  snippet: 'did_not: ${1}\nwithin: ${2:30d}',
  keys,
  shape: () =>
    documented(keys, {
      did_not: namesShape,
      where: filtersShape.optional(),
      ...windowFields,
      at: atShape.optional(),
    }),
  parse: ({ node, kind, extraKeys }, context) => {
    const fields = readFields(node, [...names, ...onlyOfDid, ...extraKeys], 'a rule with did_not', context);
    for (const entry of node.entries) {
      const key = keyText(entry);
      if (!onlyOfDid.includes(key)) continue;
      const reason = 'there is no event to measure. It takes where, a window and at.';
      context.report(report(misplacedKey, entry.key.range, { key, where: 'a rule with did_not', reason }));
    }
    const events = readEvents(kind, context);
    const where = readFilters(fields.get('where'), events, context);
    const window = readEventWindow(fields, context);
    const at = readAt(fields.get('at'), context);
    return {
      kind: 'did_not',
      events,
      where,
      ...(window === undefined ? {} : { window }),
      ...(at === undefined ? {} : { at }),
      range: node.range,
      keyRange: kind.key.range,
    };
  },
  clause: (rule) => {
    const when = rule.window === undefined ? '' : ` ${windowPhrase(rule.window)}`;
    const never = rule.window === undefined && rule.at === undefined && rule.where.length === 0;
    const verb = never ? 'never did' : 'did not do';
    return {
      lead: 'who',
      text: `${verb} ${eventWords(rule.events)}${when}${atWords(rule.at)}${whereWords(rule.where)}`,
    };
  },
  lower: (rule, { clock }) => ({
    node: 'not',
    of: { node: 'events', source: lowerSource(rule, clock), measures: [] },
  }),
};
