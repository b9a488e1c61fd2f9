/** Maps by their keys, and plain values, with the problems said. */

import { report } from '../checks/check.ts';
import { emptyValue } from '../checks/empty-value.ts';
import { unknownKey } from '../checks/unknown-key.ts';
import { quoted } from '../checks/wording.ts';
import { wrongValue } from '../checks/wrong-value.ts';
import type { Range } from '../diagnostic.ts';
import { isOperator } from '../operators/index.ts';
import { suggest } from '../schema/suggest.ts';
import type { Entry, ListNode, MapNode, ScalarNode, SyntaxNode } from '../syntax/tree.ts';
import type { RuleContext } from './context.ts';
import { keyCandidate } from './keys.ts';

/** A map whose unknown keys have been reported. */
export interface Fields {
  readonly node: MapNode;
  readonly get: (name: string) => Entry | undefined;
  /** Entries whose key is an operator, in order. */
  readonly operators: readonly Entry[];
}

export function keyText(entry: Entry): string {
  return String(entry.key.value);
}

/**
 * The entries of a map. `where` names the map in messages. Of two entries with one key the first counts: the second is
 * reported by the syntax.
 */
export function readFields(
  node: MapNode,
  allowed: readonly string[],
  where: string,
  context: RuleContext,
  options: { readonly operators?: readonly string[]; readonly silent?: boolean } = {},
): Fields {
  const byKey = new Map<string, Entry>();
  const operators: Entry[] = [];
  for (const entry of node.entries) {
    const key = keyText(entry);
    if (byKey.has(key)) continue;
    byKey.set(key, entry);
    if (allowed.includes(key)) continue;
    if (options.operators !== undefined && isOperator(key)) operators.push(entry);
    else if (!options.silent) reportUnknownKey(entry, [...allowed, ...(options.operators ?? [])], where, context);
  }
  return { node, get: (name) => byKey.get(name), operators };
}

export function reportUnknownKey(entry: Entry, allowed: readonly string[], where: string, context: RuleContext): void {
  const key = keyText(entry);
  const suggestions = suggest(key, allowed.map(keyCandidate));
  context.report(report(unknownKey, entry.key.range, { key, where, suggestions, allowed }, { suggestions }));
}

/** What a node is, as a noun. */
export function nounOf(node: SyntaxNode): string {
  if (node.kind === 'map') return 'a map of keys';
  if (node.kind === 'list') return 'a list';
  switch (typeof node.value) {
    case 'string':
      return 'a text';
    case 'number':
      return Number.isFinite(node.value) ? 'a number' : quoted(node.source);
    case 'boolean':
      return String(node.value);
    default:
      return 'nothing';
  }
}

/** What a node is where a list of so many items should stand: how many there are. */
export function lengthOf(node: SyntaxNode): string {
  return node.kind === 'list' ? `a list of ${node.items.length}` : nounOf(node);
}

/** What a node is where one of few words should stand: the word that does. */
export function wordOf(node: SyntaxNode): string {
  return node.kind === 'scalar' && node.value !== null ? quoted(String(node.value)) : nounOf(node);
}

export function isNothing(node: SyntaxNode | undefined): node is undefined {
  return node === undefined || (node.kind === 'scalar' && node.value === null);
}

/** The value of an entry, unless nothing stands there; `needs` says what should. */
export function present(entry: Entry, needs: string, context: RuleContext): SyntaxNode | undefined {
  if (!isNothing(entry.value)) return entry.value;
  context.report(report(emptyValue, entry.range, { key: keyText(entry), needs }));
  return undefined;
}

export function reportWrong(
  node: SyntaxNode,
  key: string,
  expected: string,
  context: RuleContext,
  replacement?: string,
  found = nounOf(node),
): undefined {
  const data = { key, expected, found, ...(replacement === undefined ? {} : { replacement }) };
  context.report(report(wrongValue, node.range, data, replacement === undefined ? {} : { suggestions: [replacement] }));
  return undefined;
}

export function readMap(entry: Entry, needs: string, context: RuleContext, replacement?: (node: ScalarNode) => string) {
  const node = present(entry, needs, context);
  if (node === undefined) return undefined;
  if (node.kind !== 'map') {
    const better = node.kind === 'scalar' ? replacement?.(node) : undefined;
    return reportWrong(node, keyText(entry), `a map with ${needs}`, context, better);
  }
  if (node.entries.length > 0) return node;
  context.report(report(emptyValue, entry.range, { key: keyText(entry), needs }));
  return undefined;
}

/** A list with something in it. A single scalar is offered as a list. */
export function readList(entry: Entry, needs: string, context: RuleContext): ListNode | undefined {
  const node = present(entry, needs, context);
  if (node === undefined) return undefined;
  if (node.kind !== 'list') {
    const replacement = node.kind === 'scalar' ? `[${node.source}]` : undefined;
    return reportWrong(
      node,
      keyText(entry),
      `a list of ${needs.replace(/^at least one /, '')}${/s$/.test(needs) ? '' : 's'}`,
      context,
      replacement,
    );
  }
  if (node.items.length > 0) return node;
  context.report(report(emptyValue, entry.range, { key: keyText(entry), needs }));
  return undefined;
}

/** A text. A number or a boolean is offered in quotes. */
export function readText(node: SyntaxNode, key: string, context: RuleContext): string | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'string') return node.value;
  const replacement = node.kind === 'scalar' && node.value !== null ? JSON.stringify(node.source) : undefined;
  return reportWrong(node, key, 'a text', context, replacement);
}

export function readNumber(node: SyntaxNode, key: string, context: RuleContext): number | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'number' && Number.isFinite(node.value)) return node.value;
  const text = node.kind === 'scalar' && typeof node.value === 'string' ? node.value.trim().replace(/[,_]/g, '') : '';
  const replacement = /^-?\d+(\.\d+)?$/.test(text) ? text : undefined;
  return reportWrong(node, key, 'a number', context, replacement);
}

export function readFlag(node: SyntaxNode, key: string, context: RuleContext): boolean | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  const text = node.kind === 'scalar' ? String(node.value).toLowerCase() : '';
  const replacement = /^(yes|y|on|true|1)$/.test(text)
    ? 'true'
    : /^(no|n|off|false|0)$/.test(text)
      ? 'false'
      : undefined;
  return reportWrong(node, key, 'true or false', context, replacement);
}

/** One text or a list of texts, each with its place. */
export function readNames(entry: Entry, needs: string, context: RuleContext): { name: string; range: Range }[] {
  const key = keyText(entry);
  const node = present(entry, needs, context);
  if (node === undefined) return [];
  const nodes = node.kind === 'list' ? node.items : [node];
  if (nodes.length === 0) context.report(report(emptyValue, entry.range, { key, needs }));
  return nodes.flatMap((item) => {
    if (isNothing(item)) {
      context.report(report(emptyValue, (item as SyntaxNode).range, { key, needs }));
      return [];
    }
    if (item.kind !== 'scalar') {
      reportWrong(item, key, needs, context);
      return [];
    }
    const name = readText(item, key, context);
    return name === undefined ? [] : [{ name, range: item.range }];
  });
}
