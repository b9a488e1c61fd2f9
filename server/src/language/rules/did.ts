import * as z from 'zod';
import { report } from '../checks/check.ts';
import { countNeverHolds } from '../checks/rules/count-never-holds.ts';
import { misplacedKey } from '../checks/rules/misplaced-key.ts';
import { needsKey } from '../checks/rules/needs-key.ts';
import { zeroNotIncluded } from '../checks/rules/zero-not-included.ts';
import { didWords } from '../describe/events.ts';
import { lowerBounds, satisfies, wholeNumberWithin } from '../lower/bounds.ts';
import { lowerDid } from '../lower/events.ts';
import type { Condition, DidRule, Measure } from '../model.ts';
import type { Entry } from '../syntax/tree.ts';
import { readAt } from './at.ts';
import type { RuleContext } from './context.ts';
import { didKeys } from './did-keys.ts';
import { readEvents, readEventWindow, WINDOW_NAMES } from './event-source.ts';
import { type Fields, keyText, present, readFields, reportWrong, wordOf } from './fields.ts';
import { readFilters } from './filters.ts';
import { MEASURES, readMeasures } from './measures.ts';
import type { RuleKindEntry } from './rule-kind.ts';
import { atShape, documented, filtersShape, measureFields, namesShape, windowFields } from './shapes.ts';

export const did: RuleKindEntry<DidRule> = {
  id: 'did',
  title: 'Did an event',
  doc: 'The user has at least one qualifying event (of any of several, counted together), and every measure holds over them.\n\n```yaml\n- did: Charged\n  where:\n    - property: amount\n      gte: 100\n  within: 30d\n  count: {gte: 3}\n```',
  snippet: 'did: ${1}\nwithin: ${2:30d}',
  keys: didKeys,
  shape: () =>
    documented(didKeys, {
      did: namesShape,
      where: filtersShape.optional(),
      ...windowFields,
      at: atShape.optional(),
      occurrence: z.enum(['first', 'last']).optional(),
      having: filtersShape.optional(),
      ...measureFields,
    }),
  parse: ({ node, kind, extraKeys }, context) => {
    const fields = readFields(node, [...didKeys.map(({ name }) => name), ...extraKeys], 'a rule with did', context);
    const events = readEvents(kind, context);
    const where = readFilters(fields.get('where'), events, context);
    const window = readEventWindow(fields, context);
    const at = readAt(fields.get('at'), context);
    const occurrence = readOccurrence(fields.get('occurrence'), context);
    const having = readFilters(fields.get('having'), events, context);
    const measures = readMeasures(fields, events, context);
    checkTogether(fields, context);
    for (const measure of measures) checkCount(measure, kind, fields, context);
    return {
      kind: 'did',
      events,
      where,
      ...(window === undefined ? {} : { window }),
      ...(at === undefined ? {} : { at }),
      ...(occurrence === undefined ? {} : { occurrence }),
      having,
      measures,
      range: node.range,
      keyRange: kind.key.range,
    };
  },
  clause: (rule) => ({ lead: 'who', text: didWords(rule) }),
  lower: (rule, { clock }) => lowerDid(rule, clock),
};

function readOccurrence(entry: Entry | undefined, context: RuleContext): 'first' | 'last' | undefined {
  if (entry === undefined) return undefined;
  const node = present(entry, 'first or last', context);
  if (node === undefined) return undefined;
  if (node.kind === 'scalar' && (node.value === 'first' || node.value === 'last')) return node.value;
  const text = node.kind === 'scalar' ? String(node.value).toLowerCase() : '';
  const replacement = /^(first|earliest|1)/.test(text)
    ? 'first'
    : /^(last|latest|newest)/.test(text)
      ? 'last'
      : undefined;
  return reportWrong(node, 'occurrence', 'first or last', context, replacement, wordOf(node));
}

/** Keys that need or exclude each other. */
function checkTogether(fields: Fields, context: RuleContext): void {
  const range = (name: string) => fields.get(name)?.key.range;
  const having = range('having');
  if (having !== undefined && fields.get('occurrence') === undefined) {
    const why = 'it looks at the one event that occurrence chooses. Use where for filters on every event.';
    context.report(report(needsKey, having, { key: 'having', needs: 'occurrence', why }));
  }
  const share = range('share');
  if (share !== undefined && fields.get('where') === undefined) {
    const why = 'it is the part of the events that pass where.';
    context.report(report(needsKey, share, { key: 'share', needs: 'where', why }));
  }
  if (share !== undefined && fields.get('occurrence') !== undefined) {
    const reason = 'occurrence looks at one event only. Remove one of them.';
    context.report(report(misplacedKey, share, { key: 'share', where: 'a rule with occurrence', reason }));
  }
  if (fields.get('regularly') !== undefined) {
    for (const name of WINDOW_NAMES) {
      const window = range(name);
      if (window === undefined) continue;
      const reason = 'every and periods already say which time it covers.';
      context.report(report(misplacedKey, window, { key: name, where: 'a rule with regularly', reason }));
    }
  }
}

/** `did` means at least one event: counts that deny it, or look as if they did not know. */
function checkCount(measure: Measure, kind: Entry, fields: Fields, context: RuleContext): void {
  if ((measure.kind !== 'count' && measure.kind !== 'days') || measure.bounds.length === 0) return;
  const entry = fields.get(measure.kind);
  const range = entry?.value?.range ?? measure.range;
  const bounds = lowerBounds(measure.bounds);
  const zero = satisfies(bounds, 0);
  if (wholeNumberWithin(bounds, 1) === undefined) {
    const others = fields.node.entries
      .map(keyText)
      .filter((key) => key === 'occurrence' || key === 'having' || MEASURES.some((name) => name === key));
    const didNot =
      others.length === 1 && entry !== undefined
        ? { keyRange: kind.key.range, measureRange: entry.key.range }
        : undefined;
    const data = { measure: measure.kind, zero, ...(didNot === undefined ? {} : { didNot }) };
    context.report(
      report(countNeverHolds, range, data, zero && didNot !== undefined ? { suggestions: ['did_not'] } : {}),
    );
  } else if (zero && !satisfies(bounds, Number.MAX_SAFE_INTEGER)) {
    const replacement = fromOne(measure.bounds);
    const data = { measure: measure.kind, ...(replacement === undefined ? {} : { replacement }) };
    context.report(report(zeroNotIncluded, range, data));
  }
}

/** `{lte: 3}` said with the one that it begins at. */
function fromOne(bounds: readonly Condition[]): string | undefined {
  const [bound] = bounds;
  if (bounds.length !== 1 || bound === undefined) return undefined;
  const { operator, operand } = bound;
  if (operator === 'between' && operand.kind === 'range') return `{between: [1, ${Math.floor(Number(operand.high))}]}`;
  if (operand.kind !== 'value') return undefined;
  const number = Number(operand.value);
  if (operator === 'lte') return `{between: [1, ${Math.floor(number)}]}`;
  return operator === 'lt' ? `{between: [1, ${Math.ceil(number) - 1}]}` : undefined;
}
