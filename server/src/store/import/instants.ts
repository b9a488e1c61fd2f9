import { parseInstant, zoneOf } from '../../language/values/index.ts';

const DAY = 86_400_000;
const ZERO = 0x30;

/** Local days of which the offset is looked up once. */
interface KnownDay {
  /** Milliseconds to take from the local clock; NaN when the clock changes around that day. */
  readonly offset: number;
}

/**
 * Instants from text, many at a time, in one time zone. Says the same as `parseInstant`, some fifty times faster on
 * the forms that machines write.
 */
export class InstantReader {
  readonly #timezone: string;
  readonly #initial: number;
  readonly #transitions: readonly { readonly at: number; readonly offset: number }[];
  readonly #days = new Map<number, KnownDay>();
  readonly #starts = new Map<string, number | undefined>();

  constructor(timezone: string) {
    this.#timezone = timezone;
    const zone = zoneOf(timezone, Date.UTC(2060, 0, 1));
    this.#initial = zone.initial;
    this.#transitions = zone.transitions;
  }

  /** The instant of a date-time, or the start of a local day; undefined when the text is neither. */
  instant(text: string): number | undefined {
    const length = text.length;
    if (length < 19) return length === 10 ? this.dayStart(text) : this.#slow(text);
    const year = number4(text);
    const month = number2(text, 5);
    const day = number2(text, 8);
    const hour = number2(text, 11);
    const minute = number2(text, 14);
    const second = number2(text, 17);
    const separator = text.charCodeAt(10);
    const wellFormed =
      text.charCodeAt(4) === 0x2d &&
      text.charCodeAt(7) === 0x2d &&
      (separator === 0x54 || separator === 0x20) &&
      text.charCodeAt(13) === 0x3a &&
      text.charCodeAt(16) === 0x3a &&
      year >= 1840 &&
      month >= 1 &&
      month <= 12 &&
      day >= 1 &&
      day <= daysInMonth(year, month) &&
      hour >= 0 &&
      hour < 24 &&
      minute >= 0 &&
      minute < 60 &&
      second >= 0 &&
      second < 60;
    if (!wellFormed) return this.#slow(text);
    let at = 19;
    let fraction = 0;
    if (text.charCodeAt(at) === 0x2e) {
      let scale = 100;
      const start = ++at;
      for (; at < length; at++) {
        const digit = text.charCodeAt(at) - ZERO;
        if (digit < 0 || digit > 9) break;
        fraction += digit * scale;
        scale = scale >= 10 ? scale / 10 : 0;
      }
      if (at === start || at - start > 9) return this.#slow(text);
    }
    const dayNumber = daysFromCivil(year, month, day);
    const utc = dayNumber * DAY + hour * 3_600_000 + minute * 60_000 + second * 1000 + fraction;
    if (at === length) {
      const { offset } = this.#day(dayNumber);
      return Number.isNaN(offset) ? this.#slow(text) : utc - offset;
    }
    return at === length - 1 && text.charCodeAt(at) === 0x5a ? utc : this.#slow(text);
  }

  /** The start of the local day that a date names; of a date-time, the start of the local day on which it lies. */
  dayStart(text: string): number | undefined {
    const known = this.#starts.get(text);
    if (known !== undefined || this.#starts.has(text)) return known;
    const instant = this.#slow(text);
    const trimmed = text.trim();
    const start =
      instant === undefined || trimmed.length === 10
        ? instant
        : parseInstant(new Date(instant + this.offsetAt(instant)).toISOString().slice(0, 10), this.#timezone);
    // Short texts only: longer ones may be cut out of a larger one and would keep it in memory.
    if (text.length < 13 && this.#starts.size < 100_000) this.#starts.set(text, start);
    return start;
  }

  /** Milliseconds that the zone's clocks are ahead of UTC at an instant. */
  offsetAt(instant: number): number {
    let low = 0;
    let high = this.#transitions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#transitions[middle]!.at <= instant) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? this.#initial : this.#transitions[low - 1]!.offset;
  }

  #slow(text: string): number | undefined {
    return parseInstant(text.trim(), this.#timezone);
  }

  #day(dayNumber: number): KnownDay {
    let day = this.#days.get(dayNumber);
    if (day === undefined) {
      day = { offset: this.#offsetOfDay(dayNumber) };
      this.#days.set(dayNumber, day);
    }
    return day;
  }

  /** Any local time of the day lies within a day and a half of its UTC namesake, whatever the zone. */
  #offsetOfDay(dayNumber: number): number {
    const from = (dayNumber - 2) * DAY;
    const to = (dayNumber + 3) * DAY;
    if (to > LAST_KNOWN) return Number.NaN;
    return this.#transitions.some(({ at }) => at > from && at < to) ? Number.NaN : this.offsetAt(from);
  }
}

/** Later ones go the long way: `zoneOf` ends there. */
const LAST_KNOWN = Date.UTC(2060, 0, 1);

function number2(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

function number4(text: string): number {
  const century = number2(text, 0);
  const rest = number2(text, 2);
  return century < 0 || rest < 0 ? -1 : century * 100 + rest;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 of a date in the Gregorian calendar, by plain arithmetic. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
