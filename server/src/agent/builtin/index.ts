/**
 * The offline translator: prompt -> rules, with what it assumed, what it asks and what it did not understand.
 * tokens -> candidate marks (families of general English, the schema's own words) -> the best of them -> parts -> drafts -> rules.
 * Invariant: deterministic, knows no word of any business domain, and accounts for every token: a word that carries meaning
 * became part of a rule, is asked about, or is handed back as not understood.
 */
import { Temporal } from 'temporal-polyfill';
import { type ProjectSchema, suggest } from '../../language/index.ts';
import { combine } from './combine.ts';
import { isGroup, type Node, tokensOf } from './drafts.ts';
import { families, generalWords } from './families/registry.ts';
import { buildLexicon, type Lexicon, type SegmentName } from './lexicon.ts';
import { findSlips, lookUp } from './lookup.ts';
import { chooseMarks, isMeant, type Mark } from './marks.ts';
import { cutParts } from './parts.ts';
import { ask, assume, isUsed, type Question, type Reader, senses, textOf, wordsAt } from './reader.ts';
import { nodeRules, type PlainRule } from './rules.ts';
import { type Token, tokenise } from './tokens.ts';

export interface Translation {
  readonly rules: readonly PlainRule[];
  readonly assumptions: readonly string[];
  readonly questions: readonly Question[];
  readonly notUnderstood: readonly string[];
  /** What came from what. */
  readonly phrases: readonly { readonly text: string; readonly rules: readonly PlainRule[] }[];
}

export interface TranslateInput {
  readonly prompt: string;
  readonly schema: ProjectSchema;
  readonly segments: readonly SegmentName[];
  /** The instant that “since January” is counted from. */
  readonly now: number;
}

const LONGEST_LEFTOVER = 200;

/** More than anyone would answer. */
const MAX_QUESTIONS = 12;

/** Longer prompts are cut: nobody describes an audience in more words, and work grows with them. */
const MAX_TOKENS = 600;

export function translate(input: TranslateInput): Translation {
  const lexicon = buildLexicon(input.schema, input.segments);
  const all = tokenise(input.prompt);
  const today = Temporal.Instant.fromEpochMilliseconds(input.now)
    .toZonedDateTimeISO(input.schema.timezone)
    .toPlainDate();
  const slips = findSlips(lexicon, all.slice(0, MAX_TOKENS), generalWords);
  const tokens = mend(all.slice(0, MAX_TOKENS), slips);
  const marks = findMarks(lexicon, tokens, slips, today);
  const reader: Reader = {
    schema: input.schema,
    lexicon,
    prompt: input.prompt,
    tokens,
    used: new Set(),
    assumptions: [],
    questions: [],
    asked: new Set(),
  };
  for (const [index, word] of slips) assume(reader, `“${all[index]!.text}” is read as “${word}”`);
  const belongs = (before: readonly Mark[], after: readonly Mark[]): boolean => isArgument(reader, before, after);
  const node = combine(
    reader,
    cutParts(marks, (mark) => textOf(reader, mark), belongs),
  );
  askVague(reader, marks);
  const notUnderstood = [
    ...leftover(reader, marks),
    ...(all.length > MAX_TOKENS ? [input.prompt.slice(all[MAX_TOKENS]!.start).slice(0, 200)] : []),
  ];
  for (const words of notUnderstood) askMeaning(reader, words);
  const rules = node ? nodeRules(node, input.schema) : [];
  return {
    rules,
    assumptions: reader.assumptions,
    questions: reader.questions,
    notUnderstood,
    phrases: node ? phrasesOf(reader, node, input.schema) : [],
  };
}

/** What the schema does not name is asked about, with what it has that comes near. */
function askMeaning(reader: Reader, words: string): void {
  if (reader.questions.some((question) => overlaps(question.about, words)) || reader.questions.length >= MAX_QUESTIONS)
    return;
  const { users, events, glossary } = reader.schema;
  const near = suggest(
    words,
    [
      ...events.values(),
      ...users.values(),
      ...[...glossary.values()].map(({ term, aliases }) => ({ name: term, aliases })),
    ],
    3,
  );
  reader.questions.push({
    about: words,
    question: `“${words}” is nothing that the project’s schema names. What does it mean here?`,
    options: [...near, 'leave it out'],
  });
}

function overlaps(a: string, b: string): boolean {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  return one.includes(other) || other.includes(one);
}

function mend(tokens: readonly Token[], slips: ReadonlyMap<number, string>): readonly Token[] {
  return tokens.map((token) => {
    const word = slips.get(token.index);
    if (word === undefined) return token;
    const [again] = tokenise(word);
    return again
      ? { ...again, index: token.index, start: token.start, end: token.end, hyphen: token.hyphen, text: word }
      : token;
  });
}

function findMarks(
  lexicon: Lexicon,
  tokens: readonly Token[],
  slips: ReadonlyMap<number, string>,
  today: Temporal.PlainDate,
): Mark[] {
  const general = families.flatMap((family) =>
    tokens.flatMap((token, at) => (token.quoted ? [] : [...family.match(tokens, at, { today })])),
  );
  return chooseMarks(tokens, [...lookUp(lexicon, tokens, slips), ...general]);
}

function askVague(reader: Reader, marks: readonly Mark[]): void {
  for (const mark of marks)
    if (isMeant(mark, 'vague') && !isUsed(reader, mark))
      ask(reader, [mark], mark.meaning.question, mark.meaning.options);
}

/** Whether the entity after a “with” is a property or value of the event before it, and not of users. */
function isArgument(reader: Reader, before: readonly Mark[], after: readonly Mark[]): boolean {
  const event = before.flatMap((mark) => senses(mark, 'event')).at(-1);
  const stop = after.findIndex((mark) => mark.meaning.kind === 'link' || mark.meaning.kind === 'who');
  const entity = (stop < 0 ? after : after.slice(0, stop)).find((mark) => mark.meaning.kind === 'entity');
  if (!event || !entity || !isMeant(entity, 'entity')) return false;
  const own = entity.meaning.senses.some(
    (sense) =>
      (sense.type === 'event-property' || sense.type === 'event-value') &&
      event.events.every((name) => sense.events.includes(name)),
  );
  void reader;
  return (
    own && !entity.meaning.senses.some((sense) => sense.type === 'event' && sense.events.join() !== event.events.join())
  );
}

/** Kinds of marks that carry no meaning of their own when nothing took them up. */
const EMPTY = new Set(['filler', 'link', 'who', 'with', 'subject', 'aux', 'either', 'both', 'light', 'thing', 'join']);

/** Words that were neither used nor are without meaning, neighbours together. */
function leftover(reader: Reader, marks: readonly Mark[]): string[] {
  const left = new Set<number>();
  for (const mark of marks) {
    const asked = mark.tokens.some((index) => reader.asked.has(index));
    const label = isMeant(mark, 'vague') && isUsed(reader, mark);
    if (asked && !label) for (const index of mark.tokens) left.add(index);
    if (isUsed(reader, mark) || EMPTY.has(mark.meaning.kind)) continue;
    if (mark.meaning.kind === 'unknown' && mark.tokens.every((index) => reader.tokens[index]!.kind === 'punct'))
      continue;
    for (const index of mark.tokens) left.add(index);
  }
  // A compound is one word: “left-handed”.
  for (const token of reader.tokens)
    if (token.hyphen && left.has(token.index) && !reader.used.has(token.index - 1)) left.add(token.index - 1);
  const runs: number[][] = [];
  for (const index of [...left].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && index === run.at(-1)! + 1) run.push(index);
    else runs.push([index]);
  }
  return [...new Set(runs.map((run) => shortened(wordsAt(reader, run))).filter(Boolean))];
}

function shortened(text: string): string {
  return text.length > LONGEST_LEFTOVER ? `${text.slice(0, LONGEST_LEFTOVER - 1)}…` : text;
}

function phrasesOf(reader: Reader, node: Node, schema: ProjectSchema): Translation['phrases'] {
  if (isGroup(node) && node.kind !== 'none') return node.of.flatMap((each) => phrasesOf(reader, each, schema));
  const text = wordsAt(reader, [...new Set(tokensOf(node))]);
  return text ? [{ text, rules: nodeRules(node, schema) }] : [];
}
