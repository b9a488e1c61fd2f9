/** `sequence`: is there any choice of events that satisfies every step? Tries them all. */
import { eventNames, passes } from './events.ts';
import { type Doc, docs } from './input.ts';
import { atLocalTime, inWindow, parseDuration } from './moments.ts';
import { same } from './values.ts';
import type { Happening, Person, World } from './world.ts';

export function sequence(person: Person, rule: Doc, world: World): boolean {
  const steps = docs(rule['sequence']);
  const first = steps[0]!;
  return person.events.some(
    (event) =>
      fits(event, first, eventNames(first['did']), world) &&
      inWindow(event.at, rule, world.clock) &&
      goesOn(person, steps.slice(1), { event, names: eventNames(first['did']) }, world),
  );
}

/** The nearest `did` above: the event chosen for it, and the names it was chosen from. */
interface Anchor {
  readonly event: Happening;
  readonly names: readonly string[];
}

function goesOn(person: Person, steps: readonly Doc[], anchor: Anchor, world: World): boolean {
  const [step, ...rest] = steps;
  if (step === undefined) return true;
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
  if (step['did'] !== undefined) {
    return found.some((event) => goesOn(person, rest, { event, names }, world));
  }
  const isOver = end === undefined || end <= asOf;
  return isOver && found.length === 0 && goesOn(person, rest, anchor, world);
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
