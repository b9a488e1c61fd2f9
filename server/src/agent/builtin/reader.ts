/** What the clause readers share: the schema, the prompt's tokens, what was used of them, and what is to be said about it. */
import type { EventType, ProjectSchema, Property } from '../../language/schema/model.ts';
import type { Draft, UserDraft } from './drafts.ts';
import { lemmas } from './lemmas.ts';
import type { Lexicon } from './lexicon.ts';
import { isMeant, type Mark, type Meant, type Sense, type VagueSort } from './marks.ts';
import { nameWords } from './phrase.ts';
import type { PlainRule } from './rules.ts';
import type { Token } from './tokens.ts';

/** How asked words are to be read after all. */
export type Reading =
  /** They stand for these rules. */
  | { readonly as: 'rules'; readonly rules: readonly PlainRule[] }
  /** They name this. */
  | { readonly as: 'senses'; readonly senses: readonly Sense[] }
  /** These words stand in their place. */
  | { readonly as: 'words'; readonly words: string }
  /** They say nothing. */
  | { readonly as: 'nothing' }
  /** They are read as they are. */
  | { readonly as: 'accepted' };

export interface Option {
  readonly text: string;
  /** Absent: picking it does not settle how the words are read. */
  readonly reading?: Reading;
}

export interface Question {
  readonly about: string;
  readonly question: string;
  readonly options: readonly Option[];
  /** The tokens it is about. */
  readonly tokens: readonly number[];
  /** For vague words: what kind of answer is looked for. */
  readonly sort?: VagueSort;
  /** The words say how something else is done, not what users are: “bought often”. */
  readonly adverb?: boolean;
}

export interface Reader {
  readonly schema: ProjectSchema;
  readonly lexicon: Lexicon;
  readonly prompt: string;
  readonly tokens: readonly Token[];
  readonly used: Set<number>;
  readonly assumptions: string[];
  readonly questions: Question[];
  /** Tokens that a question is about: they are not understood either. */
  readonly asked: Set<number>;
  /** Questions that were answered: as read. */
  readonly accepted: ReadonlySet<string>;
  /** Business words that stand for an answer, not for the glossary. */
  readonly answered: ReadonlySet<string>;
}

/** The mark became part of `draft`. */
export function use(reader: Reader, mark: Mark, draft?: Draft): void {
  for (const index of mark.tokens) {
    reader.used.add(index);
    draft?.tokens.add(index);
  }
  if (mark.assumption) assume(reader, `“${textOf(reader, mark)}”: ${mark.assumption}`);
}

export function assume(reader: Reader, text: string): void {
  if (!reader.assumptions.includes(text)) reader.assumptions.push(text);
}

export function ask(
  reader: Reader,
  marks: readonly Mark[],
  question: string,
  options: readonly Option[],
  more: Pick<Question, 'sort' | 'adverb'> = {},
): void {
  const about = marks.map((mark) => textOf(reader, mark)).join(' ');
  const tokens = marks.flatMap((mark) => mark.tokens);
  putQuestion(reader, { about, question, options, tokens, ...more });
}

/** Asks once about the same words; they are not understood until it is answered. */
export function putQuestion(reader: Reader, question: Question): void {
  if (reader.accepted.has(question.about)) return;
  for (const index of question.tokens) reader.asked.add(index);
  if (!reader.questions.some((known) => known.about === question.about)) reader.questions.push(question);
}

/** Options that settle what the words name: one for each sense. */
export function senseOptions<S extends Sense>(found: readonly S[], text: (sense: S) => string): Option[] {
  return found.map((sense) => ({ text: text(sense), reading: { as: 'senses', senses: [sense] } }));
}

/** The prompt's own words that a mark stands on. */
export function textOf(reader: Reader, mark: Mark): string {
  return wordsAt(reader, mark.tokens);
}

export function wordsAt(reader: Reader, indexes: readonly number[]): string {
  let out = '';
  let last: Token | undefined;
  for (const index of [...indexes].sort((a, b) => a - b)) {
    const token = reader.tokens[index]!;
    if (last && token.start < last.end) continue;
    const between = last ? reader.prompt.slice(last.end, token.start) : '';
    out +=
      (last && last.index === index - 1 ? between.replace(/\s+/g, ' ') : last ? ' ' : '') +
      reader.prompt.slice(token.start, token.end);
    last = token;
  }
  return out;
}

export function senses<T extends Sense['type']>(mark: Mark | undefined, type: T): Extract<Sense, { type: T }>[] {
  if (!mark || !isMeant(mark, 'entity')) return [];
  return mark.meaning.senses.filter((sense): sense is Extract<Sense, { type: T }> => sense.type === type);
}

export function isUsed(reader: Reader, mark: Mark): boolean {
  return mark.tokens.every((index) => reader.used.has(index));
}

const SKIPPED = new Set(['filler', 'aux', 'light', 'with', 'join']);

/** The nearest mark before (-1) or after (1) position `i` that says something. */
export function neighbour(marks: readonly Mark[], i: number, step: 1 | -1): number {
  let at = i + step;
  while (at >= 0 && at < marks.length && SKIPPED.has(marks[at]!.meaning.kind)) at += step;
  return at >= 0 && at < marks.length ? at : -1;
}

/** The declared property that all of `events` have under this name. */
export function eventProperty(reader: Reader, events: readonly string[], name: string): Property | undefined {
  let property: Property | undefined;
  for (const event of events) {
    property = reader.schema.events.get(event)?.properties.get(name);
    if (!property) return undefined;
  }
  return property;
}

const CURRENCY =
  /^(usd|eur|gbp|inr|jpy|cad|aud|chf|sek|nok|dkk|brl|mxn|sgd|aed|[$€£₹¥]|dollars?|euros?|pounds?|rupees?|cents?)$/i;
const MONEY_NAME = /^(amount|revenue|price|total|value|cost|spend|paid|fare|fee)s?$/;

/** The property that says how much money an event moved, when the schema lets one tell. */
export function moneyProperty(reader: Reader, events: readonly string[]): Property | undefined {
  const [event] = events;
  const { purchase } = reader.schema.roles;
  if (purchase?.value && event === purchase.event && events.length === 1)
    return eventProperty(reader, events, purchase.value);
  const all = [...(reader.schema.events.get(event ?? '')?.properties.values() ?? [])].filter(
    (property) => property.type === 'number' && eventProperty(reader, events, property.name),
  );
  const spent = all.filter((property) =>
    property.aliases.some((alias) => /\b(spent|spend|spending|revenue)\b/i.test(alias)),
  );
  if (spent.length === 1) return spent[0];
  const money = all.filter((property) => property.unit && CURRENCY.test(property.unit));
  if (money.length === 1) return money[0];
  const named = (money.length ? money : all).filter((property) =>
    nameWords(property.name).some((word) => MONEY_NAME.test(word)),
  );
  return named.length === 1 ? named[0] : undefined;
}

/** Every word that a schema item uses for itself, by base form: a word of it beside its head says nothing new. */
export function ownWords(item: EventType | Property): Set<string> {
  const texts = [item.name, ...item.aliases, item.description ?? '', 'unit' in item ? (item.unit ?? '') : ''];
  return new Set(texts.flatMap(nameWords).flatMap((word) => lemmas(word)));
}

export function eventWords(reader: Reader, events: readonly string[]): Set<string> {
  const out = new Set<string>();
  for (const name of events) {
    const event = reader.schema.events.get(name);
    if (event) for (const word of ownWords(event)) out.add(word);
  }
  return out;
}

/** Unused negations before position `end`, nearest last. */
export function negationsBefore(reader: Reader, marks: readonly Mark[], end: number, start = 0): Meant<'not'>[] {
  return marks.slice(start, end).filter((mark): mark is Meant<'not'> => isMeant(mark, 'not') && !isUsed(reader, mark));
}

export function userDraft(property: string, operators: Record<string, unknown> = {}): UserDraft {
  return { kind: 'user', property, operators, negated: false, tokens: new Set() };
}
