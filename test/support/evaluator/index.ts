/**
 * A second way of computing who is in a segment, written from the language's contract alone.
 * Naive on purpose: it looks at every user and every event, one after the other.
 * Invariant: it shares no code with the product (not its parser, its checker, its plan, its time or its SQL), so
 * that an equal answer means something.
 */
export type { Doc, EventRow, UserRow, WorldInput } from './input.ts';
export { membersOf } from './segments.ts';
export { runs } from './sequences.ts';
export { buildWorld, type Person, type World } from './world.ts';
