/** A refinement in words -> the rules after it, by the families; several wishes in one sentence, one after the other. */
import type { Option } from '../builtin/reader.ts';
import type { PhraseRule, PlainRule } from '../result.ts';
import { refineFamilies } from './families.ts';
import type { Outcome, Refinement } from './refinement.ts';
import { writtenOut } from './short-forms.ts';

export interface Refined {
  readonly rules: readonly PlainRule[];
  readonly name?: string;
  readonly assumptions: readonly string[];
  readonly questions: readonly {
    readonly about: string;
    readonly question: string;
    readonly options: readonly Option[];
  }[];
  readonly notUnderstood: readonly string[];
  readonly phrases: readonly PhraseRule[];
}

const POLITE =
  /^(?:(?:please|can you|could you|would you|now|ok(?:ay)?|actually|hm+|well|no(?=,)|and|but|so|let['’]?s|i (?:want|need|would like)(?: you)? to|i['’]d like(?: you)? to|kindly|then)\b[\s,]*)+/i;
const TRAILING = /(?:[\s,]*\b(?:please|thanks|thank you|now)\b)?[\s.!?]*$/i;

/** Where one wish may end and the next begin, the surest first. */
const CUTS: readonly RegExp[] = [
  /\s*[;\n]\s*|\.\s+|,?\s+(?:and )?then\s+/i,
  /,\s*(?:and|but)\s+/i,
  /\s*,\s*|\s+(?:and|but)\s+/i,
];

/** A comma or an “and” before a word that begins a wish of its own. */
const OWN_WISH =
  /(?:\s*[,;]\s*|\s+)(?:(?:and|but|then|also)\s+)*(?=(?:make|change|set|use|exclude|except|only|remove|drop|delete|replace|add|include|call|rename|extend|shorten|raise|lower|restrict|limit|require)\b)/i;

/** Reads the whole; where that leaves words over, its parts, when all of them can be read. */
export function readWishes(
  prompt: string,
  rules: readonly PlainRule[],
  open: (wish: string, rules: readonly PlainRule[]) => Refinement,
): Refined {
  const wishes = prompt.split(OWN_WISH).filter((part) => part.trim() !== '' && /\s/.test(part.trim()));
  if (wishes.length > 1 && wishes.join('').length > prompt.length / 2) {
    const read = inTurn(wishes, rules, open);
    if (read.notUnderstood.length === 0) return read;
  }
  const whole = readOne(prompt, rules, open);
  if (whole && isClear(whole)) return full(whole);
  for (const cut of CUTS) {
    const parts = prompt.split(cut).filter((part) => part.trim() !== '');
    if (parts.length < 2) continue;
    const read = inTurn(parts, rules, open);
    if (read.notUnderstood.length === 0) return read;
  }
  if (whole) return full(whole);
  return { ...full({ rules }), notUnderstood: [prompt.trim()] };
}

const isClear = (outcome: Outcome): boolean => !outcome.notUnderstood?.length && !outcome.questions?.length;

function full(outcome: Outcome): Refined {
  const { rules, name, assumptions = [], questions = [], notUnderstood = [], phrases = [] } = outcome;
  return { rules, ...(name === undefined ? {} : { name }), assumptions, questions, notUnderstood, phrases };
}

function inTurn(
  parts: readonly string[],
  rules: readonly PlainRule[],
  open: Parameters<typeof readWishes>[2],
): Refined {
  const read: Refined[] = [];
  let current = rules;
  for (const part of parts) {
    const next = full(readOne(part, current, open) ?? { rules: current, notUnderstood: [part.trim()] });
    current = next.rules;
    read.push(next);
  }
  const name = read.findLast((each) => each.name !== undefined)?.name;
  return {
    rules: current,
    ...(name === undefined ? {} : { name }),
    assumptions: read.flatMap((each) => each.assumptions),
    questions: read.flatMap((each) => each.questions),
    notUnderstood: read.flatMap((each) => each.notUnderstood),
    phrases: read.flatMap((each) => each.phrases),
  };
}

/** The first family that reads all of it; else what leaves least over. */
function readOne(
  text: string,
  rules: readonly PlainRule[],
  open: Parameters<typeof readWishes>[2],
): Outcome | undefined {
  const wish = text.trim().replace(POLITE, '').replace(TRAILING, '').trim() || text.trim();
  let best: Outcome | undefined;
  // “but not …” loses its meaning without its first word.
  const long = writtenOut(wish);
  for (const words of new Set([...(long === undefined ? [] : [long]), wish, text.trim()]))
    for (const family of refineFamilies) {
      const outcome = family.read(open(words, rules));
      if (!outcome) continue;
      if (isClear(outcome)) return outcome;
      if (!best || (outcome.notUnderstood?.length ?? 0) < (best.notUnderstood?.length ?? 0)) best = outcome;
    }
  return best;
}
