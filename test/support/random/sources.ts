/** Writes rows as the files that people have: CSV, NDJSON, JSON, plain or gzipped, flat or nested. */
import { gzipSync } from 'node:zlib';
import type { Doc, EventRow, UserRow } from '../evaluator/input.ts';
import type { RandomEvent } from './project.ts';
import type { RandomProperty } from './properties.ts';
import type { Rng } from './rng.ts';

type Files = readonly (readonly [string, string | Uint8Array])[];
type Format = 'csv' | 'ndjson' | 'json';

interface Written<Row> {
  readonly files: Files;
  /** What goes into `data` of the schema. */
  readonly declared: unknown;
  /** The rows in the order of the data, as they can be read back: an empty cell of a CSV is missing. */
  readonly rows: readonly Row[];
}

export function writeUsers(users: readonly UserRow[], list: readonly RandomProperty[], rng: Rng): Written<UserRow> {
  const format = rng.pick<Format>(['csv', 'ndjson', 'json']);
  const renamed = rng.chance(0.3) ? list[0]!.name : undefined;
  const column = (name: string) => (name === renamed ? 'some column' : name);
  const rows = users.map((user) => ({ ...user, properties: readBack(user.properties, format) }));
  const records = rows.map((user) => [
    ['user_id', asId(user.id, format, rng)] as const,
    ...Object.entries(user.properties).map(([name, value]) => [column(name), value] as const),
  ]);
  const file = fileOf(
    'data/users',
    format,
    records,
    ['user_id', ...list.map((property) => column(property.name))],
    rng,
  );
  return {
    files: [file],
    rows,
    declared: {
      path: file[0],
      id: 'user_id',
      ...(renamed === undefined ? {} : { columns: { [renamed]: 'some column' } }),
    },
  };
}

/** Up to three sources: one of a single event without a name column, one of two files, one of the rest. */
export function writeEvents(events: readonly EventRow[], kinds: readonly RandomEvent[], rng: Rng): Written<EventRow> {
  const columns = [...new Set(kinds.flatMap((kind) => kind.properties.map((property) => property.name)))];
  const alone = rng.chance(0.5) ? kinds[0]!.name : undefined;
  const rest = events.filter((event) => event.name !== alone);
  const cut = rng.int(0, rest.length);
  const twice = rng.int(0, cut);
  const parts = [
    ...(alone === undefined
      ? []
      : [{ name: 'data/alone', rows: [events.filter((event) => event.name === alone)], alone }]),
    { name: 'data/log', rows: [rest.slice(0, twice), rest.slice(twice, cut)] },
    { name: 'data/more', rows: [rest.slice(cut)] },
  ];
  const files: (readonly [string, string | Uint8Array])[] = [];
  const rows: EventRow[] = [];
  const declared: unknown[] = [];
  for (const part of parts) {
    const format = rng.pick<Format>(['csv', 'ndjson', 'json']);
    const zipped = rng.chance(0.2);
    const only = 'alone' in part ? part.alone : undefined;
    const header = ['user_id', ...(only === undefined ? ['event'] : []), 'ts', ...columns];
    const nested = format !== 'csv' && rng.chance(0.5);
    part.rows.forEach((slice, index) => {
      const read = slice.map((event) => ({ ...event, properties: readBack(event.properties, format) }));
      const records = read.map((event) => [
        ['user_id', event.user] as const,
        ...(only === undefined ? [['event', event.name] as const] : []),
        ['ts', event.time] as const,
        ...(nested ? [['properties', event.properties] as const] : Object.entries(event.properties)),
      ]);
      rows.push(...read);
      files.push(fileOf(`${part.name}-${index + 1}`, format, records, header, rng, zipped));
    });
    const path = `${part.name}-*.${format}${zipped ? '.gz' : ''}`;
    declared.push({ path, user: 'user_id', ...(only === undefined ? { name: 'event' } : { event: only }), time: 'ts' });
  }
  return { files, rows, declared };
}

export function writeList(ids: readonly string[]): string {
  return ids.map((id) => `${cell(id)},more\n`).join('');
}

function readBack(properties: Doc, format: Format): Doc {
  if (format !== 'csv') return properties;
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, value === '' ? null : value]));
}

/** A number as id is its text. */
function asId(id: string, format: Format, rng: Rng): unknown {
  return format !== 'csv' && String(Number(id)) === id && rng.chance(0.5) ? Number(id) : id;
}

type Fields = readonly (readonly [string, unknown])[];

function fileOf(
  name: string,
  format: Format,
  records: readonly Fields[],
  header: readonly string[],
  rng: Rng,
  zipped = false,
): readonly [string, string | Uint8Array] {
  const text = render(format, records, header, rng);
  const path = `${name}.${format}`;
  return zipped ? [`${path}.gz`, gzipSync(text)] : [path, text];
}

function render(format: Format, records: readonly Fields[], header: readonly string[], rng: Rng): string {
  if (format === 'csv') {
    const lines = records.map((fields) => {
      const values = new Map(fields);
      return header.map((column) => cell(values.get(column))).join(',');
    });
    return [header.map(cell).join(','), ...lines, ''].join(rng.pick(['\n', '\r\n']));
  }
  const objects = records.map((fields) => {
    const kept = fields.filter(([, value]) => value !== null || rng.chance(0.5));
    return JSON.stringify(Object.fromEntries(rng.chance(0.5) ? kept : nestDots(kept)));
  });
  return format === 'json' ? `[${objects.join(',\n')}]` : objects.map((line) => `${line}\n`).join('');
}

/** `address.city` and `address.zip` as one object. */
function nestDots(fields: Fields): Fields {
  const inner = fields.filter(([name]) => name.startsWith('address.'));
  if (inner.length === 0) return fields;
  const address = Object.fromEntries(inner.map(([name, value]) => [name.slice('address.'.length), value]));
  return [...fields.filter(([name]) => !name.startsWith('address.')), ['address', address]];
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
