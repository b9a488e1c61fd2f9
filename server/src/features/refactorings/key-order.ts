/** The order in which keys are written, and maps put into it. */

import { orderOf } from '../../language/format/order.ts';
import {
  applyEdits,
  entriesPiece,
  itemPiece,
  nodeAtPath,
  parseYaml,
  reorderEntries,
  replaceItems,
  type TextEdit,
} from '../../language/index.ts';
import type { MapNode, SyntaxNode } from '../../language/syntax/tree.ts';
import type { FeatureDocument } from '../feature.ts';

type Path = readonly (string | number)[];
type Kind = FeatureDocument['kind'];

interface SourceTree {
  readonly text: string;
  readonly root: SyntaxNode | undefined;
  readonly kind: Kind;
}

/** The edit that puts the keys of a map into order; undefined when they are. */
export function sortedMap({ text, root, kind }: SourceTree, map: MapNode, path: Path): TextEdit | undefined {
  const indices = sortedIndices(root, map, path, kind);
  if (indices.every((each, index) => each === index)) return undefined;
  const list =
    typeof path.at(-1) === 'number' ? nodeAtPath({ text, root, diagnostics: [] }, path.slice(0, -1)) : undefined;
  if (list?.kind !== 'list' || list.flow || map.flow) return reorderEntries(text, map, indices);
  // The first key stands behind the dash, and its comments above that.
  const index = Number(path.at(-1));
  const own = itemPiece(text, list, index);
  const piece = entriesPiece(text, map, indices);
  if (!own || !piece) return undefined;
  return replaceItems(text, list, [index, index], [{ ...piece, gap: own.gap, above: [...own.above, ...piece.above] }]);
}

/** A whole text with the keys of every map in order. */
export function sortedText(source: string, kind: Kind): string {
  let text = source;
  // Outer maps first: one pass for every level of nesting.
  for (let level = 0; level < 64; level++) {
    const { root } = parseYaml(text);
    const edits = root ? outermost({ text, root, kind }, root, []) : [];
    if (edits.length === 0) return text;
    const next = applyEdits(text, edits);
    if (next === text) return text;
    text = next;
  }
  return text;
}

function outermost(source: SourceTree, node: SyntaxNode, path: Path): readonly TextEdit[] {
  if (node.kind === 'scalar' || source.text[node.range.start] === '*') return [];
  if (node.kind === 'list') return node.items.flatMap((item, index) => outermost(source, item, [...path, index]));
  const own = sortedMap(source, node, path);
  if (own) return [own];
  return node.entries.flatMap(({ key, value }) =>
    value ? outermost(source, value, [...path, String(key.value)]) : [],
  );
}

function sortedIndices(root: SyntaxNode | undefined, map: MapNode, path: Path, kind: Kind): readonly number[] {
  let order = orderOf(kind);
  let node = root;
  for (const step of path) {
    if (node?.kind === 'map' && typeof step === 'string') {
      const { entries } = node;
      order = order.child(step, namesOf(node));
      node = entries.find(({ key }) => key.value === step)?.value;
    } else node = node?.kind === 'list' ? node.items[Number(step)] : undefined;
  }
  const names = namesOf(map);
  return names
    .map((name, index) => ({ index, rank: order.rank(name, names) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ index }) => index);
}

const namesOf = ({ entries }: MapNode): readonly string[] => entries.map(({ key }) => String(key.value));
