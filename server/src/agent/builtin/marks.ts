/** What a span of the prompt may mean, and how the spans that fit best together are chosen. */
import type { Token } from './tokens.ts';

/** A window as it is written in a rule: `{within: '30d'}`. */
export type WindowKeys = Readonly<Record<string, unknown>>;

export type Bound = 'gt' | 'gte' | 'lt' | 'lte' | 'is' | 'in' | 'between';

export type Sense =
  | { readonly type: 'event'; readonly events: readonly string[] }
  | { readonly type: 'user-property'; readonly property: string }
  | { readonly type: 'event-property'; readonly property: string; readonly events: readonly string[] }
  | { readonly type: 'user-value'; readonly property: string; readonly value: string | number }
  | {
      readonly type: 'event-value';
      readonly property: string;
      readonly value: string | number;
      readonly events: readonly string[];
    }
  | { readonly type: 'channel'; readonly channel: string }
  | { readonly type: 'segment'; readonly segment: string }
  | { readonly type: 'glossary'; readonly term: string };

/** What a word without a definition is about; its options depend on it. */
export type VagueSort = 'money' | 'worth' | 'often' | 'recent' | 'away' | 'age' | 'forecast' | 'opinion';

/** What the grammar knows of a span; `entity` comes from the schema, all others from English. */
export type Meaning =
  | { readonly kind: 'entity'; readonly senses: readonly Sense[]; readonly agent?: boolean; readonly loose?: boolean }
  | {
      readonly kind: 'window';
      readonly window: WindowKeys;
      readonly bare?: string;
      readonly forNegation?: boolean;
      readonly assumption?: string;
    }
  | { readonly kind: 'at'; readonly at: Readonly<Record<string, unknown>>; readonly assumption?: string }
  | {
      readonly kind: 'compare';
      readonly bound: Bound;
      readonly values: readonly number[];
      readonly unit?: 'times' | 'days' | 'money' | 'percent' | 'years' | 'hours' | 'minutes' | 'seconds';
      /** “10.2.1”, kept as text. */
      readonly version?: string;
      /** A number with no word of comparison. */
      readonly plain?: boolean;
    }
  | { readonly kind: 'bound'; readonly bound: Bound }
  | { readonly kind: 'occurrence'; readonly occurrence: 'first' | 'last' }
  | { readonly kind: 'aggregate'; readonly aggregate: 'avg' | 'sum' | 'min' | 'max' }
  | { readonly kind: 'distinct' }
  | { readonly kind: 'share'; readonly share: Readonly<Record<string, number>>; readonly only?: boolean }
  | {
      readonly kind: 'regularly';
      readonly every: string;
      readonly periods: number;
      readonly gte: number;
      readonly assumption?: string;
    }
  | { readonly kind: 'not'; readonly form: 'not' | 'never' | 'no' | 'without' | 'nothing' | 'outside' }
  | {
      readonly kind: 'link';
      readonly link:
        | 'and'
        | 'or'
        | 'but'
        | 'comma'
        | 'strong'
        | 'colon'
        | 'dash'
        | 'then'
        | 'exclude'
        | 'open'
        | 'close';
    }
  /** “or”, “and”, “,” between values of one property: no boundary. */
  | { readonly kind: 'join'; readonly join: 'and' | 'or' }
  | { readonly kind: 'either' }
  | { readonly kind: 'both' }
  | { readonly kind: 'who' }
  | { readonly kind: 'with' }
  | { readonly kind: 'subject' }
  | { readonly kind: 'aux'; readonly aux: 'have' | 'do' | 'be' | 'modal' }
  | { readonly kind: 'order'; readonly order: 'after' | 'before' | 'of' | 'since' }
  | { readonly kind: 'same' }
  | { readonly kind: 'reach' }
  | { readonly kind: 'enabled' }
  | { readonly kind: 'segment-word' }
  | { readonly kind: 'abandon' }
  | { readonly kind: 'near'; readonly near: Readonly<Record<string, unknown>> }
  | { readonly kind: 'text'; readonly operator: 'contains' | 'starts_with' | 'ends_with' }
  | { readonly kind: 'anniversary'; readonly window: WindowKeys }
  | { readonly kind: 'vague'; readonly about: string; readonly question: string; readonly sort: VagueSort }
  | { readonly kind: 'value-words' }
  | { readonly kind: 'light' }
  | { readonly kind: 'thing' }
  | { readonly kind: 'filler' }
  | { readonly kind: 'unknown' };

/** A meaning with the tokens it stands on (not always neighbours: “added shoes to cart”). */
export interface Mark {
  readonly meaning: Meaning;
  readonly tokens: readonly number[];
  readonly score: number;
  /** What was taken for granted in reading it. */
  readonly assumption?: string;
}

export type Meant<K extends Meaning['kind']> = Mark & { readonly meaning: Extract<Meaning, { kind: K }> };

export function isMeant<K extends Meaning['kind']>(mark: Mark, kind: K): mark is Meant<K> {
  return mark.meaning.kind === kind;
}

export function span(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

/**
 * The best marks that do not share a token: longer before shorter, the schema's words before general ones of the same length.
 * Marks of the schema that stand on the same tokens become one with all their senses. Every token ends up in exactly one mark.
 */
export function chooseMarks(tokens: readonly Token[], candidates: readonly Mark[]): Mark[] {
  const taken = new Set<number>();
  const chosen: Mark[] = [];
  const ranked = withoutStolenParticles(candidates).sort(
    (a, b) => b.score - a.score || a.tokens[0]! - b.tokens[0]! || b.tokens.length - a.tokens.length,
  );
  for (const mark of ranked) {
    if (mark.tokens.some((index) => taken.has(index))) continue;
    for (const index of mark.tokens) taken.add(index);
    chosen.push(mark);
  }
  for (const token of tokens)
    if (!taken.has(token.index)) chosen.push({ meaning: { kind: 'unknown' }, tokens: [token.index], score: 0 });
  return chosen.sort((a, b) => a.tokens[0]! - b.tokens[0]!);
}

/** “logged in this month”: the “in” beside its verb is the verb's when the window says the same without it. */
function withoutStolenParticles(candidates: readonly Mark[]): Mark[] {
  const particles = new Set(
    candidates.flatMap((mark) =>
      isMeant(mark, 'entity') &&
      mark.tokens.length > 1 &&
      mark.tokens.at(-1) === mark.tokens[0]! + mark.tokens.length - 1 &&
      mark.meaning.senses.some((sense) => sense.type === 'event')
        ? [mark.tokens.at(-1)!]
        : [],
    ),
  );
  const places = new Set(candidates.filter((mark) => isMeant(mark, 'window')).map((mark) => mark.tokens.join()));
  return candidates.filter(
    (mark) => !isMeant(mark, 'window') || !particles.has(mark.tokens[0]!) || !places.has(mark.tokens.slice(1).join()),
  );
}
