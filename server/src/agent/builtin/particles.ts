/** Verbs with a particle: “sign up”, “sign in” and “sign out” are three deeds, “signed in May” is none of them. */
import { FILLERS } from './general.ts';
import type { Token } from './tokens.ts';

const PARTICLES = new Set('in on up out off down back away'.split(' '));
/** Those that are hardly ever a preposition of what follows. */
const FIRM = new Set('up out off'.split(' '));
/** With one of them these say something else than alone. */
const CHANGED = new Set(
  'sign log check opt clock drop cash top set turn switch time pick look break sell run give take back bail call'.split(
    ' ',
  ),
);

/** Whether the words found at `used` are another verb than the one of the sentence. */
export function isOtherVerb(tokens: readonly Token[], used: readonly number[]): boolean {
  const own = used.filter((index) => index !== used[0] && PARTICLES.has(tokens[index]!.lower));
  // “signed a contract in May”: the particle stands by its verb, or by the object that the name has too.
  const end = used.at(-1)!;
  if (own.includes(end) && !used.includes(end - 1) && !FILLERS.has(tokens[end - 1]!.lower)) return true;
  return used.some((index) => {
    const next = tokens[index + 1];
    if (!next || used.includes(next.index) || !PARTICLES.has(next.lower) || next.quoted) return false;
    if (PARTICLES.has(tokens[index]!.lower)) return false;
    // “signed up in …” is no signing in.
    if (own.includes(index + 2) || (own.length > 0 && own.some((at) => at > index))) return true;
    return FIRM.has(next.lower) && tokens[index]!.lemmas.some((form) => CHANGED.has(form)) && !isBound(tokens, index);
  });
}

/** “opted out of”, but “out of stock”, “up to 3”: the particle belongs to what follows. */
function isBound(tokens: readonly Token[], verb: number): boolean {
  const particle = tokens[verb + 1]!.lower;
  return particle === 'up' && tokens[verb + 2]?.lower === 'to';
}
