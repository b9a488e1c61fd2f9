/** A schema as text, most to the point first when it does not fit, in the schema's own order. */
import type { ProjectSchema } from '../../language/schema/model.ts';
import type { SegmentInfo } from '../result.ts';
import { channelLine, eventLine, glossaryLine, propertyLine, roleLines, segmentLine } from './lines.ts';
import { buildIndex, type Item, type SchemaIndex } from './schema-index.ts';

/**
 * How much of a schema is sent. 8,000 tokens hold a project of about 60 events with 400 properties whole, so most are;
 * with the instructions (2,000), the shape of an answer (3,000 where it is spelt out) and the answer it stays inside a
 * context of 16,000, which small local models have. On 5,000 events the tests find every item that prompts need in it.
 */
export const SCHEMA_TOKENS = 8000;
/** Channels, business words and segments are always looked through, and have this share each at most. */
const SHARE = 1 / 8;
/** When few words of a prompt fit anything (another language), this share is filled from the schema's start. */
const UNMATCHED_SHARE = 1 / 4;

/** More lines than fit any budget. */
const MOST_TRIED = 3000;
/** A place on the map needs the properties that hold one, whatever they are called. */
const PLACE = /-?\d+\.\d+\s*,\s*-?\d+\.\d+|\b(km|kilomet(er|re)s?|miles?)\b/i;

/** Tokens of a text, rather too many than too few: three letters of Latin text, one of any other. */
export function tokensOf(text: string): number {
  let other = 0;
  for (const letter of text) if (letter > '\u024f') other++;
  return Math.ceil((text.length - other) / 3) + other;
}

const indexes = new WeakMap<ProjectSchema, { readonly key: string; readonly index: SchemaIndex }>();

function indexOf(schema: ProjectSchema, segments: readonly SegmentInfo[]): SchemaIndex {
  const key = JSON.stringify(segments.map(({ id, name, description }) => [id, name, description]));
  const known = indexes.get(schema);
  if (known?.key === key) return known.index;
  const index = buildIndex(schema, segments);
  indexes.set(schema, { key, index });
  return index;
}

/** What is taken: names by kind, event properties by event. */
interface Taken {
  readonly lines: Map<string, string>;
  tokens: number;
}

const keyOf = ({ kind, event, name }: Item): string => `${kind}\0${event ?? ''}\0${name}`;

/** The part of a schema that `prompt` may be about, at most `budget` tokens. */
export function describeSchema(
  schema: ProjectSchema,
  segments: readonly SegmentInfo[],
  prompt: string,
  budget = SCHEMA_TOKENS,
): string {
  // Values that stand in the prompt are kept whatever else has to go.
  const lower = prompt.toLowerCase();
  const wanted = (value: string): boolean => lower.includes(value.toLowerCase());
  const named = new Map(segments.map((segment) => [segment.id, segment]));
  const lineOf = (item: Item): string => {
    switch (item.kind) {
      case 'user':
        return propertyLine(schema.users.get(item.name)!, wanted);
      case 'event':
        return eventLine(schema.events.get(item.name)!);
      case 'event-property':
        return `    ${propertyLine(schema.events.get(item.event!)!.properties.get(item.name)!, wanted)}`;
      case 'channel':
        return channelLine(schema.channels.get(item.name)!);
      case 'glossary':
        return glossaryLine(schema.glossary.get(item.name)!);
      case 'segment':
        return segmentLine(named.get(item.name)!);
    }
  };
  const whole = takeWhole(schema, segments, lineOf, budget);
  const taken = whole ?? takeFitting(schema, indexOf(schema, segments), prompt, lineOf, budget);
  return written(schema, segments, taken, whole !== undefined);
}

function* allItems(schema: ProjectSchema, segments: readonly SegmentInfo[]): Generator<Item> {
  for (const name of schema.users.keys()) yield { kind: 'user', name };
  for (const event of schema.events.values()) {
    yield { kind: 'event', name: event.name };
    for (const name of event.properties.keys()) yield { kind: 'event-property', name, event: event.name };
  }
  for (const name of schema.channels.keys()) yield { kind: 'channel', name };
  for (const name of schema.glossary.keys()) yield { kind: 'glossary', name };
  for (const { id } of segments) yield { kind: 'segment', name: id };
}

function takeWhole(
  schema: ProjectSchema,
  segments: readonly SegmentInfo[],
  lineOf: (item: Item) => string,
  budget: number,
): Taken | undefined {
  const taken: Taken = { lines: new Map(), tokens: 0 };
  for (const item of allItems(schema, segments)) {
    if (!take(taken, item, lineOf, budget)) return undefined;
  }
  return taken;
}

function take(taken: Taken, item: Item, lineOf: (item: Item) => string, budget: number): boolean {
  const key = keyOf(item);
  if (taken.lines.has(key)) return true;
  const line = lineOf(item);
  const tokens = tokensOf(line) + 1;
  if (taken.tokens + tokens > budget) return false;
  taken.lines.set(key, line);
  taken.tokens += tokens;
  return true;
}

function takeFitting(
  schema: ProjectSchema,
  index: SchemaIndex,
  prompt: string,
  lineOf: (item: Item) => string,
  budget: number,
): Taken {
  const { scores } = index.find(prompt);
  const taken: Taken = { lines: new Map(), tokens: 0 };
  const add = (item: Item, limit: number): void => {
    const event = item.kind === 'event' ? item.name : item.event;
    if (event !== undefined && !take(taken, { kind: 'event', name: event }, lineOf, limit)) return;
    take(taken, item, lineOf, limit);
    const instead = event === undefined ? undefined : schema.events.get(event)?.replacedBy;
    if (instead !== undefined && schema.events.has(instead))
      take(taken, { kind: 'event', name: instead }, lineOf, limit);
  };
  for (const item of alwaysIn(schema, prompt)) add(item, budget);
  // Only the best can fit; sorting all of a large schema would take most of the time.
  const least = scores.slice().sort().at(-MOST_TRIED) ?? 0;
  const order = [...index.items.keys()]
    .filter((at) => (scores[at]! > 0 && scores[at]! >= least) || isSmallKind(index.items[at]!))
    .sort((a, b) => scores[b]! - scores[a]! || a - b);
  for (const kind of ['channel', 'glossary', 'segment'] as const) {
    const limit = taken.tokens + budget * SHARE;
    for (const at of order) if (index.items[at]!.kind === kind) add(index.items[at]!, Math.min(limit, budget));
  }
  for (const at of order) {
    if (budget - taken.tokens < 10) break;
    if (!isSmallKind(index.items[at]!)) add(index.items[at]!, budget);
  }
  for (const item of index.items) {
    if (taken.tokens >= budget * UNMATCHED_SHARE) break;
    add(item, budget * UNMATCHED_SHARE);
  }
  return taken;
}

const isSmallKind = ({ kind }: Item): boolean => kind === 'channel' || kind === 'glossary' || kind === 'segment';

/** What plain words stand for without naming it, and what the project itself looks at first. */
function alwaysIn(schema: ProjectSchema, prompt: string): readonly Item[] {
  const { activity, purchase, signup, birthday } = schema.roles;
  const user = [signup, birthday, ...schema.samples.columns].filter((name) => name && schema.users.has(name));
  const events = [activity, purchase?.event, signup].filter((name) => name && schema.events.has(name));
  const money =
    purchase?.value && schema.events.get(purchase.event)?.properties.has(purchase.value)
      ? [{ kind: 'event-property', name: purchase.value, event: purchase.event } as const]
      : [];
  return [
    ...events.map((name): Item => ({ kind: 'event', name: name! })),
    ...money,
    ...user.map((name): Item => ({ kind: 'user', name: name! })),
    ...(PLACE.test(prompt) ? places(schema) : []),
  ];
}

function places(schema: ProjectSchema): readonly Item[] {
  const users = [...schema.users.values()].filter((property) => property.type === 'geo');
  const events = [...schema.events.values()].flatMap((event) =>
    [...event.properties.values()].filter((property) => property.type === 'geo'),
  );
  return [
    ...users.map(({ name }): Item => ({ kind: 'user', name })),
    ...events.map(({ name, event }): Item => ({ kind: 'event-property', name, event: event! })),
  ].slice(0, 30);
}

function written(schema: ProjectSchema, segments: readonly SegmentInfo[], taken: Taken, whole: boolean): string {
  const lines = (kind: Item['kind'], names: Iterable<string>, event?: string): string[] =>
    [...names].flatMap(
      (name) => taken.lines.get(keyOf({ kind, name, ...(event === undefined ? {} : { event }) })) ?? [],
    );
  const events: string[] = [];
  for (const event of schema.events.values()) {
    const head = taken.lines.get(keyOf({ kind: 'event', name: event.name }));
    if (head !== undefined) events.push(head, ...lines('event-property', event.properties.keys(), event.name));
  }
  const section = (title: string, each: readonly string[]): string =>
    each.length ? `${title}\n${each.map((line) => `  ${line}`).join('\n')}\n` : '';
  return [
    whole
      ? ''
      : `Only what may be to the point is shown; there are ${schema.events.size} events and ${schema.users.size} user properties in all.\n`,
    section('User properties', lines('user', schema.users.keys())),
    section('Events with their properties', events),
    section('Channels', lines('channel', schema.channels.keys())),
    section('Glossary', lines('glossary', schema.glossary.keys())),
    section(
      'Segments',
      lines(
        'segment',
        segments.map(({ id }) => id),
      ),
    ),
    section('Roles', roleLines(schema.roles)),
  ].join('');
}
