/** Lists of values whose order says nothing. */
import type { ListNode } from '../../language/syntax/tree.ts';
import { collectionsAt } from './place.ts';
import type { Site } from './refactoring.ts';

const KEYS: ReadonlySet<string> = new Set([
  'in',
  'not_in',
  'includes_any',
  'includes_all',
  'did',
  'did_not',
  'in_segment',
  'not_in_segment',
  'reachable',
  'not_reachable',
  'weekdays',
  'monthdays',
  'tags',
  'aliases',
  'examples',
  'values',
]);

/** The list of plain values around the cursor. */
export function valueListAt(site: Site): ListNode | undefined {
  for (const { node, path } of collectionsAt(site)) {
    if (node.kind !== 'list') continue;
    const key = path.findLast((step) => typeof step === 'string');
    if (!KEYS.has(String(key)) || typeof path.at(-1) === 'number') return undefined;
    const plain = node.items.every((item) => item.kind === 'scalar' && site.text[item.range.start] !== '*');
    return plain && node.items.length > 1 && !isOrdered(site, path) ? node : undefined;
  }
  return undefined;
}

/** `values` of a property with `ordered: true` go from lowest to highest. */
function isOrdered(site: Site, path: readonly (string | number)[]): boolean {
  if (path.at(-1) !== 'values') return false;
  const map = collectionsAt(site).find(
    (each) => each.node.kind === 'map' && each.path.length === path.length - 1,
  )?.node;
  return map?.kind === 'map' && map.entries.some(({ key }) => key.value === 'ordered');
}
