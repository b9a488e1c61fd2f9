import { isTimeZone } from '../values/calendar.ts';
import { suggest } from './suggest.ts';

/** The name as the platform writes it, or `undefined` when there is no such zone. Offsets and abbreviations are none. */
export function knownTimezone(name: string): string | undefined {
  if (name === 'UTC' || name === 'Etc/UTC') return name;
  if (!/^[A-Za-z]/.test(name) || !isTimeZone(name)) return undefined;
  // Platforms ignore case; the file should say it as everyone does.
  return zones().find((zone) => zone.toLowerCase() === name.toLowerCase()) ?? name;
}

/** Zones that may have been meant: by spelling, by city, by a common abbreviation. */
export function suggestTimezones(name: string): string[] {
  const abbreviated = ABBREVIATIONS[name.toUpperCase()];
  if (abbreviated !== undefined) return [...abbreviated];
  const candidates = zones().map((zone) => ({
    name: zone,
    aliases: [zone.slice(zone.lastIndexOf('/') + 1), ...(CITIES[zone] ?? [])],
  }));
  return suggest(name, candidates);
}

const CITIES: Readonly<Record<string, readonly string[]>> = {
  'Asia/Kolkata': ['India', 'Mumbai', 'Delhi', 'Bangalore', 'Bengaluru', 'Asia/Mumbai', 'Asia/Delhi'],
  'America/Los_Angeles': ['San Francisco', 'Seattle', 'Pacific', 'America/San_Francisco'],
  'America/New_York': ['Boston', 'Washington', 'Eastern', 'America/Boston'],
  'Asia/Shanghai': ['China', 'Beijing', 'Asia/Beijing'],
  'Europe/London': ['UK', 'England', 'Britain'],
};

const ABBREVIATIONS: Readonly<Record<string, readonly string[]>> = {
  IST: ['Asia/Kolkata', 'Asia/Jerusalem', 'Europe/Dublin'],
  PST: ['America/Los_Angeles'],
  PDT: ['America/Los_Angeles'],
  MST: ['America/Denver'],
  MDT: ['America/Denver'],
  CST: ['America/Chicago', 'Asia/Shanghai'],
  CDT: ['America/Chicago'],
  EST: ['America/New_York'],
  EDT: ['America/New_York'],
  BST: ['Europe/London', 'Asia/Dhaka'],
  CEST: ['Europe/Berlin', 'Europe/Paris'],
  JST: ['Asia/Tokyo'],
  AEST: ['Australia/Sydney'],
  SGT: ['Asia/Singapore'],
  Z: ['UTC'],
};

let all: readonly string[] | undefined;

/** The name in use today, where platforms list the one before. */
const RENAMED: Readonly<Record<string, string>> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Europe/Kiev': 'Europe/Kyiv',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
};

/** Every zone that the platform lists, found out once. */
export function zones(): readonly string[] {
  all ??= [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone').map((zone) => RENAMED[zone] ?? zone)])];
  return all;
}
