/** Numbers and values as the terminal shows them. */
import type { Value } from '../store/index.ts';

const numbers = new Intl.NumberFormat('en');
const percents = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const BAR = 24;

export const number = (value: number): string => numbers.format(value);
export const percent = (share: number): string => percents.format(share);

/** A share, 0 to 1, as a bar. */
export const bar = (share: number): string => '█'.repeat(Math.round(share * BAR)).padEnd(BAR, '░');

export function cell(value: Value | undefined): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return number(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

/** Milliseconds in the two largest units that they fill: `2d 3h`. */
export function duration(milliseconds: number): string {
  const first = UNITS.findIndex(([, length]) => milliseconds >= length);
  if (first < 0) return `${Math.round(milliseconds)}ms`;
  let rest = milliseconds;
  const parts = UNITS.slice(first, first + 2).flatMap(([unit, length]) => {
    const amount = Math.floor(rest / length);
    rest -= amount * length;
    return amount > 0 ? [`${amount}${unit}`] : [];
  });
  return parts.join(' ');
}
