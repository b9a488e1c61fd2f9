/** Filters on the properties of events: `where` and `having`. */
import { report } from '../checks/check.ts';
import { emptyValue } from '../checks/empty-value.ts';
import { duplicateRule } from '../checks/meaning/duplicate-rule.ts';
import { missingRuleKind } from '../checks/rules/missing-rule-kind.ts';
import { severalRuleKinds } from '../checks/rules/several-rule-kinds.ts';
import type { EventUse, Filter } from '../model.ts';
import { operators } from '../operators/index.ts';
import { suggest } from '../schema/suggest.ts';
import type { Entry, MapNode, SyntaxNode } from '../syntax/tree.ts';
import { readConditions, readIgnoreCase } from './conditions.ts';
import { type RuleContext, watched } from './context.ts';
import { isNothing, keyText, present, readFields, readList, readText, reportWrong } from './fields.ts';
import { keyCandidate } from './keys.ts';
import { meaningKey } from './meaning-key.ts';
import { useEventProperty } from './names.ts';

const KINDS = ['property', 'all', 'any', 'none'] as const;

/** The filters of an entry; those with errors are left out, and the error makes the rule absent. */
export function readFilters(
  entry: Entry | undefined,
  events: readonly EventUse[],
  context: RuleContext,
): readonly Filter[] {
  if (entry === undefined) return [];
  const list = readList(entry, 'at least one filter', context);
  if (list === undefined) return [];
  const filters: Filter[] = [];
  const seen = new Map<string, Filter>();
  for (const item of list.items) {
    const filter = readFilter(item, keyText(entry), events, context);
    if (filter === undefined) continue;
    const key = meaningKey(filter);
    const first = seen.get(key);
    if (first !== undefined) {
      const related = [{ range: first.range, message: 'The first one' }];
      context.report(report(duplicateRule, filter.range, { what: 'filter' }, { related }));
    }
    seen.set(key, first ?? filter);
    filters.push(filter);
  }
  return filters;
}

function readFilter(
  node: SyntaxNode,
  key: string,
  events: readonly EventUse[],
  outer: RuleContext,
): Filter | undefined {
  const { context, failed } = watched(outer);
  if (isNothing(node)) {
    context.report(
      report(emptyValue, (node as SyntaxNode).range, { key, needs: 'a filter such as {property: amount, gte: 100}' }),
    );
    return undefined;
  }
  if (node.kind !== 'map') {
    return reportWrong(node, key, 'filters such as {property: amount, gte: 100}', context);
  }
  const kinds = node.entries.filter((entry) => (KINDS as readonly string[]).includes(keyText(entry)));
  const [kind] = kinds;
  if (kind === undefined) return reportNoKind(node, context);
  if (new Set(kinds.map(keyText)).size > 1) {
    context.report(report(severalRuleKinds, kinds[1]!.key.range, { kinds: kinds.map(keyText) }));
    return undefined;
  }
  const filter =
    keyText(kind) === 'property'
      ? readPropertyFilter(node, kind, events, context)
      : readGroup(node, kind, events, context);
  return failed() ? undefined : filter;
}

function reportNoKind(node: MapNode, context: RuleContext): undefined {
  const keys = node.entries.map(keyText);
  const suggestions = keys.flatMap((key) => suggest(key, KINDS.map(keyCandidate), 1)).slice(0, 2);
  const data = { keys, suggestions, of: 'filter' as const };
  context.report(report(missingRuleKind, node.entries[0]?.key.range ?? node.range, data, { suggestions }));
  return undefined;
}

function readPropertyFilter(
  node: MapNode,
  kind: Entry,
  events: readonly EventUse[],
  context: RuleContext,
): Filter | undefined {
  const named = present(kind, 'the name of a property', context);
  const name = named && readText(named, 'property', context);
  if (named === undefined || name === undefined) return undefined;
  const property = useEventProperty(name, named.range, events, context);
  const fields = readFields(node, ['property', 'ignore_case'], 'a filter', context, {
    operators: Object.keys(operators),
  });
  const conditions = readConditions(fields, property, node.range, context);
  const ignoreCase = readIgnoreCase(fields, property, context);
  return { kind: 'property', property, conditions, ignoreCase, range: node.range };
}

function readGroup(node: MapNode, kind: Entry, events: readonly EventUse[], context: RuleContext): Filter | undefined {
  const key = keyText(kind) as 'all' | 'any' | 'none';
  readFields(node, [key], `a group of filters`, context);
  return { kind: key, of: readFilters(kind, events, context), range: node.range };
}
