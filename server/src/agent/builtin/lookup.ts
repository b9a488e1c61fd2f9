/** Finds the schema's phrases in the prompt: whole, with words between, by their doer (“buyers”), or misspelt. */

import { FILLERS, ROLES, THINGS } from './general.ts';
import type { Lexicon } from './lexicon.ts';
import type { Mark, Sense } from './marks.ts';
import { deedsOf, isDone } from './nominal.ts';
import { isOtherVerb } from './particles.ts';
import type { Phrase } from './phrase.ts';
import { correct } from './spelling.ts';
import type { Token } from './tokens.ts';

/** Words that end a stretch in which the words of one event may lie apart. */
const BREAKS = new Set(
  'and or but who that which whose not never without nor then excluding except while whereas'.split(' '),
);
const MAX_GAP = 2;
/** “spent more than $2,000 on hotels” */
const AMOUNTS = /^(more|than|over|under|less|fewer|at|least|most|between|up|above|below|exactly|[$€£]?[\d.,]+k?\+?)$/;

interface Found {
  readonly phrase: Phrase;
  readonly tokens: readonly number[];
  readonly gaps: number;
  readonly reordered: boolean;
  readonly agent: boolean;
  /** By the noun of its verb: “payment failure”. */
  readonly noun: boolean;
}

function wordMatches(phrase: Phrase, word: number, token: Token): boolean {
  if (phrase.exact) return token.text === phrase.text || token.text.replace(/[.]/g, '') === phrase.text;
  const forms = phrase.words[word]!;
  const own = phrase.sense.type === 'user-value' || phrase.sense.type === 'event-value' ? token.nouns : token.lemmas;
  return own.some((form) => forms.includes(form));
}

function nounMatches(phrase: Phrase, word: number, token: Token): boolean {
  return (
    phrase.sense.type === 'event' &&
    phrase.tier !== 'general' &&
    deedsOf(token.lower).some((verb) => phrase.words[word]!.includes(verb))
  );
}

/** `phrase` from token `start` on, which must be one of its words. */
function find(phrase: Phrase, tokens: readonly Token[], start: number): Found | undefined {
  const left = new Set(phrase.words.keys());
  const used: number[] = [];
  let gaps = 0;
  let reordered = false;
  let noun = false;
  for (let i = start; i < tokens.length && left.size; i++) {
    const token = tokens[i]!;
    const anyOrder = phrase.free && phrase.sense.type === 'event';
    const plain = anyOrder ? [...left].find((word) => wordMatches(phrase, word, token)) : [...left][0]!;
    const next = plain ?? [...left].find((word) => nounMatches(phrase, word, token));
    const fits = next !== undefined && (wordMatches(phrase, next, token) || nounMatches(phrase, next, token));
    if (next !== undefined && fits && token.quoted === tokens[used[0] ?? i]!.quoted) {
      if (next !== used.length) reordered = true;
      if (!wordMatches(phrase, next, token)) noun = true;
      used.push(i);
      left.delete(next);
    } else if (!used.length || token.kind === 'punct' || BREAKS.has(token.lower)) return undefined;
    else if (token.quoted !== tokens[used[0]!]!.quoted) return undefined;
    else if (!FILLERS.has(token.lower) && !THINGS.has(token.lower) && !(phrase.free && AMOUNTS.test(token.lower))) {
      if (!phrase.free || ++gaps > MAX_GAP) return undefined;
    } else if (!phrase.free && i > used.at(-1)! + 2) return undefined;
  }
  if (left.size || isOtherVerb(tokens, used)) return undefined;
  if (noun && used.length === 1 && !isDone(tokens, start)) return undefined;
  return { phrase, tokens: used, gaps, reordered, agent: false, noun };
}

function agentOf(phrase: Phrase, token: Token): Found | undefined {
  if (phrase.words.length !== 1 || phrase.sense.type !== 'event' || phrase.exact || phrase.tier === 'general')
    return undefined;
  return token.agents.some((form) => phrase.words[0]!.includes(form))
    ? { phrase, tokens: [token.index], gaps: 0, reordered: false, agent: true, noun: false }
    : undefined;
}

/** “Passengers whose …” are who it is about, though bookings have a number of passengers. */
function isRole({ phrase, tokens: used }: Found, tokens: readonly Token[]): boolean {
  const token = tokens[used[0]!]!;
  return (
    used.length === 1 &&
    phrase.sense.type.endsWith('property') &&
    tokens[token.index - 1]?.kind !== 'number' &&
    token.lemmas.some((form) => ROLES.has(form))
  );
}

/** Of a name in quotes all words count: “Cup A” is not every cup. */
function isPartOfName({ tokens: used }: Found, tokens: readonly Token[]): boolean {
  if (!tokens[used[0]!]!.quoted) return false;
  const isOwn = (token: Token | undefined): boolean =>
    token?.quoted === true && !used.includes(token.index) && !/^(to|the|of)$/.test(token.lower);
  return isOwn(tokens[used[0]! - 1]) || isOwn(tokens[used.at(-1)! + 1]);
}

const TIER = { own: 0, part: -3, general: -4 } as const;

/** How well the words fit the phrase: all its own, in its order, doing and not doer. */
function closeness(found: Found): number {
  return TIER[found.phrase.tier] - (found.agent || found.noun ? 2 : 0) - (found.reordered ? 1 : 0);
}

function scoreOf(found: Found, corrected: boolean): number {
  const { tokens } = found;
  return tokens.length * 11 + closeness(found) - found.gaps * 3 - (corrected ? 3 : 0);
}

/** Candidates for every phrase of the schema that occurs. `corrections` maps a token to the word it was meant to be. */
export function lookUp(lexicon: Lexicon, tokens: readonly Token[], corrections: ReadonlyMap<number, string>): Mark[] {
  const groups = new Map<string, { found: Found[]; score: number; tokens: readonly number[] }>();
  for (const token of tokens) {
    if (token.kind !== 'word') continue;
    const phrases = new Set(
      [...token.lemmas, ...token.agents, ...deedsOf(token.lower)].flatMap((lemma) => lexicon.byLemma.get(lemma) ?? []),
    );
    for (const phrase of phrases) {
      const found = find(phrase, tokens, token.index) ?? agentOf(phrase, token);
      if (!found || isRole(found, tokens) || isPartOfName(found, tokens)) continue;
      const key = found.tokens.join(',');
      const score = scoreOf(
        found,
        found.tokens.some((index) => corrections.has(index)),
      );
      const group = groups.get(key);
      if (!group) groups.set(key, { found: [found], score, tokens: found.tokens });
      else {
        group.found.push(found);
        group.score = Math.max(group.score, score);
      }
    }
  }
  return [...groups.values()].map(({ found, score, tokens: used }) => {
    const best = Math.max(...found.map(closeness));
    const kept = found.filter(
      (each) =>
        closeness(each) === best || (each.phrase.sense.type.endsWith('property') && !each.reordered && best >= -1),
    );
    const loose = best < -1 && !kept.some((each) => each.agent);
    return {
      meaning: {
        kind: 'entity',
        senses: mergeSenses(kept.map((each) => each.phrase.sense)),
        ...(kept.some((each) => each.agent) ? { agent: true } : {}),
        ...(loose ? { loose } : {}),
      },
      tokens: used,
      score,
    };
  });
}

/** One sense each; an alias found twice through its forms is not two meanings. */
function mergeSenses(senses: readonly Sense[]): Sense[] {
  return [...new Map(senses.map((sense) => [JSON.stringify(sense), sense])).values()];
}

/** Words that no phrase and no family knows, with the one known word each was probably meant to be. */
export function findSlips(lexicon: Lexicon, tokens: readonly Token[], known: ReadonlySet<string>): Map<number, string> {
  const out = new Map<number, string>();
  for (const token of tokens) {
    if (token.kind !== 'word' || token.lower.length < 4 || known.has(token.lower)) continue;
    if (lexicon.spellings.has(token.lower)) continue;
    if ([...token.lemmas, ...token.agents].some((form) => lexicon.byLemma.has(form) || known.has(form))) continue;
    if (tokens[token.index + 1]?.hyphen || token.hyphen) continue;
    const word = correct(token.lower, lexicon.spellings) ?? correct(token.lower, known);
    if (word) out.set(token.index, word);
  }
  return out;
}
