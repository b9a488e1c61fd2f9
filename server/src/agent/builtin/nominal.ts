/** Nouns made of verbs: “payment failure” is that a payment failed, “renewal” that something was renewed. */
import { lemmas, nounLemmas } from './lemmas.ts';

const IRREGULAR: ReadonlyMap<string, string> = new Map(
  (
    'subscription:subscribe registration:register application:apply expiration:expire expiry:expire sale:sell loss:lose conversion:convert ' +
    'extension:extend expansion:expand submission:submit admission:admit redemption:redeem consumption:consume prescription:prescribe ' +
    'suspension:suspend response:respond complaint:complain delivery:deliver recovery:recover discovery:discover decision:decide'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

const ENDINGS: readonly (readonly [ending: RegExp, verbs: readonly string[]])[] = [
  [/^(.{2,})fication$/, ['fy']],
  [/^(.{3,})ation$/, ['', 'e', 'ate']],
  [/^(.{3,})ion$/, ['', 'e']],
  [/^(.{3,})ment$/, ['']],
  [/^(.{2,}[aeiou].)ment$/, ['']],
  [/^(.{4,})al$/, ['', 'e']],
  [/^(.{4,})ure$/, ['', 'e']],
  [/^(.{4,})ance$/, ['', 'e']],
];

const DOUBLED = /([b-df-hj-np-tv-z])\1$/;

/** The verbs that `word` may be the noun of; none for most words. */
export function deedsOf(word: string): readonly string[] {
  if (word === 'payment' || word === 'payments') return ['pay'];
  const out = new Set<string>();
  for (const noun of nounLemmas(word)) {
    const known = IRREGULAR.get(noun);
    if (known) return [known];
    for (const [ending, verbs] of ENDINGS) {
      const stem = ending.exec(noun)?.[1];
      if (stem === undefined) continue;
      for (const verb of verbs) out.add(stem + verb);
      if (DOUBLED.test(stem)) out.add(stem.slice(0, -1));
      break;
    }
  }
  return [...out];
}

/** What someone has, and not only what happened: “with a subscription” says nothing of when it began. */
const STATES = new Set('subscription registration installation connection application suspension'.split(' '));
const BETWEEN = new Set(
  'a an the any one their more than over at least most less fewer under exactly only first last single multiple several many another'.split(
    ' ',
  ),
);
const HAPPENED = new Set('had make do experience suffer see get after before since first last'.split(' '));
const HAD = new Set('have with without no never'.split(' '));

/** “had a cancellation”, “after registration”: said to have happened. A noun alone may be anything. */
export function isDone(
  tokens: readonly { readonly lower: string; readonly kind: string; readonly lemmas: readonly string[] }[],
  at: number,
): boolean {
  const noun = tokens[at]!;
  const state = noun.lemmas.some((form) => STATES.has(form));
  for (let i = at - 1; i >= 0 && i >= at - 6; i--) {
    const { lower, kind, lemmas: forms } = tokens[i]!;
    if (lower === 'had' || forms.some((form) => HAPPENED.has(form))) return true;
    if (forms.some((form) => HAD.has(form))) return !state;
    if (kind !== 'number' && !BETWEEN.has(lower)) return false;
  }
  return false;
}

/** A name with its nouns as verbs, when it has any: “Subscription Renewal” is also “subscription renew”. */
export function asDeeds(words: readonly string[]): readonly string[][] {
  return words.flatMap((word, i) =>
    deedsOf(word)
      .filter((verb) => !lemmas(word).includes(verb))
      .map((verb) => words.with(i, verb)),
  );
}
