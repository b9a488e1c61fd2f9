/** A prompt as weighted words to look for: base forms, joined neighbours, general synonyms, countries' other names. */
import { countries, FILLERS, SAME_DEED, SAME_THING, SUBJECTS } from '../builtin/general.ts';
import { agentLemmas, lemmas } from '../builtin/lemmas.ts';
import { nameWords } from '../builtin/phrase.ts';

/** One thing to look for: any of its forms will do. */
export interface Term {
  readonly word: string;
  readonly forms: readonly string[];
  readonly weight: number;
}

/** Words that a sentence needs anyway: in a name they still count, but little. */
const GRAMMAR = new Set(
  (
    'and or not no in on at by with from since before after between last past next first more most less least than over under above below ' +
    'day days week weeks month months year years hour hours time times who which that have has had do does did done is are was were be been ' +
    'get got make made but only never ever within during until'
  ).split(' '),
);
/** Nobody describes an audience in more words. */
const MOST_WORDS = 400;
const SYNONYM = 0.5;

export function termsOf(prompt: string): readonly Term[] {
  const words = nameWords(prompt.slice(0, 20_000)).slice(0, MOST_WORDS);
  const terms = new Map<string, Term>();
  const add = (word: string, weight: number, forms: readonly string[] = formsOf(word)): void => {
    const known = terms.get(word);
    if (!known || known.weight < weight) terms.set(word, { word, forms, weight });
  };
  for (const [index, word] of words.entries()) {
    if (!FILLERS.has(word)) add(word, GRAMMAR.has(word) || SUBJECTS.has(word) ? 0.2 : 1);
    const next = words[index + 1];
    // “sign up” and “signup”, “e-mail” and “email”.
    if (next && word.length + next.length <= 30) add(word + next, 0.7, formsOf(word + next));
  }
  const text = ` ${words.join(' ')} `;
  const lemmaText = ` ${words.map((word) => lemmas(word).at(-1)).join(' ')} `;
  const has = (phrase: string): boolean => text.includes(` ${phrase} `) || lemmaText.includes(` ${phrase} `);
  const forms = new Set([...terms.values()].flatMap((term) => term.forms));
  for (const group of [...SAME_THING, ...SAME_DEED]) {
    if (!group.some((word) => (word.includes(' ') ? has(word) : forms.has(word)))) continue;
    for (const word of group) for (const part of nameWords(word)) add(part, SYNONYM);
  }
  for (const { names, adjectives, codes } of countries) {
    const named = [...names, ...adjectives].some((each) => has(each.toLowerCase()));
    // In capitals, since “in”, “us” and “no” are words.
    if (!named && !codes.some((code) => new RegExp(`\\b${code}\\b`).test(prompt))) continue;
    for (const each of [...names, ...codes]) for (const part of nameWords(each)) add(part, SYNONYM);
  }
  return [...terms.values()];
}

function formsOf(word: string): readonly string[] {
  return [...new Set([...lemmas(word), ...agentLemmas(word)])];
}
