/** Random rules about events: `did`, `did_not` and `sequence`, with every modifier. */
import { randomBetween, randomMoment, randomNumberOperators, randomOperators } from './operators.ts';
import { DURATIONS, PERIODS } from './pools.ts';
import type { RandomEvent, Vocabulary } from './project.ts';
import type { RandomProperty } from './properties.ts';
import type { Rng } from './rng.ts';

type Rule = Record<string, unknown>;

interface Source {
  readonly names: string | readonly string[];
  /** Declared on all of the events. */
  readonly properties: readonly RandomProperty[];
}

const ALL_DURATIONS = [...DURATIONS.short, ...DURATIONS.long];

export function randomDid(vocabulary: Vocabulary, rng: Rng): Rule {
  const source = randomSource(vocabulary, rng);
  const rule: Rule = { did: source.names };
  if (rng.chance(0.4)) rule['where'] = filters(source, vocabulary, rng);
  if (rng.chance(0.15)) {
    rule['occurrence'] = rng.pick(['first', 'last']);
    if (rng.chance(0.6)) rule['having'] = filters(source, vocabulary, rng);
    if (rng.chance(0.7)) Object.assign(rule, randomWindow(vocabulary, rng));
    if (rng.chance(0.3)) rule['at'] = randomLocalTime(rng);
    const measure = rng.chance(0.2) ? randomMeasure(source, rule, vocabulary, rng) : {};
    if (measure['share'] === undefined) Object.assign(rule, measure);
    return rule;
  }
  if (rng.chance(0.2)) rule['at'] = randomLocalTime(rng);
  if (rng.chance(0.12)) {
    rule['regularly'] = {
      every: rng.pick(['12h', '1d', '7d', '1w', '30d', '1mo']),
      periods: rng.int(2, 6),
      ...rng.pick<Rule>([{ gte: 1 }, { gte: 2 }, { gte: 3 }, { lte: 1 }, { is: 0 }, { is: 2 }, { between: [1, 3] }]),
    };
    return rule;
  }
  if (rng.chance(0.6)) Object.assign(rule, randomWindow(vocabulary, rng));
  for (let more = rng.pick([0, 1, 1, 1, 2]); more > 0; more--)
    Object.assign(rule, randomMeasure(source, rule, vocabulary, rng));
  return rule;
}

export function randomDidNot(vocabulary: Vocabulary, rng: Rng): Rule {
  const source = randomSource(vocabulary, rng);
  return {
    did_not: source.names,
    ...(rng.chance(0.5) ? { where: filters(source, vocabulary, rng) } : {}),
    ...(rng.chance(0.6) ? randomWindow(vocabulary, rng) : {}),
    ...(rng.chance(0.25) ? { at: randomLocalTime(rng) } : {}),
  };
}

export function randomSequence(vocabulary: Vocabulary, rng: Rng, outer = true): Rule {
  const first = randomSource(vocabulary, rng);
  const steps: Rule[] = [{ did: first.names, ...modifiersOfStep(first, vocabulary, rng) }];
  let anchor = first;
  for (let more = rng.int(1, 3); more > 0; more--) {
    const source = randomSource(vocabulary, rng);
    const did = rng.chance(0.6);
    const shared = source.properties.filter(
      (property) =>
        anchor.properties.includes(property) && !property.type.startsWith('list<') && property.type !== 'geo',
    );
    steps.push({
      [did ? 'did' : 'did_not']: source.names,
      ...(rng.chance(0.6) ? { within: rng.pick(['30m', '1h', '12h', '1d', '2d', '7d', '30d', '1mo', '2mo']) } : {}),
      ...(shared.length > 0 && rng.chance(0.3) ? { same: rng.pick(shared).name } : {}),
      ...modifiersOfStep(source, vocabulary, rng),
    });
    if (did) anchor = source;
  }
  return { sequence: steps, ...(outer && rng.chance(0.5) ? randomWindow(vocabulary, rng) : {}) };
}

function modifiersOfStep(source: Source, vocabulary: Vocabulary, rng: Rng): Rule {
  return {
    ...(rng.chance(0.25) ? { where: filters(source, vocabulary, rng) } : {}),
    ...(rng.chance(0.1) ? { at: randomLocalTime(rng) } : {}),
  };
}

function randomSource(vocabulary: Vocabulary, rng: Rng): Source {
  if (vocabulary.undeclared.length > 0 && rng.chance(0.06))
    return { names: rng.pick(vocabulary.undeclared), properties: [] };
  if (rng.chance(0.7)) {
    const event = rng.pick(vocabulary.events);
    return { names: rng.chance(0.1) ? [event.name] : event.name, properties: event.properties };
  }
  const events = rng.some(vocabulary.events, 2, 3);
  return { names: events.map((event) => event.name), properties: commonTo(events) };
}

function commonTo(events: readonly RandomEvent[]): readonly RandomProperty[] {
  return events[0]!.properties.filter((property) => events.every((event) => event.properties.includes(property)));
}

/** One or two filters, groups among them. */
function filters(source: Source, vocabulary: Vocabulary, rng: Rng): Rule[] {
  if (source.properties.length === 0)
    return [{ property: 'never declared', is: 'x' }, { none: [{ property: 'nor this', exists: true }] }];
  const filter = (depth: number): Rule => {
    if (depth > 0 && rng.chance(0.2)) {
      return { [rng.pick(['all', 'any', 'none'])]: Array.from({ length: rng.int(1, 3) }, () => filter(depth - 1)) };
    }
    const property = rng.pick(source.properties);
    return { property: property.name, ...randomOperators(property, rng, vocabulary.instants) };
  };
  return Array.from({ length: rng.pick([1, 1, 1, 2]) }, () => filter(2));
}

export function randomWindow({ instants }: Vocabulary, rng: Rng): Rule {
  return rng.weighted<Rule>([
    [4, () => ({ within: rng.pick(ALL_DURATIONS) })],
    [3, () => ({ within: rng.pick(PERIODS) })],
    [1, () => ({ before: rng.pick(ALL_DURATIONS) })],
    [2, () => ({ before: randomMoment(rng, instants) })],
    [2, () => ({ after: randomMoment(rng, instants) })],
    [3, () => ({ between: randomBetween(rng, instants, ALL_DURATIONS) })],
  ]);
}

function randomLocalTime(rng: Rng): Rule {
  const hours = () => ({
    hours: rng.pick([
      [18, 22],
      [22, 6],
      [0, 24],
      [2, 3],
      [0, 1],
      [9, 17],
      [23, 0],
      [1, 24],
    ]),
  });
  const weekdays = () => ({ weekdays: rng.some(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 1, 5) });
  const monthdays = () => ({ monthdays: rng.some([1, 2, 15, 28, 29, 30, 31, 8, 25], 2, 6) });
  return Object.assign({}, ...rng.some([hours, weekdays, monthdays], 1, 2).map((make) => make()));
}

function randomMeasure(source: Source, rule: Rule, vocabulary: Vocabulary, rng: Rng): Rule {
  const of = (types: readonly string[]) => source.properties.filter((property) => types.includes(property.type));
  const numbers = of(['number']);
  const countable = source.properties.filter((property) => !property.type.startsWith('list<'));
  const kinds: (readonly [number, () => Rule])[] = [
    [3, () => ({ count: positiveCount(rng) })],
    [2, () => ({ days: positiveCount(rng) })],
  ];
  if (numbers.length > 0) {
    const { name, pool } = rng.pick(numbers) as { name: string; pool: readonly number[] };
    const bounds = [...pool, pool[0]! + pool[1]!].map((value) => Math.round(value * 100) / 100);
    const operators = () => randomNumberOperators(rng, bounds);
    for (const kind of ['sum', 'avg', 'min', 'max']) kinds.push([1, () => ({ [kind]: { of: name, ...operators() } })]);
  }
  if (countable.length > 0) {
    kinds.push([
      2,
      () => ({
        distinct: {
          of: rng.pick(countable).name,
          ...rng.pick<Rule>([
            { gte: 2 },
            { is: 1 },
            { lte: 1 },
            { is: 0 },
            { gt: 2 },
            { is_not: 1 },
            { between: [0, 2] },
          ]),
        },
      }),
    ]);
  }
  if (source.properties.length > 0) {
    kinds.push([
      2,
      () => ({
        where: rule['where'] ?? filters(source, vocabulary, rng),
        share: rng.pick<Rule>([
          { gte: 0.5 },
          { lt: 0.5 },
          { is: 1 },
          { gt: 0.25 },
          { between: [0.2, 0.75] },
          { lte: 0.1 },
        ]),
      }),
    ]);
  }
  return rng.weighted(kinds);
}

/** Never one that cannot hold together with "at least one". */
function positiveCount(rng: Rng): Rule {
  return rng.pick<Rule>([
    { gte: 2 },
    { gte: 3 },
    { is: 1 },
    { is: 2 },
    { is_not: 1 },
    { lt: 3 },
    { lte: 2 },
    { gt: 1 },
    { between: [2, 4] },
    { in: [1, 3] },
    { not_in: [2] },
  ]);
}
