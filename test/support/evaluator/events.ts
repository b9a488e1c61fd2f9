/** `did` and `did_not`: which events qualify, and what is measured over them. */
import { numberSatisfies, satisfies } from './conditions.ts';
import { type Doc, docs, isDoc, listOf } from './input.ts';
import { atLocalTime, inWindow, parseDuration } from './moments.ts';
import { same, type Value } from './values.ts';
import type { Happening, Person, World } from './world.ts';

export function eventNames(operand: unknown): readonly string[] {
  return listOf(operand).map(String);
}

/** Filters of one event: each must hold. */
export function passes(event: Happening, filters: unknown, names: readonly string[], world: World): boolean {
  if (filters === undefined) return true;
  return docs(filters).every((filter) => passesOne(event, filter, names, world));
}

function passesOne(event: Happening, filter: Doc, names: readonly string[], world: World): boolean {
  const one = (nested: Doc) => passesOne(event, nested, names, world);
  if (filter['all'] !== undefined) return docs(filter['all']).every(one);
  if (filter['any'] !== undefined) return docs(filter['any']).some(one);
  if (filter['none'] !== undefined) return !docs(filter['none']).some(one);
  const property = String(filter['property']);
  const { property: _, ...operators } = filter;
  return satisfies(event.values.get(property), world.eventProperty(names, property), operators, world.clock);
}

export function didNot(person: Person, rule: Doc, world: World): boolean {
  return qualifying(person, eventNames(rule['did_not']), rule, world).length === 0;
}

export function did(person: Person, rule: Doc, world: World): boolean {
  const names = eventNames(rule['did']);
  const events = qualifying(person, names, rule, world);
  if (events.length === 0) return false;
  return MEASURES.every((measure) => {
    const asked = rule[measure];
    return !isDoc(asked) || measureHolds(measure, asked, events, { person, rule, names, world });
  });
}

function qualifying(person: Person, names: readonly string[], rule: Doc, world: World): readonly Happening[] {
  const inTime = (event: Happening) =>
    inWindow(event.at, rule, world.clock) && atLocalTime(event.at, rule, world.clock);
  const passing = person.events.filter(
    (event) => names.includes(event.name) && passes(event, rule['where'], names, world),
  );
  if (rule['occurrence'] === undefined) return passing.filter(inTime);
  const chosen = rule['occurrence'] === 'first' ? passing[0] : passing.at(-1);
  return chosen && inTime(chosen) && passes(chosen, rule['having'], names, world) ? [chosen] : [];
}

const MEASURES = ['count', 'days', 'sum', 'avg', 'min', 'max', 'distinct', 'regularly', 'share'];

interface Measured {
  readonly person: Person;
  readonly rule: Doc;
  readonly names: readonly string[];
  readonly world: World;
}

function measureHolds(measure: string, asked: Doc, events: readonly Happening[], of: Measured): boolean {
  const { clock } = of.world;
  const compare = (value: number) => numberSatisfies(value, asked, clock);
  const property = String(asked['of']);
  const values = events.map((event) => event.values.get(property)).filter((value) => value !== undefined);
  const numbers = values as readonly number[];
  const sum = () => numbers.reduce((total, number) => total + number, 0);
  switch (measure) {
    case 'count':
      return compare(events.length);
    case 'days':
      return compare(new Set(events.map((event) => clock.calendar.dayOf(event.at))).size);
    case 'sum':
      return values.length > 0 && compare(rounded(sum()));
    case 'avg':
      return values.length > 0 && compare(rounded(sum() / values.length));
    case 'min':
      return values.length > 0 && compare(Math.min(...numbers));
    case 'max':
      return values.length > 0 && compare(Math.max(...numbers));
    case 'distinct':
      return compare(different(values, of.world.eventProperty(of.names, property)?.type ?? 'string'));
    case 'regularly':
      return compare(stretches(asked, events, of.world));
    default: {
      const { where: _, ...others } = of.rule;
      return compare(events.length / qualifying(of.person, of.names, others, of.world).length);
    }
  }
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function different(values: readonly Value[], type: string): number {
  return values.filter((value, index) => values.findIndex((other) => same(other, value, type)) === index).length;
}

/** In how many of the last stretches there is an event; every bound is computed from `as_of`. */
function stretches(asked: Doc, events: readonly Happening[], { clock }: World): number {
  const every = parseDuration(asked['every'])!;
  const bound = (k: number) => clock.calendar.shift(clock.asOf, every, -k);
  let filled = 0;
  for (let k = 0; k < Number(asked['periods']); k++) {
    if (events.some((event) => event.at > bound(k + 1) && event.at <= bound(k))) filled++;
  }
  return filled;
}
