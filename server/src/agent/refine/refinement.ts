/** What a family of refinements is given, and what it comes to. */
import type { ProjectSchema } from '../../language/schema/model.ts';
import type { Translation } from '../builtin/index.ts';
import type { Mark } from '../builtin/marks.ts';
import type { Option } from '../builtin/reader.ts';
import type { PhraseRule, PlainRule } from '../result.ts';

export interface Refinement {
  /** One wish, its words of politeness taken off. */
  readonly wish: string;
  readonly rules: readonly PlainRule[];
  readonly schema: ProjectSchema;
  /** Reads words as whom a segment holds. */
  translate(words: string): Translation;
  /** What the words are, one by one. */
  marks(words: string): readonly Mark[];
  words(rule: PlainRule): string;
  /** What was answered to a question about these words. */
  answered(about: string): string | undefined;
}

/** The wish was read. Equal rules and a question: what is missing is asked. */
export interface Outcome {
  readonly rules: readonly PlainRule[];
  readonly name?: string;
  readonly assumptions?: readonly string[];
  readonly questions?: readonly {
    readonly about: string;
    readonly question: string;
    readonly options: readonly Option[];
  }[];
  readonly notUnderstood?: readonly string[];
  readonly phrases?: readonly PhraseRule[];
}

/** One kind of wish. Examples are its documentation and its tests. */
export interface RefineFamily {
  readonly id: string;
  readonly examples: readonly string[];
  /** `undefined`: the wish is not of this kind. */
  read(refinement: Refinement): Outcome | undefined;
}

/** Asks for one of several rules; `about` are the words that do not say which. */
export function whichRule(
  refinement: Refinement,
  candidates: readonly PlainRule[],
  about: string,
  question: string,
): { readonly chosen: readonly PlainRule[] } | { readonly outcome: Outcome } {
  const texts = [...candidates.map((rule) => refinement.words(rule)), 'all of them'];
  const answer = refinement.answered(about)?.trim().toLowerCase();
  const number = answer === undefined ? Number.NaN : Number(answer.replace(/^(option|#)\s*/, ''));
  const at =
    answer === undefined
      ? -1
      : Number.isInteger(number)
        ? number - 1
        : texts.findIndex((text) => text.toLowerCase() === answer);
  if (at === candidates.length) return { chosen: candidates };
  const picked = candidates[at];
  if (picked) return { chosen: [picked] };
  return {
    outcome: {
      rules: refinement.rules,
      questions: [{ about, question, options: texts.map((text) => ({ text })) }],
      notUnderstood: [about],
    },
  };
}
