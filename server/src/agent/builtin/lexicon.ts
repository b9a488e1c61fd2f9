/**
 * The project's own words: every name, alias, value, label, channel, segment and business word of the schema as phrases.
 * Over 250 lines: every kind of name that a schema has is added here, side by side.
 * Invariant: knows the schema only; what a phrase does in a sentence is the clause reader's business.
 */
import type { ProjectSchema, Property } from '../../language/schema/model.ts';
import { addEvents } from './event-phrases.ts';
import { countries, SAME_NAME, SAME_THING } from './general.ts';
import { inflections, lemmas, nounLemmas } from './lemmas.ts';
import type { Sense } from './marks.ts';
import { type Add, nameWords, type Phrase, type Tier } from './phrase.ts';

export interface SegmentName {
  readonly id: string;
  readonly name: string;
  readonly description?: string | undefined;
}

export interface Lexicon {
  readonly schema: ProjectSchema;
  /** Phrases by every base form of their words. */
  readonly byLemma: ReadonlyMap<string, readonly Phrase[]>;
  /** Words that spelling may be corrected to. */
  readonly spellings: ReadonlySet<string>;
  readonly segments: ReadonlyMap<string, string>;
}

const UNIMPORTANT = new Set('a an the of to for their his her my your its this'.split(' '));
/** Among them those that the grammar needs: as values they stand back. */
const GRAMMATICAL = new Set(
  'first last other all any no not more most now one none true false and or in on'.split(' '),
);
const PREPOSITIONS = new Set(
  'to from in on at by of with for via using into until since than as has have had is are was be do does did'.split(
    ' ',
  ),
);
/** Values that are words of the language count only as they are written in the schema. */
const EVERYDAY = new Set(
  'in no on is it as at be by do go he if me my of or so to up us we all any and are but can did for had has her him his how its may new not off one other our out own see she the too two was way who why yes you home more most open free high low last first true false none some web app now'.split(
    ' ',
  ),
);

export function buildLexicon(schema: ProjectSchema, segments: readonly SegmentName[]): Lexicon {
  const byLemma = new Map<string, Phrase[]>();
  const spellings = new Set<string>();
  const seen = new Set<string>();

  const add = (
    text: string,
    sense: Sense,
    options: { tier?: Tier; free?: boolean; noun?: boolean; exact?: boolean } = {},
  ): void => {
    const all = options.noun ? nameWords(text.toLowerCase()) : nameWords(text);
    const kept = all.filter((word) => !UNIMPORTANT.has(word));
    // “to” as an alias of a destination would be found in every sentence; it still helps to choose between two properties.
    if (!options.exact && sense.type.endsWith('property') && all.every((word) => PREPOSITIONS.has(word))) return;
    const words = kept.length ? kept : all;
    if (!words.length) return;
    const tier = options.tier ?? 'own';
    const key = `${words.join(' ')}|${JSON.stringify(sense)}`;
    if (seen.has(key)) return;
    seen.add(key);
    const phrase: Phrase = {
      words: words.map(options.noun ? nounLemmas : lemmas),
      text,
      sense,
      tier,
      free: (options.free ?? false) && words.length > 1,
      exact: options.exact ?? false,
    };
    for (const lemma of new Set(phrase.words.flat())) {
      const list = byLemma.get(lemma);
      if (list) list.push(phrase);
      else byLemma.set(lemma, [phrase]);
    }
    if (phrase.exact || tier === 'general') return;
    for (const word of words)
      if (word.length >= 4)
        for (const form of options.noun ? [word, `${word}s`] : inflections(word)) spellings.add(form);
  };

  addEvents(schema, add);
  // “stars” is no slip of “starts” where something is counted in stars.
  for (const { properties } of [{ properties: schema.users }, ...schema.events.values()])
    for (const { unit } of properties.values())
      for (const word of unit ? nameWords(unit) : [])
        for (const form of [...nounLemmas(word), `${word}s`]) if (form.length >= 4) spellings.add(form);
  const ownerOf = eventsByProperty(schema);
  for (const property of schema.users.values())
    for (const text of propertyTexts(property.name, property.aliases))
      add(text, { type: 'user-property', property: property.name });
  addSameNames(schema, add);
  for (const [name, events] of ownerOf) {
    // An alias speaks of the events that declare it; the name of all that have it.
    const texts = new Map<string, string[]>(propertyTexts(name, []).map((text) => [text, events]));
    for (const event of events)
      for (const alias of schema.events.get(event)?.properties.get(name)?.aliases ?? [])
        texts.set(alias, [...(texts.get(alias) ?? []), event]);
    for (const [text, owners] of texts)
      add(text, { type: 'event-property', property: name, events: [...new Set(owners)] }, { free: true });
  }
  for (const property of schema.users.values())
    addValues(property, (value) => ({ type: 'user-value', property: property.name, value }), add);
  for (const [name, events] of ownerOf) {
    const values = new Map<string, { value: string | number; owners: string[]; property: Property }>();
    for (const event of events) {
      const property = schema.events.get(event)?.properties.get(name);
      for (const value of property ? openValues(property) : []) {
        const known = values.get(String(value));
        if (known) known.owners.push(event);
        else values.set(String(value), { value, owners: [event], property: property! });
      }
    }
    for (const { value, owners, property } of values.values())
      addValue(value, property, { type: 'event-value', property: name, value, events: owners }, add);
  }
  for (const channel of schema.channels.values())
    for (const text of [channel.id, channel.label, ...channel.aliases])
      add(text, { type: 'channel', channel: channel.id });
  for (const entry of schema.glossary.values())
    if (entry.means.length || isList(entry.source))
      for (const text of [entry.term, ...entry.aliases]) add(text, { type: 'glossary', term: entry.term });
  for (const segment of segments)
    for (const text of [segment.name, segment.id]) add(text, { type: 'segment', segment: segment.id });
  return { schema, byLemma, spellings, segments: new Map(segments.map((segment) => [segment.id, segment.name])) };
}

/** “phone number” for a property called “mobile number”, unless something else has that very name. */
function addSameNames({ users, channels }: ProjectSchema, add: Add): void {
  const named = (text: string): string => nameWords(text).join(' ');
  const items = [
    ...[...users.values()].map(({ name, aliases }) => ({
      texts: propertyTexts(name, aliases).map(named),
      sense: { type: 'user-property', property: name } as const,
    })),
    ...[...channels.values()].map(({ id, label, aliases }) => ({
      texts: [id, label, ...aliases].map(named),
      sense: { type: 'channel', channel: id } as const,
    })),
  ];
  for (const { texts, sense } of items)
    for (const { names, of } of SAME_NAME) {
      if (of !== sense.type || !texts.some((text) => names.includes(text))) continue;
      const others = new Set(items.filter((each) => each.sense.type === of).flatMap((each) => each.texts));
      for (const name of names) if (!others.has(name)) add(name, sense, { tier: 'general' });
    }
}

function isList(source: unknown): boolean {
  return Array.isArray(source) && source.length > 0;
}

function eventsByProperty(schema: ProjectSchema): Map<string, string[]> {
  const out = new Map<string, string[]>();
  for (const event of schema.events.values())
    for (const name of event.properties.keys()) {
      const known = out.get(name);
      if (known) known.push(event.name);
      else out.set(name, [event.name]);
    }
  return out;
}

/** What a property may be called: “signed_up_at” is also “signed up”, “is_premium” also “premium”. */
function propertyTexts(name: string, aliases: readonly string[]): string[] {
  const words = nameWords(name);
  const core = words.filter(
    (word, i) =>
      !(i === words.length - 1 && /^(at|on|date|ts|time|id)$/.test(word)) && !(i === 0 && /^(is|has)$/.test(word)),
  );
  return [name, ...(core.length && core.length < words.length ? [core.join(' ')] : []), ...aliases];
}

function openValues(property: Property): readonly (string | number)[] {
  const all = [...(property.values ?? []), ...property.examples, ...property.labels.keys()];
  return all.filter(
    (value): value is string | number =>
      typeof value === 'string' || (typeof value === 'number' && property.labels.has(String(value))),
  );
}

function addValues(property: Property, sense: (value: string | number) => Sense, add: Add): void {
  for (const value of openValues(property)) addValue(value, property, sense(value), add);
}

function addValue(value: string | number, property: Property, sense: Sense, add: Add): void {
  if (property.type === 'version' || property.type === 'number' || property.type === 'boolean') return;
  const label = property.labels.get(String(value));
  const texts = [String(value), ...(label ? [label] : [])];
  for (const text of texts) {
    const lower = text.toLowerCase();
    const everyday = EVERYDAY.has(lower);
    const grammatical = GRAMMATICAL.has(lower);
    add(text, sense, {
      noun: true,
      exact: everyday && text !== lower && text.length <= 3,
      ...(grammatical ? { tier: 'part' } : {}),
    });
    // “first class” is a value, “first” alone is not.
    if (grammatical)
      for (const name of propertyTexts(property.name, property.aliases)) add(`${text} ${name}`, sense, { noun: true });
    for (const group of SAME_THING)
      if (group.includes(lower))
        for (const other of group)
          if (other !== lower && other.length > 1) add(other, sense, { noun: true, tier: 'general' });
    for (const country of countries) {
      const named = country.names.some((name) => name.toLowerCase() === lower) || country.codes.includes(text);
      if (!named) continue;
      for (const other of [...country.names, ...country.adjectives]) add(other, sense, { noun: true, tier: 'general' });
      for (const code of country.codes)
        if (code !== text) add(code, sense, { noun: true, tier: 'general', exact: code.length <= 2 });
    }
  }
}
