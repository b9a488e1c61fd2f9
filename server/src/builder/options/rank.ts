import type { Candidate } from '../../features/completion/candidate.ts';
import { fold, suggest } from '../../language/index.ts';

/** Something that can be picked, with what it is found by. */
export interface Pick<T> {
  readonly candidate: Candidate;
  readonly uses: number;
  readonly payload: T;
}

/**
 * Those that a search finds, the best first: by its own name before other words for it, what is out of use last, then
 * what the project uses most; else in the order given. Where nothing is found, what is nearest to a slip of the pen.
 */
export function ranked<T>(picks: readonly Pick<T>[], search: string): readonly Pick<T>[] {
  const words = search
    .split(/\s+/)
    .map(fold)
    .filter((word) => word.trim() !== '');
  const scored = picks.flatMap((pick, index) => {
    const score = scoreOf(pick.candidate, words, fold(search));
    return score === undefined ? [] : [{ pick, score, index }];
  });
  if (scored.length === 0 && search.trim() !== '') {
    const names = picks.map(({ candidate }) => ({
      name: candidate.label,
      ...(candidate.aliases ? { aliases: candidate.aliases } : {}),
    }));
    const near = suggest(search, names, 5);
    return near.flatMap((name) => picks.find(({ candidate }) => candidate.label === name) ?? []);
  }
  scored.sort(
    (a, b) =>
      Number(a.pick.candidate.deprecated === true) - Number(b.pick.candidate.deprecated === true) ||
      a.score - b.score ||
      b.pick.uses - a.pick.uses ||
      a.index - b.index,
  );
  return scored.map(({ pick }) => pick);
}

/** 0 is best; undefined when a word is nowhere in it. */
function scoreOf({ label, aliases = [], detail = '' }: Candidate, words: readonly string[], whole: string) {
  if (words.length === 0) return 0;
  const name = fold(label);
  const others = aliases.map(fold);
  const all = [name, ...others, fold(detail)].join('\n');
  if (!words.every((word) => all.includes(word))) return undefined;
  if (name === whole) return 0;
  if (name.startsWith(whole)) return 1;
  if (words.every((word) => name.includes(word))) return 2;
  return others.some((other) => words.every((word) => other.includes(word))) ? 3 : 4;
}
