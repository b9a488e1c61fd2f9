/** What a number beside an event counts or measures: how often, on how many days, how much in sum, of which property.
 * Over 250 lines: the readings compete for one number, so their order is best seen in one place. */
import type { Property } from '../../language/schema/model.ts';
import type { EventDraft, FilterDraft } from './drafts.ts';
import { type Clause, take } from './event-scope.ts';
import { lemmas } from './lemmas.ts';
import { isMeant, type Mark, type Meant } from './marks.ts';
import { nameWords } from './phrase.ts';
import {
  ask,
  assume,
  eventProperty,
  isUsed,
  moneyProperty,
  neighbour,
  type Reader,
  senses,
  textOf,
  use,
} from './reader.ts';

/** Nouns and verbs of amounts that add up over events, so that “revenue over 300” is a sum. */
const ADDITIVE = new Set(
  'spend spending revenue sale turnover income earning volume usage consumption outlay donate earn total'.split(' '),
);

function bounds(mark: Meant<'compare'>, factor = 1): Record<string, unknown> {
  const values = mark.meaning.values.map((value) => Math.round(value * factor * 1e6) / 1e6);
  return { [mark.meaning.bound]: mark.meaning.values.length > 1 ? values : values[0] };
}

function measure(draft: EventDraft, kind: string, operators: Record<string, unknown>, of?: string): void {
  const known = draft.measures[kind];
  if (known && of !== undefined && known['of'] !== of) return;
  draft.measures[kind] = { ...(of !== undefined ? { of } : {}), ...known, ...operators };
}

/** Finds what a number counts or measures; without a place it stays unread, and is handed back. */
export function readCompare(clause: Clause, i: number, mark: Meant<'compare'>): boolean {
  const { reader, draft, marks, head } = clause;
  const { unit, bound, values } = mark.meaning;
  const next = neighbour(marks, i, 1);
  const previous = neighbour(marks, i, -1);
  const counted = (): boolean => {
    if (unit === 'times' && mark.meaning.plain)
      assume(reader, `“${textOf(reader, mark)}” is read as: exactly that often`);
    // “at least once” is what did says already.
    if (bound === 'is' && values[0] === 0) draft.negated = true;
    else if (!(bound === 'gte' && values[0] === 1)) measure(draft, 'count', bounds(mark));
    return take(reader, mark, draft);
  };
  if (unit === 'percent' || Number.isNaN(values[0])) return false;
  if (unit === 'times') return counted();
  if (unit === 'days') {
    measure(draft, 'days', bounds(mark));
    return take(reader, mark, draft);
  }
  if (next >= 0 && isMeant(marks[next]!, 'distinct')) return readDistinct(clause, mark, next);
  const near = [next, previous]
    .map((at) => ({ at, property: at >= 0 ? numberProperty(clause, marks[at]!) : undefined }))
    .find(({ property }) => property);
  if (near?.property) return compareProperty(clause, mark, near.property, marks[near.at]!);
  // “at least 3 Electronics orders”
  const between =
    head > i
      ? marks.slice(i + 1, head).every((each) => each.meaning.kind !== 'compare' && !isMeant(each, 'unknown'))
      : false;
  const inside =
    head >= 0 && marks[head]!.tokens[0]! < mark.tokens[0]! && marks[head]!.tokens.at(-1)! > mark.tokens[0]!;
  if (((head > i && between) || inside) && unit !== 'money') return counted();
  const byUnit = propertyByUnit(clause, mark) ?? siblingByUnit(clause, mark);
  if (byUnit) {
    if (byUnit.word) use(reader, byUnit.word, draft);
    return compareProperty(clause, mark, byUnit.property, mark, byUnit.factor);
  }
  if (next >= 0 && isMeant(marks[next]!, 'thing') && unit !== 'money') {
    assume(reader, `“${textOf(reader, mark)} ${textOf(reader, marks[next]!)}” is read as: that many times`);
    return counted();
  }
  if (next >= 0 && head >= 0 && isMeant(marks[next]!, 'unknown') && unit !== 'money') {
    // “rated at least 10 videos”: so many events; a noun that the event does not know of stays unexplained.
    return counted();
  }
  const money = moneyProperty(reader, draft.events);
  if (money && (unit === 'money' || (head < i && isNoun(clause))))
    return compareProperty(clause, mark, money, head >= 0 ? marks[head]! : mark);
  if (head >= 0)
    ask(reader, [mark], `“${textOf(reader, mark)}”: of what?`, [
      ...numberNames(clause).map((name) => ({
        text: name,
        reading: { as: 'words' as const, words: `${nameWords(name).join(' ')} ${textOf(reader, mark)}` },
      })),
      {
        text: `how often they did ${draft.events.join(' or ')}`,
        reading: { as: 'words', words: `${textOf(reader, mark)} times` },
      },
    ]);
  return false;
}

function numberNames({ reader, draft }: Clause): string[] {
  const event = reader.schema.events.get(draft.events[0] ?? '');
  return [...(event?.properties.values() ?? [])]
    .filter((property) => property.type === 'number')
    .map((property) => property.name);
}

function readDistinct({ reader, draft, marks }: Clause, mark: Meant<'compare'>, at: number): boolean {
  const next = marks[neighbour(marks, at, 1)];
  const property = senses(next, 'event-property').find((sense) => eventProperty(reader, draft.events, sense.property));
  if (!next || !property) return false;
  measure(draft, 'distinct', bounds(mark), property.property);
  for (const each of [mark, marks[at]!, next]) use(reader, each, draft);
  return true;
}

/** The number property of this event that a mark names. */
function numberProperty({ reader, draft }: Clause, mark: Mark): Property | undefined {
  for (const sense of senses(mark, 'event-property')) {
    const property = eventProperty(reader, draft.events, sense.property);
    if (property?.type === 'number') return property;
  }
  return undefined;
}

const SECONDS: Readonly<Record<string, number>> = {
  seconds: 1,
  second: 1,
  sec: 1,
  s: 1,
  minutes: 60,
  minute: 60,
  min: 60,
  hours: 3600,
  hour: 3600,
  h: 3600,
  ms: 0.001,
  milliseconds: 0.001,
  days: 86400,
};

/** “over 10 hours”, “2 stars or less”: the property whose unit the number is given in. */
function propertyByUnit(
  { reader, draft, marks }: Clause,
  mark: Meant<'compare'>,
): { property: Property; factor: number; word?: Mark } | undefined {
  const event = reader.schema.events.get(draft.events[0] ?? '');
  const numbers = [...(event?.properties.values() ?? [])].filter(
    (property) => property.type === 'number' && property.unit && eventProperty(reader, draft.events, property.name),
  );
  const { unit } = mark.meaning;
  if (unit && Object.hasOwn(SECONDS, unit)) {
    const timed = numbers.filter((property) => Object.hasOwn(SECONDS, property.unit!.toLowerCase()));
    return timed.length === 1
      ? { property: timed[0]!, factor: SECONDS[unit]! / SECONDS[timed[0]!.unit!.toLowerCase()]! }
      : undefined;
  }
  const word = marks[neighbour(marks, marks.indexOf(mark), 1)];
  if (word?.meaning.kind !== 'unknown') return undefined;
  const forms = reader.tokens[word.tokens[0]!]!.lemmas;
  const named = numbers.filter((property) => lemmas(property.unit!.toLowerCase()).some((form) => forms.includes(form)));
  return named.length === 1 ? { property: named[0]!, factor: 1, word } : undefined;
}

/** “watched more than 600 minutes”, said of an event without minutes: the one event that has them is meant. */
function siblingByUnit(clause: Clause, mark: Meant<'compare'>): ReturnType<typeof propertyByUnit> {
  const { reader, draft } = clause;
  const { unit } = mark.meaning;
  if (!unit || !Object.hasOwn(SECONDS, unit)) return undefined;
  const others = [...reader.schema.events.values()].filter((event) => {
    const found = !event.deprecated && propertyByUnit({ ...clause, draft: { ...draft, events: [event.name] } }, mark);
    return found && draft.filters.every((filter) => event.properties.has(filter.property));
  });
  const [only] = others;
  if (others.length !== 1 || !only) return undefined;
  assume(
    reader,
    `“${textOf(reader, mark)}” is a property of ${only.name}, so that is read in place of ${draft.events.join(' or ')}`,
  );
  draft.events = [only.name];
  return propertyByUnit(clause, mark);
}

function isAdditive(reader: Reader, property: Property, mark: Mark): boolean {
  const words = mark.tokens.map((index) => reader.tokens[index]!);
  if (words.some((word) => word.lemmas.some((form) => ADDITIVE.has(form)))) return true;
  // A verb as the property's alias (“watched”, “transferred”) counts what was done.
  const [only] = words;
  const past = words.length === 1 && only!.lemmas.length > 1 && !/(s|ing)$/.test(only!.lower);
  return past && property.aliases.some((alias) => alias.toLowerCase() === only!.lower);
}

/** Nouns have an article, a number or a carrying verb before them, or a plural. */
function isNoun({ reader, marks, head }: Clause): boolean {
  if (head < 0) return true;
  const token = reader.tokens[marks[head]!.tokens[0]!]!;
  const before = reader.tokens[token.index - 1];
  if (/(ed|ing)$/.test(token.lower) || token.lower === 'bought' || token.lower === 'spent') return false;
  if (
    before &&
    /^(a|an|the|their|any|one|first|last|each|every|single|placed|made|had|with|of|whose)$/.test(before.lower)
  )
    return true;
  return (
    token.lower.endsWith('s') ||
    before?.kind === 'number' ||
    marks.slice(0, head).some((mark) => mark.meaning.kind === 'light' || mark.meaning.kind === 'compare')
  );
}

function compareProperty(clause: Clause, mark: Meant<'compare'>, property: Property, named: Mark, factor = 1): boolean {
  const { reader, draft, marks, head } = clause;
  if (draft.same === property.name) return false;
  const aggregate = marks.find(
    (each): each is Meant<'aggregate'> => isMeant(each, 'aggregate') && !isUsed(reader, each),
  );
  const own = named === mark || named === marks[head];
  const verb =
    own &&
    head >= 0 &&
    !isNoun(clause) &&
    !isGrade(property) &&
    marks[marks.indexOf(mark) - 1]?.meaning.kind !== 'with' &&
    !senses(named, 'event-property').some((sense) => sense.property === property.name);
  const limits = bounds(mark, factor);
  if (factor !== 1) assume(reader, `“${textOf(reader, mark)}” is counted in ${property.unit}`);
  if (aggregate) {
    measure(draft, aggregate.meaning.aggregate, limits, property.name);
    use(reader, aggregate, draft);
  } else if (draft.occurrence) draft.having.push({ property: property.name, operators: limits });
  else if (isAdditive(reader, property, named) || verb || draft.total || spent(clause, mark)) {
    measure(draft, 'sum', limits, property.name);
    assume(
      reader,
      `“${textOf(reader, named === mark ? mark : named)}” is read as: the sum of ${property.name} over ${draft.events.join(' and ')}`,
    );
  } else addOperators(draft.filters, property.name, limits);
  use(reader, mark, draft);
  if (named !== mark) use(reader, named, draft);
  return true;
}

/** Stars and scores say how good each one is: they don't add up. */
function isGrade({ name, unit }: Property): boolean {
  return (
    /^(stars?|percent|%|grades?|levels?)$/i.test(unit ?? '') || /(rating|score|rank|grade|level|stars)$/i.test(name)
  );
}

/** “spent over 20 hours on tasks”. */
function spent({ reader, draft, marks }: Clause, mark: Mark): boolean {
  const before = marks[neighbour(marks, marks.indexOf(mark), -1)];
  if (
    !before ||
    isUsed(reader, before) ||
    !before.tokens.some((index) => reader.tokens[index]!.lemmas.includes('spend'))
  )
    return false;
  return take(reader, before, draft);
}

function addOperators(filters: FilterDraft[], property: string, operators: Record<string, unknown>): void {
  const known = filters.find((filter) => filter.property === property && !filter.values && !filter.negated);
  if (known) known.operators = { ...known.operators, ...operators };
  else filters.push({ property, operators });
}
