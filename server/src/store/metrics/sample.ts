/**
 * Some members to look at: they look picked at random, but are the same ones until the data or the rules change. A user
 * keeps its rank while it stays a member, so that an edit that loses others keeps it in view.
 */
import { forEach } from '../bitset.ts';
import type { Metric } from './metric.ts';

export const sample: Metric<'sample'> = ({ query, users, rows }) => {
  const { size, columns } = query.sample;
  /** The lowest ranks so far, ascending, with their positions. */
  const picked: { readonly rank: number; readonly position: number }[] = [];
  if (size > 0) {
    forEach(users, (position) => {
      const rank = mixed(position);
      if (picked.length === size && rank >= (picked[size - 1]?.rank ?? 0)) return;
      let at = picked.length;
      while (at > 0 && (picked[at - 1]?.rank ?? 0) > rank) at--;
      picked.splice(at, 0, { rank, position });
      if (picked.length > size) picked.pop();
    });
  }
  const positions = picked.map(({ position }) => position).sort((one, other) => one - other);
  const found = new Map(rows(positions, columns).map((row, index) => [positions[index], row]));
  return { sample: picked.flatMap(({ position }) => found.get(position) ?? []) };
};

/** A number that looks random, different for every position (the finalizer of MurmurHash3 is a bijection). */
function mixed(position: number): number {
  const start = (position + 0x9e3779b9) | 0;
  let hash = Math.imul(start ^ (start >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
