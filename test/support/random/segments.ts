/** Random segments, the segments that they refer to, and the rules of channels. */
import type { Doc } from '../evaluator/input.ts';
import { randomDid, randomDidNot, randomSequence } from './behaviour.ts';
import { randomOperators } from './operators.ts';
import type { Vocabulary } from './project.ts';
import type { Rng } from './rng.ts';

type Rule = Record<string, unknown>;

export function randomSegment(vocabulary: Vocabulary, rng: Rng): Doc {
  return {
    name: 'Random',
    where: Array.from({ length: rng.pick([1, 1, 1, 1, 2, 3]) }, () => randomRule(vocabulary, rng, 3)),
  };
}

/** Three segments, each may refer to those before it, and a live one. */
export function randomReferences(vocabulary: Vocabulary, rng: Rng): ReadonlyMap<string, Doc> {
  const made = new Map<string, Doc>();
  for (const id of ['base', 'second-one', 'third']) {
    made.set(id, randomSegment({ ...vocabulary, segments: [...made.keys()] }, rng));
  }
  const live = randomSequence(vocabulary, rng, false);
  const steps = (live['sequence'] as Rule[]).map((step) =>
    step['did_not'] !== undefined && step['within'] === undefined ? { ...step, within: '2d' } : step,
  );
  made.set('live-one', { name: 'Live', type: 'live', where: [{ sequence: steps }] });
  return made;
}

export function randomChannels(vocabulary: Vocabulary, rng: Rng): Doc {
  const rule = () =>
    rng.weighted<Rule>([
      [4, () => randomUserRule(vocabulary, rng)],
      [1, () => randomDid(vocabulary, rng)],
      [1, () => randomDidNot(vocabulary, rng)],
      [1, () => ({ any: [randomUserRule(vocabulary, rng), randomUserRule(vocabulary, rng)] })],
      [1, () => ({ not_in_list: rng.pick(vocabulary.lists) })],
    ]);
  return Object.fromEntries(
    vocabulary.channels.map((id) => [
      id,
      {
        label: `By ${id}`,
        reachable: Array.from({ length: rng.int(1, 3) }, (_, index) =>
          rng.chance(0.5) ? { ...rule(), because: `reason ${index}` } : rule(),
        ),
      },
    ]),
  );
}

function randomUserRule(vocabulary: Vocabulary, rng: Rng): Rule {
  if (vocabulary.undeclared.length > 0 && rng.chance(0.04)) {
    return { user: 'Nobody Declared This', ...rng.pick<Rule>([{ exists: false }, { exists: true }]) };
  }
  const property = rng.pick(vocabulary.users);
  return { user: property.name, ...randomOperators(property, rng, vocabulary.instants) };
}

function randomRule(vocabulary: Vocabulary, rng: Rng, depth: number): Rule {
  const oneOrMore = (names: readonly string[]) => (rng.chance(0.6) ? rng.pick(names) : rng.some(names, 1, 2));
  const kinds: (readonly [number, () => Rule])[] = [
    [6, () => randomUserRule(vocabulary, rng)],
    [7, () => randomDid(vocabulary, rng)],
    [3, () => randomDidNot(vocabulary, rng)],
    [4, () => randomSequence(vocabulary, rng)],
    [0.7, () => ({ reachable: oneOrMore(vocabulary.channels) })],
    [0.7, () => ({ not_reachable: oneOrMore(vocabulary.channels) })],
    [0.7, () => ({ in_list: rng.pick(vocabulary.lists) })],
    [0.7, () => ({ not_in_list: rng.pick(vocabulary.lists) })],
    [
      0.8,
      () => ({
        sample: rng.pick([10, 33.3, 50, 90, 100]),
        ...(rng.chance(0.7) ? { seed: rng.pick(['s1', 'ü', 7]) } : {}),
      }),
    ],
  ];
  if (vocabulary.segments.length > 0) {
    kinds.push([1, () => ({ in_segment: oneOrMore(vocabulary.segments) })]);
    kinds.push([1, () => ({ not_in_segment: oneOrMore(vocabulary.segments) })]);
  }
  if (depth > 0) {
    const nested = () => Array.from({ length: rng.int(1, 3) }, () => randomRule(vocabulary, rng, depth - 1));
    for (const group of ['all', 'any', 'none']) kinds.push([0.8, () => ({ [group]: nested() })]);
  }
  return rng.weighted(kinds);
}
