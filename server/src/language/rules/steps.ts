/** The steps of a sequence as written. */
import { report } from '../checks/check.ts';
import { emptyValue } from '../checks/empty-value.ts';
import { firstStepDidNot } from '../checks/rules/first-step-did-not.ts';
import { measureNotForType } from '../checks/rules/measure-not-for-type.ts';
import { misplacedKey } from '../checks/rules/misplaced-key.ts';
import { missingRuleKind } from '../checks/rules/missing-rule-kind.ts';
import { severalRuleKinds } from '../checks/rules/several-rule-kinds.ts';
import type { EventUse, PropertyUse, Step } from '../model.ts';
import { isListType } from '../operators/index.ts';
import { suggest } from '../schema/suggest.ts';
import type { Entry, ListNode, SyntaxNode } from '../syntax/tree.ts';
import { readAt } from './at.ts';
import type { RuleContext } from './context.ts';
import { didKeys } from './did-keys.ts';
import { readEvents } from './event-source.ts';
import { type Fields, isNothing, keyText, present, readFields, readText, reportWrong } from './fields.ts';
import { readFilters } from './filters.ts';
import { keyCandidate } from './keys.ts';
import { useEventProperty } from './names.ts';
import { readStretch } from './read-window.ts';

/** Steps that could be read; one with an error makes the rule absent. */
export function readSteps(list: ListNode, allowed: readonly string[], context: RuleContext): readonly Step[] {
  const steps: Step[] = [];
  // What `same` compares with: the events of the nearest `did` above.
  let before: readonly EventUse[] | undefined;
  list.items.forEach((item, index) => {
    const step = readStep(item, index, before, allowed, context);
    if (step === undefined) return;
    if (step.did) before = step.events;
    steps.push(step);
  });
  return steps;
}

function readStep(
  node: SyntaxNode,
  index: number,
  before: readonly EventUse[] | undefined,
  allowed: readonly string[],
  context: RuleContext,
): Step | undefined {
  if (isNothing(node)) {
    context.report(
      report(emptyValue, (node as SyntaxNode).range, { key: 'sequence', needs: 'a step such as {did: Charged}' }),
    );
    return undefined;
  }
  if (node.kind !== 'map') return reportWrong(node, 'sequence', 'steps such as {did: Charged}', context);
  // Keys of `did` are known words, so they get their own message instead of “unknown”.
  const misplaced = didKeys.map(({ name }) => name).filter((name) => !allowed.includes(name));
  const fields = readFields(node, [...allowed, ...misplaced], 'a step', context);
  for (const entry of node.entries) {
    const key = keyText(entry);
    if (misplaced.includes(key)) reportMisplaced(entry, 'it takes where, at, within and same.', context);
  }
  const kind = kindEntry(fields, context);
  if (kind === undefined) return undefined;
  const did = keyText(kind) === 'did';
  if (!did && index === 0) context.report(report(firstStepDidNot, kind.key.range, {}));
  const events = readEvents(kind, context);
  const where = readFilters(fields.get('where'), events, context);
  const at = readAt(fields.get('at'), context);
  const within = readWithin(fields.get('within'), index, context);
  const same = readSame(fields.get('same'), index, before, events, context);
  return {
    did,
    events,
    where,
    ...(at === undefined ? {} : { at }),
    ...(within === undefined ? {} : { within }),
    ...(same === undefined ? {} : { same }),
    range: node.range,
  };
}

function reportMisplaced(entry: Entry, reason: string, context: RuleContext): void {
  const data = { key: keyText(entry), where: 'a step', reason };
  context.report(report(misplacedKey, entry.key.range, data));
}

function kindEntry(fields: Fields, context: RuleContext): Entry | undefined {
  const [didEntry, didNotEntry] = [fields.get('did'), fields.get('did_not')];
  if (didEntry !== undefined && didNotEntry !== undefined) {
    context.report(report(severalRuleKinds, didNotEntry.key.range, { kinds: ['did', 'did_not'] }));
    return undefined;
  }
  const kind = didEntry ?? didNotEntry;
  if (kind !== undefined) return kind;
  const keys = fields.node.entries.map(keyText);
  const suggestions = keys.flatMap((key) => suggest(key, ['did', 'did_not'].map(keyCandidate), 1)).slice(0, 1);
  const range = fields.node.entries[0]?.key.range ?? fields.node.range;
  context.report(report(missingRuleKind, range, { keys, suggestions, of: 'step' }, { suggestions }));
  return undefined;
}

function readWithin(entry: Entry | undefined, index: number, context: RuleContext) {
  if (entry === undefined) return undefined;
  if (index === 0) {
    reportMisplaced(entry, 'the first step has no step before it. Put the window beside sequence.', context);
    return undefined;
  }
  const node = present(entry, 'a duration such as 2h', context);
  return node && readStretch(node, 'within', 'instant', context);
}

function readSame(
  entry: Entry | undefined,
  index: number,
  before: readonly EventUse[] | undefined,
  events: readonly EventUse[],
  context: RuleContext,
): PropertyUse | undefined {
  if (entry === undefined) return undefined;
  if (index === 0) {
    reportMisplaced(entry, 'the first step has no step before it to compare with.', context);
    return undefined;
  }
  const node = present(entry, 'the name of a property', context);
  const name = node && readText(node, 'same', context);
  if (node === undefined || name === undefined) return undefined;
  const all = new Map([...(before ?? []), ...events].map((use) => [use.name, use]));
  const use = useEventProperty(name, node.range, [...all.values()], context);
  const type = use.property?.type;
  if (type !== undefined && isListType(type)) {
    const data = { measure: 'same', of: name, type, takes: 'any property but a list', suggestions: [] };
    context.report(report(measureNotForType, node.range, data));
  }
  return use;
}
