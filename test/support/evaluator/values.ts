/** Typed values: what in the data fits a type, and when two values are the same or one is greater. */
import type { Calendar } from './calendar.ts';
import { type Doc, isDoc } from './input.ts';
import { parseMoment } from './moments.ts';

export interface Version {
  readonly numbers: readonly number[];
  readonly pre: readonly string[];
}
export interface Place {
  readonly lat: number;
  readonly lon: number;
}
/** Datetimes and dates are instants: a date its local day's start. */
export type Value = string | number | boolean | Version | readonly (string | number)[] | Place;

/** The typed value of what stands in the data; undefined is missing, also where it does not fit. */
export function typed(raw: unknown, type: string, calendar: Calendar): Value | undefined {
  if (raw === undefined || raw === null) return undefined;
  switch (type) {
    case 'string':
      return typeof raw === 'string' ? raw : undefined;
    case 'number':
      if (typeof raw === 'number') return raw;
      return typeof raw === 'string' && /^-?\d+(\.\d+)?$/.test(raw) ? Number(raw) : undefined;
    case 'boolean': {
      const text = String(raw).toLowerCase();
      if (text === 'true' || text === '1') return true;
      return text === 'false' || text === '0' ? false : undefined;
    }
    case 'version':
      return typeof raw === 'string' ? parseVersion(raw) : undefined;
    case 'datetime': {
      const moment = parseMoment(raw, calendar);
      if (moment?.kind === 'instant') return moment.at;
      return moment?.kind === 'day' ? calendar.dayStart(moment.day) : undefined;
    }
    case 'date': {
      const moment = parseMoment(raw, calendar);
      return moment?.kind === 'day' ? calendar.dayStart(moment.day) : undefined;
    }
    case 'list<string>':
    case 'list<number>': {
      const item = type === 'list<string>' ? 'string' : 'number';
      return Array.isArray(raw) && raw.every((value) => typeof value === item) ? raw : undefined;
    }
    case 'geo': {
      if (!isDoc(raw)) return undefined;
      const { lat, lon } = raw;
      if (typeof lat !== 'number' || typeof lon !== 'number' || Math.abs(lat) > 90) return undefined;
      return { lat, lon };
    }
    default:
      throw new Error(`Not a type: ${type}`);
  }
}

export function parseVersion(text: string): Version | undefined {
  const match = /^(\d+(?:\.\d+)*)(?:-([0-9A-Za-z.-]+))?$/.exec(text);
  if (!match) return undefined;
  const numbers = match[1]!.split('.').map(Number);
  while (numbers.at(-1) === 0) numbers.pop();
  return { numbers, pre: match[2]?.split('.') ?? [] };
}

function compareVersions(a: Version, b: Version): number {
  for (let i = 0; i < Math.max(a.numbers.length, b.numbers.length); i++) {
    const difference = (a.numbers[i] ?? 0) - (b.numbers[i] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length;
  for (let i = 0; i < Math.max(a.pre.length, b.pre.length); i++) {
    const [left, right] = [a.pre[i], b.pre[i]];
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
    const numeric = [left, right].map((part) => /^\d+$/.test(part));
    if (numeric[0] && numeric[1] && Number(left) !== Number(right)) return Number(left) - Number(right);
    if (numeric[0] !== numeric[1]) return numeric[0] ? -1 : 1;
    if (!numeric[0] && left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** Below, at or above zero; undefined where the two have no order. `order` is a closed set from lowest to highest. */
export function compare(a: Value, b: Value, type: string, order?: readonly unknown[]): number | undefined {
  if (type === 'version') return compareVersions(a as Version, b as Version);
  if (type === 'string') {
    const [left, right] = [order?.indexOf(a) ?? -1, order?.indexOf(b) ?? -1];
    return left < 0 || right < 0 ? undefined : left - right;
  }
  return (a as number) - (b as number);
}

export function same(a: Value | undefined, b: Value | undefined, type: string): boolean {
  if (a === undefined || b === undefined) return false;
  if (type === 'version') return compareVersions(a as Version, b as Version) === 0;
  if (type === 'geo') return (a as Place).lat === (b as Place).lat && (a as Place).lon === (b as Place).lon;
  return a === b;
}

const EARTH_KM = 6371.0088;

/** Great-circle distance in kilometres, by the haversine formula. */
export function distanceKm(a: Place, b: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const chord =
    Math.sin(radians(b.lat - a.lat) / 2) ** 2 +
    Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

export function radiusKm(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(m|km|mi)$/.exec(text)!;
  return Number(match[1]) * { m: 0.001, km: 1, mi: 1.609344 }[match[2] as 'm' | 'km' | 'mi'];
}

/** What a property is declared as; an undeclared one is missing everywhere. */
export interface Declaration {
  readonly type: string;
  readonly order?: readonly unknown[];
}

export function declaration(doc: unknown): Declaration | undefined {
  if (!isDoc(doc)) return undefined;
  const { type, ordered, values }: Doc = doc;
  return { type: String(type), ...(ordered === true ? { order: values as readonly unknown[] } : {}) };
}
