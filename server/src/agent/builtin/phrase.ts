/** Words of the schema as they are looked for in a prompt. */
import type { Sense } from './marks.ts';

/** How sure it is that the phrase names the thing: its own words, a part of its name, a general synonym. */
export type Tier = 'own' | 'part' | 'general';

export interface Phrase {
  /** Base forms of each word that counts. */
  readonly words: readonly (readonly string[])[];
  /** As written, for spelling and exact case. */
  readonly text: string;
  readonly sense: Sense;
  readonly tier: Tier;
  /** Its words may stand in any order with others between: “viewed a product”, “added shoes to cart”. */
  readonly free: boolean;
  /** Only when written exactly so: a value “IN” or “no” is also a word. */
  readonly exact: boolean;
}

/** Adds a phrase that means `sense`. */
export type Add = (
  text: string,
  sense: Sense,
  options?: { tier?: Tier; free?: boolean; noun?: boolean; exact?: boolean },
) => void;

/** “signed_up_at”, “productViewed”, “Added To Cart” -> their words. */
export function nameWords(name: string): string[] {
  return name
    .replace(/(\p{Ll}{2}|\p{N})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}'’.@]+/u)
    .map((word) => word.replace(/^[.'’]+|[.'’]+$/g, ''))
    .filter(Boolean);
}
