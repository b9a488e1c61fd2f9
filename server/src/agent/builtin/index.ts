/**
 * The offline translator: prompt -> rules, with what it assumed, what it asks and what it did not understand.
 * tokens -> candidate marks (families of general English, the schema's own words) -> the best of them -> parts -> drafts -> rules.
 * Invariant: deterministic, knows no word of any business domain, and accounts for every token: a word that carries meaning
 * became part of a rule, is asked about, or is handed back as not understood.
 */
import { Temporal } from 'temporal-polyfill';
import type { ProjectSchema } from '../../language/index.ts';
import type { GlossaryEntry } from '../../language/schema/model.ts';
import type { Answer, AnsweredPhrase, RefusedAnswer } from '../result.ts';
import { isAbout, type PlacedReading, placesOf, readAnswer, type TextReader, withWords } from './answers.ts';
import { combine } from './combine.ts';
import { isGroup, type Node, tokensOf } from './drafts.ts';
import { generalWords } from './families/registry.ts';
import { askMeaning, askVague, leftover } from './leftover.ts';
import { buildLexicon, type Lexicon, type SegmentName } from './lexicon.ts';
import { findSlips } from './lookup.ts';
import { findMarks, isArgument, isMeasured, mend } from './mark-finding.ts';
import type { Mark } from './marks.ts';
import { cutParts } from './parts.ts';
import { assume, type Question, type Reader, textOf, wordsAt } from './reader.ts';
import { roleAssumptions, type SettledRoles, settleRoles } from './roles.ts';
import { nodeRules, type PlainRule } from './rules.ts';
import { type Token, tokenise } from './tokens.ts';

export interface Translation {
  readonly rules: readonly PlainRule[];
  readonly assumptions: readonly string[];
  readonly questions: readonly Question[];
  readonly notUnderstood: readonly string[];
  readonly answered: readonly AnsweredPhrase[];
  readonly refusedAnswers: readonly RefusedAnswer[];
  /** What came from what. */
  readonly phrases: readonly { readonly text: string; readonly rules: readonly PlainRule[] }[];
}

export interface TranslateInput {
  readonly prompt: string;
  readonly schema: ProjectSchema;
  readonly segments: readonly SegmentName[];
  /** The instant that “since January” is counted from. */
  readonly now: number;
  /** What words of the prompt mean, as asked before. */
  readonly answers?: readonly Answer[];
}

/** Longer prompts are cut: nobody describes an audience in more words, and work grows with them. */
const MAX_TOKENS = 400;

/**
 * Reads the prompt; then again with each answer to what the reading before asked, since an answer can lead to another
 * question. An answer that no question is about may still be about words of the prompt.
 */
export function translate(input: TranslateInput): Translation {
  return openReader(input).translate(input.prompt);
}

/** Reads several texts over one schema. */
export interface PromptReader {
  /** With the roles that were inferred. */
  readonly schema: ProjectSchema;
  translate(prompt: string): Translation;
  /** What the words are, one by one. */
  marks(prompt: string): readonly Mark[];
}

export function openReader(input: Omit<TranslateInput, 'prompt'>): PromptReader {
  const roles = settleRoles(input.schema);
  const lexicon = buildLexicon(roles.schema, input.segments);
  const ready = (prompt: string): Ready => ({ ...input, prompt, schema: roles.schema, lexicon });
  return {
    schema: roles.schema,
    translate: (prompt) => readWithAnswers(ready(prompt), roles),
    marks: (prompt) => textReader(ready(prompt)).marks(prompt),
  };
}

function readWithAnswers(settled: Ready, roles: SettledRoles): Translation {
  const waiting = new Set(settled.answers ?? []);
  const placed: PlacedReading[] = [];
  const refused: RefusedAnswer[] = [];
  let read = readOnce(settled, placed, roles);
  for (;;) {
    const next = nextAnswer(waiting, read);
    if (next === undefined) {
      const { tokens: _, ...translation } = read;
      return { ...translation, answered: placed.map(answeredPhrase), refusedAnswers: refused };
    }
    const { answer, question, places } = next;
    waiting.delete(answer);
    const reading = places.length > 0 ? readAnswer(answer.answer, question, textReader(settled)) : undefined;
    const picked = question?.options.find((option) => option.reading !== undefined && option.reading === reading);
    const candidate = reading && {
      answer: { about: question?.about ?? answer.about, answer: picked?.text ?? answer.answer },
      places,
      reading,
    };
    const again = candidate && readOnce(settled, [...placed, candidate], roles);
    if (candidate && again && !again.notUnderstood.some((words) => isAbout(candidate.answer, { about: words }))) {
      placed.push(candidate);
      read = again;
    } else refused.push({ ...answer, reason: refusal(answer, question, places.length > 0) });
  }
}

/** What all readings of a prompt share. */
type Ready = TranslateInput & { readonly lexicon: Lexicon };

type Once = Omit<Translation, 'answered' | 'refusedAnswers'> & { readonly tokens: readonly Token[] };

function nextAnswer(
  waiting: ReadonlySet<Answer>,
  { questions, tokens }: Once,
): { answer: Answer; question: Question | undefined; places: PlacedReading['places'] } | undefined {
  for (const answer of waiting) {
    const question = questions.find((each) => isAbout(answer, each));
    if (!question) continue;
    return {
      answer,
      question,
      places: question.tokens.map((index) => tokens[index]!).map(({ start, end }) => ({ start, end })),
    };
  }
  const [answer] = waiting;
  return answer && { answer, question: undefined, places: placesOf(answer.about, tokens) };
}

function refusal({ about, answer }: Answer, question: Question | undefined, isThere: boolean): string {
  if (!isThere) return `“${about}” is not in the prompt, so there is nothing to answer about it.`;
  const options = question?.options.map(({ text }, i) => `${i + 1}: ${text}`).join('; ');
  return `The answer “${answer}” about “${about}” is not understood. ${options ? `Answer with one of ${options}; or` : 'Answer'} in words of the schema.`;
}

function answeredPhrase({ answer, reading }: PlacedReading): AnsweredPhrase {
  return reading.as === 'rules' ? { ...answer, rules: reading.rules } : answer;
}

/** Texts of people’s answers, read like prompts without answers. */
function textReader(input: Ready): TextReader {
  const { answers: _, ...plain } = input;
  return {
    rules(prompt) {
      const read = readOnce({ ...plain, prompt }, [], { schema: input.schema, inferred: {} });
      return read.rules.length > 0 && !read.questions.length && !read.notUnderstood.length ? read.rules : undefined;
    },
    marks: (prompt) => findMarks(input.lexicon, tokenise(prompt), new Map(), todayOf(input), []).marks,
  };
}

function todayOf({ now, schema }: TranslateInput): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(schema.timezone).toPlainDate();
}

/** The glossary with what answers say words mean. */
function withAnswers(schema: ProjectSchema, placed: readonly PlacedReading[]): ProjectSchema {
  const terms = placed.flatMap(({ answer: { about }, reading }): (readonly [string, GlossaryEntry])[] =>
    reading.as === 'rules'
      ? [[about, { term: about, range: { start: 0, end: 0 }, aliases: [], means: [], source: reading.rules }]]
      : [],
  );
  return terms.length > 0 ? { ...schema, glossary: new Map([...schema.glossary, ...terms]) } : schema;
}

function readOnce(input: Ready, placed: readonly PlacedReading[], roles: SettledRoles): Once {
  const { lexicon } = input;
  const schema = withAnswers(input.schema, placed);
  const all = withWords(tokenise(input.prompt), placed);
  const slips = findSlips(lexicon, all.slice(0, MAX_TOKENS), generalWords);
  const tokens = mend(all.slice(0, MAX_TOKENS), slips);
  const { marks, passedOver: segments } = findMarks(lexicon, tokens, slips, todayOf(input), placed);
  const reader: Reader = {
    schema,
    lexicon,
    prompt: input.prompt,
    tokens,
    used: new Set(),
    assumptions: [],
    questions: [],
    asked: new Set(),
    accepted: new Set(placed.flatMap(({ answer, reading }) => (reading.as === 'accepted' ? [answer.about] : []))),
    answered: new Set(placed.flatMap(({ answer, reading }) => (reading.as === 'rules' ? [answer.about] : []))),
  };
  for (const [index, word] of slips) assume(reader, `“${all[index]!.text}” is read as “${word}”`);
  for (const { answer, reading } of placed) {
    if (reading.as === 'nothing') assume(reader, `“${answer.about}” is left out, as answered`);
    if (reading.as === 'words') assume(reader, `“${answer.about}” is read as answered: ${reading.words}`);
  }
  const belongs = (before: readonly Mark[], after: readonly Mark[]): boolean =>
    isArgument(before, after) || isMeasured(reader, before, after);
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
  const rules = node ? nodeRules(node, schema) : [];
  for (const id of segments)
    assume(
      reader,
      `A segment is named “${lexicon.segments.get(id)}”; say “in the ${lexicon.segments.get(id)} segment” to mean it`,
    );
  for (const text of roleAssumptions(roles, tokens, rules)) assume(reader, text);
  return {
    rules,
    assumptions: reader.assumptions,
    questions: reader.questions,
    notUnderstood,
    phrases: node ? phrasesOf(reader, node, schema) : [],
    tokens,
  };
}

function phrasesOf(reader: Reader, node: Node, schema: ProjectSchema): Translation['phrases'] {
  if (isGroup(node) && node.kind !== 'none') return node.of.flatMap((each) => phrasesOf(reader, each, schema));
  const text = wordsAt(reader, [...new Set(tokensOf(node))]);
  return text ? [{ text, rules: nodeRules(node, schema) }] : [];
}
