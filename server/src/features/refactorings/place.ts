/** The entry, the value and the maps around a cursor, for what is about less than a rule. */
import { pathAt } from '../../language/index.ts';
import type { Entry, ListNode, MapNode, SyntaxNode } from '../../language/syntax/tree.ts';
import type { Site } from './refactoring.ts';

export interface EntryAt {
  readonly entry: Entry;
  readonly map: MapNode;
  /** Keys and indices from the root to the map. */
  readonly path: readonly (string | number)[];
}

/** The entries around the cursor, the innermost first. Nothing inside an alias. */
export function entriesAt(site: Site): readonly EntryAt[] {
  const { document, range, text } = site;
  const { steps, keys } = pathAt(document.tree, insideOf(site));
  const found = steps.flatMap((step, index): EntryAt[] =>
    step.kind === 'entry' && text[step.map.range.start] !== '*'
      ? [{ entry: step.entry, map: step.map, path: keys.slice(0, index) }]
      : [],
  );
  return found.reverse().filter(({ entry }) => entry.range.end >= range.end);
}

/** The collections around the cursor, the innermost first: those that it stands in, and the value of the key that it stands on. */
export function collectionsAt(
  site: Site,
): readonly { readonly node: MapNode | ListNode; readonly path: readonly (string | number)[] }[] {
  const { document, text } = site;
  const { steps, keys, at } = pathAt(document.tree, insideOf(site));
  const last = steps.at(-1);
  const nodes: { node: SyntaxNode | undefined; path: readonly (string | number)[] }[] = steps.map((step, index) => ({
    node: step.kind === 'entry' ? step.map : step.list,
    path: keys.slice(0, index),
  }));
  if (last?.kind === 'entry') nodes.push({ node: last.entry.value, path: keys });
  if (last?.kind === 'item' && at === 'value') nodes.push({ node: last.list.items[last.index], path: keys });
  return nodes
    .reverse()
    .flatMap(({ node, path }) =>
      node && node.kind !== 'scalar' && text[node.range.start] !== '*' ? [{ node, path }] : [],
    );
}

/** On an opening bracket a person means what stands in it. */
const insideOf = ({ text, range }: Site): number => range.start + (/[{[]/.test(text[range.start] ?? '') ? 1 : 0);
