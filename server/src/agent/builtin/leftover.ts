/** The accounting for every word: what no rule took up is asked about or handed back as not understood. */
import { suggest } from '../../language/index.ts';
import { placesOf } from './answers.ts';
import { isMeant, type Mark } from './marks.ts';
import { ask, isUsed, type Option, type Reader, senses, wordsAt } from './reader.ts';
import { LEAVE_OUT, nearOption, vagueOptions } from './vague-options.ts';

const LONGEST_LEFTOVER = 200;

/** More than anyone would answer. */
const MAX_QUESTIONS = 12;

/** Kinds of marks that carry no meaning of their own when nothing took them up. */
const EMPTY = new Set(['filler', 'link', 'who', 'with', 'subject', 'aux', 'either', 'both', 'light', 'thing', 'join']);

/** Words that were neither used nor are without meaning, neighbours together. */
export function leftover(reader: Reader, marks: readonly Mark[]): string[] {
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

/** What the schema does not name is asked about, with what it has that comes near. */
export function askMeaning(reader: Reader, words: string): void {
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
    options: [...near.map((name): Option => nearOption(reader.schema, name)), LEAVE_OUT],
    tokens: placesIn(reader, words),
  });
}

/** The tokens whose words these are. */
function placesIn({ tokens }: Reader, words: string): readonly number[] {
  const places = placesOf(words, tokens);
  return tokens
    .filter(({ start, end }) => places.some((place) => place.start === start && place.end === end))
    .map(({ index }) => index);
}

function overlaps(a: string, b: string): boolean {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  return one.includes(other) || other.includes(one);
}

export function askVague(reader: Reader, marks: readonly Mark[]): void {
  for (const mark of marks)
    if (isMeant(mark, 'vague') && !isUsed(reader, mark)) {
      const { about, question, sort } = mark.meaning;
      const adverb = isAdverb(marks, marks.indexOf(mark));
      ask(reader, [mark], question, vagueOptions(reader.schema, sort, about, adverb), { sort, adverb });
    }
}

const APART = new Set(['link', 'who', 'subject', 'either']);

/** “recently bought”, “bought shoes often”: its stretch of the sentence says what they did. */
function isAdverb(marks: readonly Mark[], at: number): boolean {
  const isDeed = (step: 1 | -1): boolean => {
    for (let i = at + step; marks[i] && !APART.has(marks[i]!.meaning.kind); i += step)
      if (senses(marks[i], 'event').length > 0) return true;
    return false;
  };
  return isDeed(1) || isDeed(-1);
}
