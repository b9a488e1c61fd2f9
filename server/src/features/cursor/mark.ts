import type { PathStep } from '../../language/syntax/path.ts';
import type { MapNode, ScalarNode, SyntaxNode } from '../../language/syntax/tree.ts';

/** Stands for the cursor in a text; a private-use character, so that no real text holds it. */
export const MARK = '\uE0C5';

export interface Hit {
  readonly path: readonly PathStep[];
  readonly scalar: ScalarNode;
  /** The map when the mark stands in a key. */
  readonly map?: MapNode;
}

/** The scalar that holds the mark, and the way to it. */
export function findMark(node: SyntaxNode, path: readonly PathStep[]): Hit | undefined {
  if (node.kind === 'scalar') return node.source.includes(MARK) ? { path, scalar: node } : undefined;
  if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) {
      const hit = findMark(item, [...path, { kind: 'item', list: node, index }]);
      if (hit) return hit;
    }
    return undefined;
  }
  for (const entry of node.entries) {
    if (entry.key.source.includes(MARK)) return { path, scalar: entry.key, map: node };
    const step: PathStep = { kind: 'entry', map: node, entry, key: String(entry.key.value) };
    const hit = entry.value && findMark(entry.value, [...path, step]);
    if (hit) return hit;
  }
  return undefined;
}
