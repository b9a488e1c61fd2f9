/**
 * SQLite, as sql.js builds it. The functions `unicode_lower(text)`, `re2_matches(pattern, text)` and
 * `sample_key(seed, id)` are not SQLite's own: the engine registers them.
 */
import { bind, type Fragment, integer, join, sql } from '../fragment.ts';
import { base, type Dialect } from './base.ts';

/** SQLite takes 32,766 parameters in a statement; a long list goes into one, as JSON (doubles and texts survive it exactly). */
const MANY_VALUES = 50;

export const sqlite: Dialect = {
  ...base,
  valueList: (values) =>
    values.length <= MANY_VALUES || values.some((value) => typeof value === 'boolean')
      ? sql`(${join(values.map(bind), ', ')})`
      : sql`(SELECT value FROM json_each(${bind(JSON.stringify(values))}))`,
  textRows: (texts) => sql`SELECT value FROM json_each(${bind(JSON.stringify(texts))})`,
  anyElement: (array, test) => sql`EXISTS (SELECT 1 FROM json_each(${array}) AS j WHERE ${test(sql`j.value`)})`,
  lower: (text) => sql`unicode_lower(${text})`,
  contains: (text, part) => sql`instr(${text}, ${bind(part)}) > 0`,
  // substr(text, -0) would be the whole text.
  endsWith: (text, part) =>
    part === '' ? sql`${text} IS NOT NULL` : sql`substr(${text}, -length(${bind(part)})) = ${bind(part)}`,
  matches: (text, pattern, ignoreCase) => sql`re2_matches(${bind(ignoreCase ? `(?i)${pattern}` : pattern)}, ${text})`,
  distance: (lat, lon, fromLat, fromLon) => {
    const sinLat = sql`pow(sin(radians(${lat} - ${bind(fromLat)}) / 2), 2)`;
    const sinLon = sql`pow(sin(radians(${lon} - ${bind(fromLon)}) / 2), 2)`;
    const chord = sql`${sinLat} + cos(radians(${lat})) * cos(radians(${bind(fromLat)})) * ${sinLon}`;
    return sql`2 * 6371008.8 * asin(min(1.0, sqrt(${chord})))`;
  },
  sampleKey: (seed, id) => sql`sample_key(${bind(seed)}, ${id})`,
  monthday: (local) => sql`CAST(strftime('%d', ${seconds(local)}, 'unixepoch') AS INTEGER)`,
  monthAndDay: (local) => sql`strftime('%m-%d', ${seconds(local)}, 'unixepoch')`,
  addMonths: (local, months) => {
    const move = bind(`${months < 0 ? '' : '+'}${months} months`);
    const day = sql`unixepoch(${seconds(local)}, 'unixepoch', 'start of day', ${move}, 'floor')`;
    return sql`${day} * 1000 + (${local}) % ${integer(DAY)}`;
  },
};

const DAY = 86_400_000;

/** Whole seconds, rounded down. SQLite's division rounds towards zero, so a span longer than any date's is added first. */
function seconds(local: Fragment): Fragment {
  return sql`((${local}) + ${integer(BEFORE_ALL)}) / 1000 - ${integer(BEFORE_ALL / 1000)}`;
}

const BEFORE_ALL = 100_000_005 * DAY;
