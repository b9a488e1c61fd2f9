/** `sequence`: is there any choice of events that satisfies every step? Tries them all. */
import { eventNames, passes } from './events.ts';
import { type Doc, docs } from './input.ts';
import { atLocalTime, inWindow, parseDuration } from './moments.ts';
import { same } from './values.ts';
import type { Happening, Person, World } from './world.ts';

export function sequence(person: Person, rule: Doc, world: World): boolean {
  return runs(person, rule, world).next().done !== true;
}

/** The instants of the `did` steps in each choice of events that satisfies every step. */
export function* runs(person: Person, rule: Doc, world: World): Generator<readonly number[]> {
  const [first, ...rest] = docs(rule['sequence']);
  const names = eventNames(first!['did']);
  for (const event of person.events) {
    if (!fits(event, first!, names, world) || !inWindow(event.at, rule, world.clock)) continue;
    for (const after of goesOn(person, rest, { event, names }, world)) yield [event.at, ...after];
  }
}

/** The nearest `did` above: the event chosen for it, and the names it was chosen from. */
interface Anchor {
  readonly event: Happening;
  readonly names: readonly string[];
}

function* goesOn(person: Person, steps: readonly Doc[], anchor: Anchor, world: World): Generator<readonly number[]> {
  const [step, ...rest] = steps;
  if (step === undefined) {
    yield [];
    return;
  }
  const { asOf, calendar } = world.clock;
  const duration = parseDuration(step['within']);
  const end = duration ? calendar.shift(anchor.event.at, duration, 1) : undefined;
  const names = eventNames(step['did'] ?? step['did_not']);
  const found = person.events.filter(
    (event) =>
      event.at > anchor.event.at &&
      (end === undefined || event.at <= end) &&
      fits(event, step, names, world) &&
      sameAs(event, names, anchor, step['same'], world),
  );
  if (step['did'] === undefined) {
    const isOver = end === undefined || end <= asOf;
    if (isOver && found.length === 0) yield* goesOn(person, rest, anchor, world);
    return;
  }
  for (const event of found) {
    for (const after of goesOn(person, rest, { event, names }, world)) yield [event.at, ...after];
  }
}

function fits(event: Happening, step: Doc, names: readonly string[], world: World): boolean {
  return (
    names.includes(event.name) && passes(event, step['where'], names, world) && atLocalTime(event.at, step, world.clock)
  );
}

function sameAs(event: Happening, names: readonly string[], anchor: Anchor, property: unknown, world: World): boolean {
  if (property === undefined) return true;
  const name = String(property);
  const type = world.eventProperty([...names, ...anchor.names], name)?.type;
  return type !== undefined && same(event.values.get(name), anchor.event.values.get(name), type);
}
