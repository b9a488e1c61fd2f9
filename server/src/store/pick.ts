/**
 * Some users of a set to look at: they look picked at random, but are the same ones until the data or the set changes. A
 * user keeps its rank while it stays in the set, so that an edit that loses others keeps it in view.
 */
import { type Bitset, forEach } from './bitset.ts';
import type { RowReader } from './evaluator.ts';
import type { Row } from './ports.ts';

export interface Picked {
  readonly rank: number;
  readonly position: number;
}

/** Those of the lowest ranks, ascending; only ranks above `after`, when it is given. */
export function pick(users: Bitset, size: number, after = -1): readonly Picked[] {
  const picked: Picked[] = [];
  if (size === 0) return picked;
  forEach(users, (position) => {
    const rank = mixed(position);
    if (rank <= after || (picked.length === size && rank >= (picked[size - 1]?.rank ?? 0))) return;
    let at = picked.length;
    while (at > 0 && (picked[at - 1]?.rank ?? 0) > rank) at--;
    picked.splice(at, 0, { rank, position });
    if (picked.length > size) picked.pop();
  });
  return picked;
}

/** Their rows, in order of rank. */
export function rowsOf(picked: readonly Picked[], columns: readonly string[], rows: RowReader): readonly Row[] {
  if (picked.length === 0) return [];
  const positions = picked.map(({ position }) => position).sort((one, other) => one - other);
  const found = new Map(rows(positions, columns).map((row, index) => [positions[index], row]));
  return picked.flatMap(({ position }) => found.get(position) ?? []);
}

/** A number that looks random, different for every position (the finalizer of MurmurHash3 is a bijection). */
function mixed(position: number): number {
  const start = (position + 0x9e3779b9) | 0;
  let hash = Math.imul(start ^ (start >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
