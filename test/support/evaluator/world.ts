/** The data with its types: the users that exist at `as_of`, each with the events up to it in order. */
import { calendarOf } from './calendar.ts';
import { type Doc, docAt, type WorldInput } from './input.ts';
import { type Clock, parseMoment } from './moments.ts';
import { type Declaration, declaration, typed, type Value } from './values.ts';

export type Values = ReadonlyMap<string, Value>;

export interface Happening {
  readonly name: string;
  readonly at: number;
  readonly values: Values;
}

export interface Person {
  readonly id: string;
  readonly values: Values;
  /** Up to `as_of`, oldest first; at the same instant in the order of the data. */
  readonly events: readonly Happening[];
}

export interface World {
  readonly input: WorldInput;
  readonly clock: Clock;
  readonly people: readonly Person[];
  readonly userProperty: (name: string) => Declaration | undefined;
  /** The declaration that the events share; undefined when none declares it. */
  readonly eventProperty: (events: readonly string[], name: string) => Declaration | undefined;
}

export function buildWorld(input: WorldInput): World {
  const { schema, asOf } = input;
  const calendar = calendarOf(String(schema['timezone'] ?? 'UTC'));
  const userProperties = docAt(docAt(schema, 'users'), 'properties');
  const eventProperties = (event: string) => docAt(docAt(docAt(schema, 'events'), event), 'properties');

  const read = (raw: Doc, declared: Doc): Values => {
    const values = new Map<string, Value>();
    for (const name of Object.keys(declared)) {
      const value = typed(raw[name], declaration(declared[name])!.type, calendar);
      if (value !== undefined) values.set(name, value);
    }
    return values;
  };

  const rows = new Map<string, Values>();
  for (const row of input.users) rows.set(row.id, read(row.properties, userProperties));

  const events = new Map<string, Happening[]>();
  for (const row of input.events) {
    const moment = parseMoment(row.time, calendar);
    if (moment === undefined || moment.kind === 'ago') throw new Error(`Not a time: ${row.time}`);
    const at = moment.kind === 'instant' ? moment.at : calendar.dayStart(moment.day);
    if (at > asOf) continue;
    const own = events.get(row.user) ?? [];
    events.set(row.user, own);
    own.push({ name: row.name, at, values: read(row.properties, eventProperties(row.name)) });
  }

  const ids = new Set([...rows.keys(), ...events.keys()]);
  return {
    input,
    clock: { asOf, calendar },
    people: [...ids].map((id) => ({
      id,
      values: rows.get(id) ?? new Map(),
      events: (events.get(id) ?? []).sort((a, b) => a.at - b.at),
    })),
    userProperty: (name) => declaration(userProperties[name]),
    eventProperty: (names, name) =>
      names.map((event) => declaration(eventProperties(event)[name])).find((declared) => declared !== undefined),
  };
}
