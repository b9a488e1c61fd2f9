import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  type Scalar as YamlScalar,
} from 'yaml';
import { report } from '../checks/check.ts';
import { badAlias } from '../checks/syntax/bad-alias.ts';
import { duplicateKey } from '../checks/syntax/duplicate-key.ts';
import { notAKey } from '../checks/syntax/not-a-key.ts';
import { tooLarge } from '../checks/syntax/too-large.ts';
import { unknownTag } from '../checks/syntax/unknown-tag.ts';
import type { Diagnostic, Range } from '../diagnostic.ts';
import { suggest } from '../schema/suggest.ts';
import type { Entry, Scalar, ScalarNode, SyntaxNode } from './tree.ts';

export interface ConvertOptions {
  readonly text: string;
  readonly toOriginal: (offset: number) => number;
  readonly maxDepth: number;
  /** How many nodes the aliases of a file may add to it. */
  readonly maxAliasNodes: number;
}

/** Turns a parsed YAML document into our tree: places in the original text, aliases written out, nothing thrown. */
export function convert(
  document: Document.Parsed,
  options: ConvertOptions,
): { root: SyntaxNode | undefined; diagnostics: Diagnostic[] } {
  const { text, toOriginal } = options;
  const diagnostics: Diagnostic[] = [];
  const anchors = new Map<string, Node>();
  const open = new Set<Node>();
  let aliasNodes = 0;
  let bombed = false;
  let bombReported = false;
  let tooDeep = false;

  const rangeOf = (node: Node): Range => {
    const [start, end] = node.range ?? [0, 0, 0];
    return { start: toOriginal(start), end: Math.max(toOriginal(start), toOriginal(end)) };
  };

  /** `at` is the alias that this node is repeated for. */
  const visit = (node: Node, depth: number, at: Range | undefined): SyntaxNode | undefined => {
    if (depth > options.maxDepth) {
      tooDeep = true;
      return undefined;
    }
    if (at !== undefined && ++aliasNodes > options.maxAliasNodes) {
      bombed = true;
      return undefined;
    }
    if (isAlias(node)) return visitAlias(node.source, at ?? rangeOf(node), depth);
    if (at === undefined && node.tag?.startsWith('!') && !node.tag.startsWith('!!')) {
      diagnostics.push(report(unknownTag, rangeOf(node), { tag: node.tag }));
    }
    if ('anchor' in node && node.anchor !== undefined && at === undefined) anchors.set(node.anchor, node);
    open.add(node);
    const done = isMap(node)
      ? visitMap(node.items as never, rangeOf(node), node.flow === true, depth, at)
      : isSeq(node)
        ? visitList(node.items as never, rangeOf(node), node.flow === true, depth, at)
        : isScalar(node)
          ? scalar(node, at ?? rangeOf(node))
          : undefined;
    open.delete(node);
    return done;
  };

  const visitAlias = (name: string, range: Range, depth: number): SyntaxNode | undefined => {
    const target = anchors.get(name);
    if (target !== undefined && !open.has(target)) {
      const node = visit(target, depth, range);
      if (bombed && !bombReported) {
        bombReported = true;
        diagnostics.push(report(badAlias, range, { name, why: 'bomb', suggestions: [] }));
      }
      return node;
    }
    const suggestions = target
      ? []
      : suggest(
          name,
          [...anchors.keys()].map((anchor) => ({ name: anchor })),
        );
    const why = target === undefined ? 'unknown' : 'cycle';
    diagnostics.push(
      report(badAlias, range, { name, why, suggestions }, { suggestions: suggestions.map((s) => `*${s}`) }),
    );
    return undefined;
  };

  const visitMap = (
    pairs: readonly { key: ParsedNode; value: ParsedNode | null }[],
    range: Range,
    flow: boolean,
    depth: number,
    at: Range | undefined,
  ): SyntaxNode => {
    const entries: Entry[] = [];
    // A key that stands twice is no entry, but a part of the map's text.
    const written: { readonly range: Range }[] = [];
    const seen = new Map<string, ScalarNode>();
    for (const pair of pairs) {
      const key = keyOf(pair.key, at);
      const value = pair.value && !isNothing(pair.value) ? visit(pair.value, depth + 1, at) : undefined;
      if (key === undefined) continue;
      const name = String(key.value);
      const earlier = seen.get(name);
      const own = at ?? { start: key.range.start, end: Math.max(key.range.end, value?.range.end ?? 0) };
      written.push({ range: own });
      if (earlier === undefined) {
        seen.set(name, key);
        entries.push({ key, value, range: own });
      } else if (at === undefined) {
        const related = [{ range: earlier.range, message: 'It stands here first.' }];
        diagnostics.push(report(duplicateKey, key.range, { key: name }, { related }));
      }
    }
    return { kind: 'map', range: at ?? (flow ? range : spanOf(range, written)), entries, flow };
  };

  const keyOf = (node: ParsedNode, at: Range | undefined): ScalarNode | undefined => {
    const target = isAlias(node) ? anchors.get(node.source) : node;
    if (!isScalar(target)) {
      diagnostics.push(report(notAKey, at ?? rangeOf(node), { why: 'collection' }));
      return undefined;
    }
    const key = scalar(target, at ?? rangeOf(node));
    if (key.style === 'plain' && key.source === '') {
      // After an error the parser makes up empty keys; only one that has a colon of its own is the author's.
      if (text[key.range.start] === ':') diagnostics.push(report(notAKey, key.range, { why: 'empty' }));
      return undefined;
    }
    if ('anchor' in target && target.anchor !== undefined) anchors.set(target.anchor, target);
    // A name is what was written: `1.10`, `null` and `yes` name properties too.
    return { ...key, value: key.style === 'plain' ? String(target.source ?? key.source) : String(key.value) };
  };

  const visitList = (
    nodes: readonly ParsedNode[],
    range: Range,
    flow: boolean,
    depth: number,
    at: Range | undefined,
  ): SyntaxNode => {
    const items: SyntaxNode[] = [];
    for (const node of nodes) {
      const item = visit(node, depth + 1, at);
      if (item !== undefined) items.push(item);
    }
    return { kind: 'list', range: at ?? (flow ? range : spanOf(range, items)), items, flow };
  };

  const scalar = (node: YamlScalar, range: Range): ScalarNode => {
    const own = rangeOf(node);
    const value = node.value as Scalar | bigint | undefined;
    return {
      kind: 'scalar',
      range,
      value: typeof value === 'bigint' ? Number(value) : (value ?? null),
      source: text.slice(own.start, own.end),
      style: styleOf(node),
    };
  };

  const contents = document.contents as Node | null;
  const root = contents && !isNothing(contents) ? visit(contents, 0, undefined) : undefined;
  if (tooDeep) {
    diagnostics.unshift(
      report(tooLarge, firstLine(text), { what: 'is nested too deeply', limit: `${options.maxDepth} levels` }),
    );
  }
  return { root, diagnostics };
}

/** The first line, where problems of the whole file are reported. */
export function firstLine(text: string): Range {
  const found = text.search(/[\r\n]/);
  return { start: 0, end: found < 0 ? text.length : found };
}

/** From the collection's start to its last child's end, without the space and comments that the parser counts in. */
function spanOf(range: Range, children: readonly { readonly range: Range }[]): Range {
  const last = children.at(-1);
  return last === undefined ? range : { start: range.start, end: Math.max(range.start, last.range.end) };
}

/** Nothing stands where a value could: not even `~`. */
function isNothing(node: Node): boolean {
  return isScalar(node) && node.value === null && (node.source ?? '') === '' && node.type === 'PLAIN';
}

function styleOf(node: YamlScalar): ScalarNode['style'] {
  if (node.type === 'QUOTE_SINGLE') return 'single';
  if (node.type === 'QUOTE_DOUBLE') return 'double';
  return node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL' ? 'block' : 'plain';
}
