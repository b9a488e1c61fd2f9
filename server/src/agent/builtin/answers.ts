/**
 * Answers to questions: which words they are about, and how those words are read after all.
 * An answer is an option, its number, or own words; own words are read by the translator itself, in a sentence that fits
 * the question. Invariant: an answer that cannot be read is handed back with the reason, never dropped.
 */
import type { Answer } from '../result.ts';
import { isMeant, type Mark } from './marks.ts';
import type { Question, Reading } from './reader.ts';
import type { PlainRule } from './rules.ts';
import { type Token, tokenise } from './tokens.ts';

/** An answer with the place of the words that it is about. */
export interface PlacedReading {
  readonly answer: Answer;
  /** Where in the prompt the words stand. */
  readonly places: readonly { readonly start: number; readonly end: number }[];
  readonly reading: Reading;
}

/** Reads a text by itself: its rules when all of it was understood, and what its words are. */
export interface TextReader {
  rules(text: string): readonly PlainRule[] | undefined;
  marks(text: string): readonly Mark[];
}

const LEFT_OUT = /^(leave (it|this|that|them) out|leave out|ignore( it)?|skip( it)?|drop it|nothing|none|no rule|-)?$/;

const plainWords = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[“”"'’‘`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

export function isAbout(answer: Answer, question: { readonly about: string }): boolean {
  return plainWords(answer.about) === plainWords(question.about);
}

/** What an answer says of the words that a question is about; `undefined` when it cannot be read. */
export function readAnswer(given: string, question: Question | undefined, reader: TextReader): Reading | undefined {
  const answer = given.trim();
  const plain = plainWords(answer);
  const options = question?.options ?? [];
  const named = options.find((option) => plainWords(option.text) === plain);
  const number = /^(?:option\s*|#)?(\d+)$/.exec(plain)?.[1];
  const chosen = named ?? (number === undefined ? undefined : options[Number(number) - 1]);
  if (chosen) return chosen.reading;
  if (LEFT_OUT.test(plain)) return { as: 'nothing' };
  if (plain === 'as read' || plain === 'yes') return { as: 'accepted' };
  return ownWords(answer, question, reader);
}

function ownWords(answer: string, question: Question | undefined, reader: TextReader): Reading | undefined {
  if (question?.adverb || onlySaysWhenOrHowOften(answer, reader)) {
    const text = /^\d+$/.test(answer)
      ? `in the last ${answer} days`
      : /^\d+ ?\w+$/.test(answer)
        ? `in the last ${answer}`
        : answer;
    if (question?.adverb && onlySaysWhenOrHowOften(text, reader)) return { as: 'words', words: text };
  }
  const own = likeFirstOption(answer, question, reader);
  if (own) return { as: 'rules', rules: [own] };
  for (const sentence of sentences(answer, question)) {
    const rules = reader.rules(sentence);
    if (rules) return { as: 'rules', rules };
  }
  return onlySaysWhenOrHowOften(answer, reader) ? { as: 'words', words: answer } : undefined;
}

/** A number or a time alone goes where the options have theirs: “over 700”, “45 days”. */
function likeFirstOption(answer: string, question: Question | undefined, reader: TextReader): PlainRule | undefined {
  const base = question?.options.flatMap(({ reading }) => (reading?.as === 'rules' ? reading.rules : []))[0];
  const sort = question?.sort;
  if (!base || sort === undefined || sort === 'opinion') return undefined;
  const timed = sort === 'recent' || sort === 'away' || sort === 'forecast';
  const marks = reader.marks(timed ? inTheLast(answer) : answer);
  if (!marks.every((mark) => ABOUT_TIME.has(mark.meaning.kind))) return undefined;
  const window = marks.find((mark) => isMeant(mark, 'window'))?.meaning.window;
  const compare = marks.find((mark) => isMeant(mark, 'compare'))?.meaning;
  const { within: _, ...rest } = base;
  if (timed) return window && !compare ? { ...rest, ...window } : undefined;
  if (!compare || compare.values.some(Number.isNaN)) return undefined;
  const bound = compare.plain ? 'gte' : compare.bound;
  const limit = { [bound]: compare.values.length > 1 ? [...compare.values] : compare.values[0] };
  if ('user' in base) return window ? undefined : { user: base['user'], ...limit };
  const measure = compare.unit === 'times' ? 'count' : 'sum' in base ? 'sum' : 'count';
  const of = measure === 'sum' ? { of: (base['sum'] as PlainRule)['of'] } : {};
  return { did: base['did'], ...window, [measure]: { ...of, ...limit } };
}

const ABOUT_TIME = new Set(['window', 'at', 'compare', 'filler', 'occurrence', 'regularly']);

function onlySaysWhenOrHowOften(text: string, reader: TextReader): boolean {
  const marks = reader.marks(text);
  return (
    marks.some(
      (mark) => isMeant(mark, 'window') || isMeant(mark, 'at') || (isMeant(mark, 'compare') && !mark.meaning.plain),
    ) && marks.every((mark) => ABOUT_TIME.has(mark.meaning.kind))
  );
}

/** The answer as a sentence of its own, the likeliest first. */
function sentences(answer: string, question: Question | undefined): readonly string[] {
  const comparison = /^[\d$€£₹]/.test(answer) ? `at least ${answer}` : answer;
  const general = [
    `users who ${answer}`,
    `users ${answer}`,
    answer,
    `users with ${answer}`,
    `users who are ${answer}`,
    `users who have ${answer}`,
  ];
  switch (question?.sort) {
    case 'money':
    case 'worth':
      return [`users who spent ${comparison}`, ...general];
    case 'often':
      return [`users who were active ${comparison}`, ...general];
    case 'recent':
      return [`users who signed up ${inTheLast(answer)}`, ...general];
    case 'away':
    case 'forecast':
      return [`users who were not active ${inTheLast(answer)}`, ...general];
    case 'age':
      return [`users aged ${answer}`, ...general];
    default:
      return general;
  }
}

function inTheLast(answer: string): string {
  if (/^\d+$/.test(answer)) return `in the last ${answer} days`;
  return /^\d+ ?[a-z]+$/i.test(answer) ? `in the last ${answer}` : answer;
}

/** Where words stand in the prompt when no question is about them. */
export function placesOf(
  about: string,
  tokens: readonly Token[],
): readonly { readonly start: number; readonly end: number }[] {
  const wanted = tokenise(about).filter((token) => token.kind !== 'punct');
  if (wanted.length === 0) return [];
  const at = tokens.findIndex((_, start) => wanted.every((token, i) => tokens[start + i]?.lower === token.lower));
  return at < 0 ? [] : tokens.slice(at, at + wanted.length).map(({ start, end }) => ({ start, end }));
}

/** The prompt's tokens with other words in the place of some; the new ones keep the place of what they stand for. */
export function withWords(tokens: readonly Token[], placed: readonly PlacedReading[]): readonly Token[] {
  const out: Token[] = [];
  const written = new Set<PlacedReading>();
  for (const token of tokens) {
    const replaced = placed.find((each) => each.reading.as === 'words' && stands(each, token));
    if (!replaced) out.push(token);
    else if (replaced.reading.as === 'words' && !written.has(replaced)) {
      written.add(replaced);
      const start = Math.min(...replaced.places.map((place) => place.start));
      const end = Math.max(...replaced.places.map((place) => place.end));
      for (const word of tokenise(replaced.reading.words)) out.push({ ...word, start, end });
    }
  }
  return out.map((token, index) => (token.index === index ? token : { ...token, index }));
}

/** Whether a token is one of the words that an answer is about. */
export function stands({ places }: PlacedReading, token: Token): boolean {
  return places.some((place) => place.start === token.start && place.end === token.end);
}

/** More than any candidate of the schema or the language can score. */
const SETTLED = 10_000;

/** The marks that answers set: they win over all others on their tokens. */
export function answerMarks(tokens: readonly Token[], placed: readonly PlacedReading[]): readonly Mark[] {
  return placed.flatMap((each): readonly Mark[] => {
    const { reading } = each;
    const own = tokens.filter((token) => stands(each, token)).map((token) => token.index);
    if (own.length === 0) return [];
    if (reading.as === 'nothing')
      return own.map((index) => ({ meaning: { kind: 'filler' }, tokens: [index], score: SETTLED }));
    if (reading.as === 'senses')
      return [{ meaning: { kind: 'entity', senses: reading.senses }, tokens: own, score: SETTLED }];
    if (reading.as === 'rules')
      return [
        {
          meaning: { kind: 'entity', senses: [{ type: 'glossary', term: each.answer.about }] },
          tokens: own,
          score: SETTLED,
        },
      ];
    return [];
  });
}
