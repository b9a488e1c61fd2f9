/** Rules from the tree, bound to the schema. A rule with an error in it is absent; the others stand. */
import { report } from '../checks/check.ts';
import { emptyValue } from '../checks/empty-value.ts';
import { missingRuleKind } from '../checks/rules/missing-rule-kind.ts';
import { severalRuleKinds } from '../checks/rules/several-rule-kinds.ts';
import type { Rule } from '../model.ts';
import { suggest } from '../schema/suggest.ts';
import type { Entry, MapNode, SyntaxNode } from '../syntax/tree.ts';
import { type Reading, type RuleContext, watched } from './context.ts';
import { isNothing, keyText, present, readList, readText, reportWrong } from './fields.ts';
import { keyCandidate } from './keys.ts';
import { isRuleKind, ruleKinds } from './registry.ts';
import type { RuleKindEntry } from './rule-kind.ts';

/** A rule, and in a channel the reason that it gives. */
export interface ParsedRule {
  readonly rule: Rule;
  readonly because?: string;
}

/** The rules of a list: of `where`, of a channel's `reachable`, of a glossary entry's `means`. */
export function parseRules(node: SyntaxNode | undefined, context: RuleContext, key = 'where'): readonly ParsedRule[] {
  if (isNothing(node)) return [];
  if (node.kind !== 'list') {
    reportWrong(node, key, 'a list of rules', context);
    return [];
  }
  if (node.items.length === 0) context.report(report(emptyValue, node.range, { key, needs: 'at least one rule' }));
  const reading = readingOf(context);
  return node.items.flatMap((item) => readRule(item, key, reading) ?? []);
}

/** One item of such a list; undefined when it has an error. */
export function parseRule(node: SyntaxNode, context: RuleContext, key = 'where'): ParsedRule | undefined {
  return readRule(node, key, readingOf(context));
}

function readingOf(context: RuleContext): Reading {
  const indent = (offset: number) => {
    const lineStart = (context.text ?? '').lastIndexOf('\n', offset - 1) + 1;
    return ' '.repeat(Math.max(0, offset - lineStart));
  };
  const readRules = (entry: Entry, inner: Reading): readonly Rule[] | undefined =>
    readList(entry, 'at least one rule', inner)?.items.flatMap(
      (item) => readRule(item, keyText(entry), inner, false)?.rule ?? [],
    );
  return { ...context, indent, readRules };
}

/** `top`: it stands in the list itself, not in a group, and may say why it fails. */
function readRule(node: SyntaxNode, key: string, outer: Reading, top = true): ParsedRule | undefined {
  const { context, failed } = watched(outer);
  if (isNothing(node)) {
    context.report(report(emptyValue, (node as SyntaxNode).range, { key, needs: 'a rule such as {did: Charged}' }));
    return undefined;
  }
  if (node.kind !== 'map') return reportWrong(node, key, 'rules such as {did: Charged}', context);
  const kind = kindEntry(node, context);
  if (kind === undefined) return undefined;
  const entry = ruleKinds[keyText(kind) as Rule['kind']] as unknown as RuleKindEntry;
  const extraKeys = top && context.place === 'channel' ? ['because'] : [];
  const rule = entry.parse({ node, kind, extraKeys }, context);
  const because = extraKeys.length === 0 ? undefined : readBecause(node, context);
  if (rule === undefined || failed()) return undefined;
  return because === undefined ? { rule } : { rule, because };
}

function kindEntry(node: MapNode, context: RuleContext): Entry | undefined {
  const kinds = node.entries.filter((entry) => isRuleKind(keyText(entry)));
  const names = [...new Set(kinds.map(keyText))];
  const [first, second] = kinds;
  if (first === undefined) {
    const keys = node.entries.map(keyText);
    const candidates = Object.keys(ruleKinds).map(keyCandidate);
    const suggestions = [...new Set(keys.flatMap((each) => suggest(each, candidates, 1)))].slice(0, 3);
    const misspelt = node.entries.find((entry) => suggest(keyText(entry), candidates, 1).length > 0);
    const range = (misspelt ?? node.entries[0])?.key.range ?? node.range;
    context.report(report(missingRuleKind, range, { keys, suggestions }, { suggestions }));
    return undefined;
  }
  if (names.length > 1) {
    context.report(report(severalRuleKinds, second?.key.range ?? first.key.range, { kinds: names }));
    return undefined;
  }
  return first;
}

function readBecause(node: MapNode, context: RuleContext): string | undefined {
  const entry = node.entries.find((each) => keyText(each) === 'because');
  const value = entry && present(entry, 'a reason such as no device token', context);
  return value && readText(value, 'because', context);
}
