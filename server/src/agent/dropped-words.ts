/**
 * What a model let fall without a word: the meaning-carrying words of a prompt that no phrase, assumption, question or
 * rule of its answer speaks of. Found here, by the words that the built-in translator tells filler from meaning with.
 */
import type { ProjectSchema } from '../language/schema/model.ts';
import { openReader } from './builtin/index.ts';
import type { Mark, Sense } from './builtin/marks.ts';
import { type Token, tokenise } from './builtin/tokens.ts';
import type { PlainRule, SegmentInfo } from './result.ts';

export interface Answered {
  readonly schema: ProjectSchema;
  readonly segments: readonly SegmentInfo[];
  readonly now: number;
  /** The rules that came of the words, and those that were there before. */
  readonly rules: readonly PlainRule[];
  /** Words of the prompt that became a rule, are asked about or are named as not understood. */
  readonly phrases: readonly string[];
  /** What people are told besides: assumptions, descriptions of changes. */
  readonly told: readonly string[];
}

/** Kinds of words that say nothing by themselves, or only lead to the words beside them. */
const EMPTY: ReadonlySet<string> = new Set([
  ...['filler', 'link', 'who', 'with', 'subject', 'aux', 'either', 'both', 'light', 'thing', 'join'],
  ...['segment-word', 'value-words', 'reach', 'enabled', 'order', 'bound'],
]);

/** Words of those who ask for a segment or a change of one, and units; by themselves they say nothing of users. */
const OF_ASKING = new Set(
  'please make change set use keep show only just restrict limit narrow filter require must should remove drop delete replace add include exclude except rename call extend shorten raise lower increase decrease reduce instead also now rather now it that this those them to from by into than then rule rules condition conditions segment audience find give create build list target want need me my all minutes hours days weeks months quarters years day week month quarter year times time'.split(
    ' ',
  ),
);

/** Runs of neighbouring words, as they stand in `prompt`. */
export function droppedWords(prompt: string, answered: Answered): readonly string[] {
  const tokens = tokenise(prompt);
  const { schema, segments, now } = answered;
  const values = new Set(answered.rules.flatMap((rule) => scalarsOf(rule)));
  const covered = coveredTokens(tokens, answered.phrases);
  const told = new Set(answered.told.flatMap((text) => tokenise(text).map(({ lower }) => lower)));
  // A “not” stands in too many sentences for its being there to say anything.
  const isTold = ({ meaning, tokens: at }: Mark): boolean =>
    meaning.kind !== 'not' && at.some((index) => told.has(tokens[index]?.lower ?? ''));
  const dropped = openReader({ schema, segments, now })
    .marks(prompt)
    .filter((mark) => !EMPTY.has(mark.meaning.kind))
    .filter((mark) => !mark.tokens.some((index) => covered.has(index)) && !isTold(mark))
    .filter((mark) => !isInRules(mark, values, schema))
    .flatMap((mark) => mark.tokens)
    .filter((index) => tokens[index]?.kind !== 'punct' && !OF_ASKING.has(tokens[index]?.lower ?? ''));
  return runsOf(dropped).map((run) => prompt.slice(tokens[run[0]!]!.start, tokens[run.at(-1)!]!.end));
}

/** Tokens of phrases, where these stand in the prompt. */
function coveredTokens(tokens: readonly Token[], phrases: readonly string[]): ReadonlySet<number> {
  const words = tokens.filter(({ kind }) => kind !== 'punct');
  const covered = new Set<number>();
  for (const phrase of phrases) {
    const wanted = tokenise(phrase).filter(({ kind }) => kind !== 'punct');
    for (let at = 0; wanted.length > 0 && at + wanted.length <= words.length; at++)
      if (wanted.every(({ lower }, i) => words[at + i]!.lower === lower))
        for (const { index } of words.slice(at, at + wanted.length)) covered.add(index);
  }
  return covered;
}

/** The thing of the schema, the time or the number that the words name stands in a rule. */
function isInRules({ meaning }: Mark, values: ReadonlySet<string>, schema: ProjectSchema): boolean {
  if (meaning.kind === 'entity') return meaning.senses.some((sense) => namesOf(sense, schema).some(isIn));
  if (meaning.kind === 'window' || meaning.kind === 'anniversary') return scalarsOf(meaning.window, false).some(isIn);
  if (meaning.kind === 'at') return scalarsOf(meaning.at, false).some(isIn);
  return meaning.kind === 'compare' && meaning.values.length > 0 && meaning.values.map(String).every(isIn);

  function isIn(name: string): boolean {
    return values.has(name.toLowerCase());
  }
}

function namesOf(sense: Sense, schema: ProjectSchema): readonly string[] {
  switch (sense.type) {
    case 'event':
      return sense.events;
    case 'user-property':
    case 'event-property':
      return [sense.property];
    case 'user-value':
    case 'event-value':
      return [String(sense.value)];
    case 'channel':
      return [sense.channel];
    case 'segment':
      return [sense.segment];
    case 'glossary':
      return scalarsOf(schema.glossary.get(sense.term)?.source, false).slice(0, 2);
  }
}

/** Every key and value of plain data, in lower case. */
function scalarsOf(data: unknown, keys = true): readonly string[] {
  if (Array.isArray(data)) return data.flatMap((each) => scalarsOf(each, keys));
  if (data !== null && typeof data === 'object')
    return Object.entries(data).flatMap(([key, value]) => [
      ...(keys ? [key.toLowerCase()] : []),
      ...scalarsOf(value, keys),
    ]);
  return [String(data).toLowerCase()];
}

function runsOf(indexes: readonly number[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  for (const index of [...new Set(indexes)].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && index === run.at(-1)! + 1) run.push(index);
    else runs.push([index]);
  }
  return runs;
}
