import { distance } from 'fastest-levenshtein';

export interface Candidate {
  readonly name: string;
  readonly aliases?: readonly string[];
}

/** Beyond this many letters two names are not compared letter by letter. */
const LONGEST = 120;

/**
 * The candidates' names nearest to `wanted`, best first: the same but for case and separators, then by alias, then by
 * a shared beginning or a few wrong letters. Never `wanted` itself, and nothing that is merely the least far.
 */
export function suggest(wanted: string, candidates: Iterable<Candidate>, limit = 3): string[] {
  const folded = fold(wanted);
  const short = wanted.length <= LONGEST;
  const scored: { name: string; score: number }[] = [];
  for (const candidate of candidates) {
    const { name } = candidate;
    if (name === wanted) continue;
    const [foldedName = name, ...foldedAliases] = foldedNames(candidate);
    let best = score(folded, foldedName, short);
    for (const alias of foldedAliases) {
      const other = score(folded, alias, short);
      // A near miss of an alias says less than one of the name.
      if (other !== undefined && (best === undefined || other + 0.25 < best)) best = other + 0.25;
    }
    if (best !== undefined) scored.push({ name, score: best });
  }
  scored.sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1));
  const [first] = scored;
  // Next to an exact match in all but case, look-alikes only distract.
  const near = first !== undefined && first.score < 1 ? scored.filter(({ score }) => score < 1) : scored;
  return [...new Set(near.map(({ name }) => name))].slice(0, limit);
}

/** A large schema is searched again for every unknown name; its folded names are computed once. */
const foldedOnce = new WeakMap<Candidate, readonly string[]>();

function foldedNames(candidate: Candidate): readonly string[] {
  let names = foldedOnce.get(candidate);
  if (names === undefined) {
    names = [candidate.name, ...(candidate.aliases ?? [])].map(fold);
    foldedOnce.set(candidate, names);
  }
  return names;
}

/** Case, spaces, underscores, dots and the like do not tell names apart: `Added To Cart`, `added_to_cart`, `addedToCart`. */
export function fold(name: string): string {
  const folded = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-./$:]+/gu, '');
  return folded === '' ? name : folded;
}

/** 0 equal; the larger the farther; `undefined` when too far. */
function score(wanted: string, name: string, short: boolean): number | undefined {
  if (wanted === name) return 0;
  if (!short || name.length > LONGEST) return undefined;
  const longer = Math.max(wanted.length, name.length);
  const allowed = longer <= 2 ? 1 : Math.min(Math.floor(longer * 0.34) || 1, 6);
  if (Math.abs(wanted.length - name.length) <= allowed) {
    const far = areSwapped(wanted, name) ? 1 : distance(wanted, name);
    // One of two letters wrong is another word, not a typo, unless the first agrees.
    if (far <= allowed && (longer > 2 || wanted[0] === name[0])) return far;
  }
  const shorter = Math.min(wanted.length, name.length);
  if (shorter >= 3 && (name.startsWith(wanted) || wanted.startsWith(name))) return 4 + (longer - shorter) / longer;
  if (shorter >= 4 && (name.includes(wanted) || wanted.includes(name))) return 5 + (longer - shorter) / longer;
  return undefined;
}

/** Two letters beside each other that changed places are one slip of the fingers: `Dehli`. */
function areSwapped(wanted: string, name: string): boolean {
  if (wanted.length !== name.length) return false;
  let at = 0;
  while (wanted[at] === name[at]) at++;
  return wanted[at] === name[at + 1] && wanted[at + 1] === name[at] && wanted.slice(at + 2) === name.slice(at + 2);
}
