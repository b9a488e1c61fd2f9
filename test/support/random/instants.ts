/** Instants where evaluators go wrong: window bounds, clock changes, midnights, month ends, leap days, ties. */
import { calendarOf, type Day, dateOf, dayFrom } from '../evaluator/calendar.ts';
import { parseDuration } from '../evaluator/moments.ts';
import { DURATIONS, ZONES } from './pools.ts';
import type { Rng } from './rng.ts';

export interface Instants {
  readonly zone: string;
  readonly asOf: number;
  /** The text of an instant of the past, mostly; some lie after `asOf`. */
  past(rng: Rng): string;
  /** Any instant around `asOf`. */
  around(rng: Rng): string;
  date(rng: Rng): string;
  /** A birthday: its month and day are what matters. */
  birthday(rng: Rng): string;
}

const DAY = 86_400_000;
const WALL_TIMES = [
  '00:00:00',
  '00:30:00',
  '01:00:00',
  '01:45:00',
  '02:00:00',
  '02:30:00',
  '03:00:00',
  '06:00:00',
  '12:00:00',
  '18:00:00',
  '21:59:59',
  '22:00:00',
  '23:59:59',
  '23:59:59.999',
];

/** Every zone has its turn. */
export function randomInstants(rng: Rng, turn: number): Instants {
  const { zone, days } = ZONES[turn % ZONES.length]!;
  const calendar = calendarOf(zone);
  const changeDays = days.map(toDay);
  const asOf = chooseAsOf();
  const today = calendar.dayOf(asOf);

  /** On the day of a clock change, or so long after it that a window's bound falls on it. */
  function chooseAsOf(): number {
    const day = rng.pick(changeDays) + rng.pick([0, 0, 0, 1, 2, 7, 30, 60]);
    const chosen = rng.chance(0.25)
      ? rng.pick(['2026-03-31', '2024-02-29', '2025-02-28', '2026-01-01', '2025-03-01', '2026-05-31'].map(toDay))
      : day;
    const at = calendar.instant(wallOn(chosen, rng.pick(WALL_TIMES)));
    // Half an hour on may be the second time that the clock shows the same.
    return at + rng.pick([0, 0, 0, 1_800_000, 3_600_000]);
  }

  function bound(): number {
    const duration = parseDuration(rng.pick([...DURATIONS.short, ...DURATIONS.long]))!;
    const at = calendar.shift(asOf, duration, -rng.pick([1, 1, 1, 2, 3]));
    return at + rng.pick([0, 0, 0, 1000, -1000, 1, -1, 60_000]);
  }

  function localText(day: Day): string {
    return `${dateText(day)}T${rng.pick(WALL_TIMES)}`;
  }

  function written(at: number): string {
    if (rng.chance(0.7)) return new Date(at).toISOString().replace('.000', '');
    const offset = rng.pick([330, -300, 60, 0, 630]);
    const wall = new Date(at + offset * 60_000).toISOString().slice(0, -1);
    const sign = offset < 0 ? '-' : '+';
    const minutes = Math.abs(offset);
    return `${wall}${sign}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  }

  const nearDay = () => rng.pick([today, today - 1, today - 7, today - 30, ...changeDays, today - rng.int(0, 400)]);
  const past = () =>
    rng.weighted<string>([
      [4, () => written(bound())],
      [2, () => localText(nearDay())],
      [1, () => written(calendar.dayStart(nearDay()) + rng.pick([0, -1, 1]))],
      [2, () => written(asOf - rng.int(0, 90 * 24) * 3_600_000)],
      [1, () => written(asOf - rng.pick([0, 0, 1, 1000]))],
      [1, () => written(asOf + rng.pick([1, 1000, DAY, 40 * DAY]))],
    ]);
  return {
    zone,
    asOf,
    past,
    around: (random) =>
      random.chance(0.5) ? past() : written(asOf + random.pick([0, 1, 3_600_000, DAY, 7 * DAY, 8 * DAY, 45 * DAY])),
    date: (random) => dateText(today + random.pick([0, 0, 1, 2, 7, 8, -1, -7, -30, -31, -60, random.int(-400, 40)])),
    birthday: (random) => {
      const { month, day } = dateOf(today + random.int(-2, 35));
      const year = random.int(1975, 2004);
      if (random.chance(0.15)) return `${random.pick(['1996', '2000', '2004'])}-02-29`;
      const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
      return dateText(dayFrom(year, month, Math.min(day, last)));
    },
  };
}

function toDay(text: string): Day {
  return Date.parse(`${text}T00:00:00Z`) / DAY;
}

function wallOn(day: Day, time: string): number {
  return Date.parse(`${dateText(day)}T${time}Z`);
}

export function dateText(day: Day): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
