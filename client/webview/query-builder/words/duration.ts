/** Durations and calendar periods as the language writes them; the page has its own list, since it knows nothing of the language. */

export type Unit = 'm' | 'h' | 'd' | 'w' | 'mo' | 'y';

export interface Duration {
  readonly amount: number;
  readonly unit: Unit;
}

const UNITS: Readonly<Record<Unit, readonly [one: string, many: string]>> = {
  m: ['minute', 'minutes'],
  h: ['hour', 'hours'],
  d: ['day', 'days'],
  w: ['week', 'weeks'],
  mo: ['month', 'months'],
  y: ['year', 'years'],
};

export const UNIT_IDS = Object.keys(UNITS) as readonly Unit[];
/** Shorter than a day. */
export const SHORT_UNITS: readonly Unit[] = ['m', 'h'];
export const unitName = (unit: Unit, amount = 2): string => UNITS[unit][amount === 1 ? 0 : 1];

export const PERIODS = [
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
] as const;

export function readDuration(value: unknown): Duration | undefined {
  const match = typeof value === 'string' ? /^(\d+)(mo|m|h|d|w|y)$/.exec(value.trim()) : null;
  return match ? { amount: Number(match[1]), unit: match[2] as Unit } : undefined;
}

export const writeDuration = ({ amount, unit }: Duration): string => `${amount}${unit}`;
