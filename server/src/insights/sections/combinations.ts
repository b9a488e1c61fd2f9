import type { Combinations } from '../../protocol/index.ts';
import type { Overlap } from '../../store/ports.ts';

/** So many combinations are told one by one. */
export const LARGEST = 20;

/** Combinations by the names of their sets. */
export const combinationsOf = ({ largest, rest }: Overlap, names: readonly string[]): Combinations => ({
  largest: largest.map(({ sets, users }) => ({ sets: sets.flatMap((i) => names[i] ?? []), users })),
  rest,
});
