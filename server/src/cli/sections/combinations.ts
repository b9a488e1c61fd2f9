import type { Combinations } from '../../protocol/index.ts';
import { number } from '../numbers.ts';
import { table } from '../table.ts';

/** Users in exactly these sets, the largest combinations first. */
export function combinationLines({ largest, rest }: Combinations, nameOf = (id: string) => id): readonly string[] {
  if (largest.length === 0) return [];
  const rows = largest.map(({ sets, users }) => [`  ${number(users)}`, sets.map(nameOf).join(' + ')]);
  const more = rest.combinations > 0 ? [[`  ${number(rest.users)}`, `in ${rest.combinations} other combinations`]] : [];
  return ['Exactly in', table([...rows, ...more], [0])];
}
