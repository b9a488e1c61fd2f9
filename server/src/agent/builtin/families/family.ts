/** What a phrase family is, and a small scanner that families read tokens with. */
import type { Temporal } from 'temporal-polyfill';
import { type Mark, type Meaning, span } from '../marks.ts';
import type { Token } from '../tokens.ts';

export interface FamilyContext {
  /** The local day that “since January” and “in May” are counted from. */
  readonly today: Temporal.PlainDate;
}

/** Phrases of general English that mean one kind of thing. Examples are its documentation and its tests. */
export interface Family {
  readonly id: string;
  /** Its words, so that a slip in them can be mended and none is taken for a name. */
  readonly words: readonly string[];
  /** Every reading that begins at token `at`. */
  match(tokens: readonly Token[], at: number, context: FamilyContext): readonly Mark[];
  /** Text -> the meaning it must be read as; today is 2026-06-30. */
  readonly examples: readonly (readonly [text: string, meaning: Meaning])[];
}

export interface Scanner {
  position: number;
  readonly token: Token | undefined;
  /** Steps over the next token when it is one of `words`. */
  take(...words: readonly string[]): boolean;
  /** Steps over the words of one of `phrases`, tried in order. */
  phrase(...phrases: readonly string[]): boolean;
  number(): Token | undefined;
}

export function scan(tokens: readonly Token[], at: number): Scanner {
  return {
    position: at,
    get token() {
      return tokens[this.position];
    },
    take(...words) {
      const token = tokens[this.position];
      if (!token || !words.includes(token.lower)) return false;
      this.position++;
      return true;
    },
    phrase(...phrases) {
      for (const phrase of phrases) {
        const words = phrase.split(' ');
        if (words.every((word, i) => tokens[this.position + i]?.lower === word)) {
          this.position += words.length;
          return true;
        }
      }
      return false;
    },
    number() {
      const token = tokens[this.position];
      if (token?.kind !== 'number') return undefined;
      this.position++;
      return token;
    },
  };
}

/** General phrases score a little less a word than the schema's own, except that a longer one wins. */
export function mark(
  meaning: Meaning,
  from: number,
  to: number,
  extra: { assumption?: string; tokens?: readonly number[]; bonus?: number } = {},
): Mark {
  const tokens = extra.tokens ?? span(from, to);
  return {
    meaning,
    tokens,
    score: tokens.length * 10 + (extra.bonus ?? 0),
    ...(extra.assumption ? { assumption: extra.assumption } : {}),
  };
}

/** A family of fixed words, each with one meaning. */
export function wordFamily(
  id: string,
  table: readonly (readonly [phrases: string, meaning: Meaning])[],
  options: { bonus?: number; examples?: Family['examples'] } = {},
): Family {
  const entries = table.flatMap(([phrases, meaning]) =>
    phrases.split('|').map((phrase) => ({ words: phrase.trim().split(' '), meaning })),
  );
  const byFirst = new Map<string, typeof entries>();
  for (const entry of entries) byFirst.set(entry.words[0]!, [...(byFirst.get(entry.words[0]!) ?? []), entry]);
  return {
    id,
    words: [...new Set(entries.flatMap((entry) => entry.words))],
    match(tokens, at) {
      const found = (byFirst.get(tokens[at]?.lower ?? '') ?? []).filter((entry) =>
        entry.words.every((word, i) => tokens[at + i]?.lower === word),
      );
      return found.map((entry) => mark(entry.meaning, at, at + entry.words.length, { bonus: options.bonus ?? 0 }));
    },
    examples: options.examples ?? entries.slice(0, 3).map((entry) => [entry.words.join(' '), entry.meaning] as const),
  };
}
