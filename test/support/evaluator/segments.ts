/** Rules of users, groups, references, reachability, lists and samples; and with them whole segments. */
import { createHash } from 'node:crypto';
import { satisfies } from './conditions.ts';
import { did, didNot } from './events.ts';
import { type Doc, docAt, docs, listOf } from './input.ts';
import { sequence } from './sequences.ts';
import type { Person, World } from './world.ts';

/** Ids of the users for whom every rule of the segment holds. */
export function membersOf(segment: Doc, id: string, world: World): Set<string> {
  return new Set(world.people.filter((person) => inSegment(person, segment, id, world)).map((person) => person.id));
}

function inSegment(person: Person, segment: Doc, id: string, world: World): boolean {
  return docs(segment['where']).every((rule) => holds(person, rule, id, world));
}

/** Whether the rule, which stands in the segment `segmentId`, holds for the user. */
export function holds(person: Person, rule: Doc, segmentId: string, world: World): boolean {
  const nested = (inner: Doc) => holds(person, inner, segmentId, world);
  const kind = Object.keys(RULES).find((key) => rule[key] !== undefined);
  if (kind === undefined) throw new Error(`Not a rule: ${JSON.stringify(rule)}`);
  return RULES[kind]!({ person, rule, operand: rule[kind], segmentId, world, nested });
}

interface Asked {
  readonly person: Person;
  readonly rule: Doc;
  readonly operand: unknown;
  readonly segmentId: string;
  readonly world: World;
  readonly nested: (rule: Doc) => boolean;
}

const RULES: Readonly<Record<string, (asked: Asked) => boolean>> = {
  user: ({ person, rule, operand, world }) => {
    const { user: _, because: __, ...operators } = rule;
    const name = String(operand);
    return satisfies(person.values.get(name), world.userProperty(name), operators, world.clock);
  },
  did: ({ person, rule, world }) => did(person, rule, world),
  did_not: ({ person, rule, world }) => didNot(person, rule, world),
  sequence: ({ person, rule, world }) => sequence(person, rule, world),
  all: ({ operand, nested }) => docs(operand).every(nested),
  any: ({ operand, nested }) => docs(operand).some(nested),
  none: ({ operand, nested }) => !docs(operand).some(nested),
  in_segment: (asked) => inAny(asked),
  not_in_segment: (asked) => !inAny(asked),
  reachable: (asked) => reachableOnAny(asked),
  not_reachable: (asked) => !reachableOnAny(asked),
  in_list: (asked) => listed(asked),
  not_in_list: (asked) => !listed(asked),
  sample: ({ person, rule, operand, segmentId }) =>
    fraction(`${rule['seed'] ?? segmentId}:${person.id}`) < Number(operand) / 100,
};

function inAny({ person, operand, world }: Asked): boolean {
  return listOf(operand).some((id) => {
    const segment = world.input.segments.get(String(id));
    if (!segment) throw new Error(`No segment ${String(id)}`);
    return inSegment(person, segment, String(id), world);
  });
}

function reachableOnAny({ person, operand, segmentId, world }: Asked): boolean {
  const channels = docAt(world.input.schema, 'channels');
  return listOf(operand).some((channel) =>
    docs(docAt(channels, String(channel))['reachable']).every((rule) => holds(person, rule, segmentId, world)),
  );
}

function listed({ person, operand, world }: Asked): boolean {
  const ids = world.input.lists.get(String(operand));
  if (!ids) throw new Error(`No list ${String(operand)}`);
  return ids.includes(person.id);
}

/** The first 8 bytes of SHA-256, big-endian, as a fraction of 2^64. */
function fraction(text: string): number {
  return Number(createHash('sha256').update(text, 'utf8').digest().readBigUInt64BE(0)) / 2 ** 64;
}
