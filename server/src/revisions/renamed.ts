import type { ProjectSnapshot } from '../project/index.ts';

/** Where a segment of a project lay in an earlier version of it; undefined when it is new since. */
export type EarlierUri = (uri: string) => string | undefined;

/**
 * Follows files that were renamed or moved. One that is new is taken for one that is gone when both have the same id,
 * else the same text, else the same rules, else the same name and most lines: each only when no other new file and no
 * other gone one has it too. By texts alone, since those in the editor count, and git is asked to compare nothing.
 */
export function earlierUris(before: ProjectSnapshot, now: ProjectSnapshot): EarlierUri {
  let renamed: ReadonlyMap<string, string> | undefined;
  return (uri) => {
    if (before.file(uri)) return uri;
    renamed ??= renamedFiles(before, now);
    return renamed.get(uri);
  };
}

type SignOf = (snapshot: ProjectSnapshot, uri: string) => string | undefined;

/** What two files of one segment have in common, the surest first. */
const SIGNS: readonly SignOf[] = [
  (snapshot, uri) => snapshot.summary(uri)?.id,
  (snapshot, uri) => textOf(snapshot, uri),
  (snapshot, uri) => snapshot.summary(uri)?.meaning,
];

const nameOf: SignOf = (snapshot, uri) => snapshot.summary(uri)?.name;

const textOf = (snapshot: ProjectSnapshot, uri: string): string =>
  (snapshot.file(uri)?.text ?? '').replaceAll('\r\n', '\n');

/** By the present URI the earlier one. */
function renamedFiles(before: ProjectSnapshot, now: ProjectSnapshot): ReadonlyMap<string, string> {
  const gone = new Set(before.uris.filter((uri) => !now.file(uri)));
  const fresh = new Set(now.uris.filter((uri) => !before.file(uri)));
  const renamed = new Map<string, string>();
  for (const signOf of [...SIGNS, nameOf]) {
    if (gone.size === 0 || fresh.size === 0) break;
    const sources = bySign(gone, before, signOf);
    for (const [sign, targets] of bySign(fresh, now, signOf)) {
      const from = sources.get(sign);
      if (!from) continue;
      for (const uri of from) gone.delete(uri);
      for (const uri of targets) fresh.delete(uri);
      const [source, target] = [from[0], targets[0]];
      // Of several nobody can tell which became which.
      if (source === undefined || target === undefined || from.length + targets.length > 2) continue;
      if (signOf !== nameOf || mostlySame(textOf(before, source), textOf(now, target))) renamed.set(target, source);
    }
  }
  return renamed;
}

function bySign(
  uris: Iterable<string>,
  snapshot: ProjectSnapshot,
  signOf: SignOf,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const uri of uris) {
    const sign = signOf(snapshot, uri);
    if (sign === undefined) continue;
    const group = groups.get(sign);
    if (group) group.push(uri);
    else groups.set(sign, [uri]);
  }
  return groups;
}

/** Whether at least half of the lines are the same, in whatever order, as git takes a file for a renamed one. */
function mostlySame(one: string, other: string): boolean {
  const [lines, others] = [one, other].map((text) => text.split('\n').filter((line) => line.trim() !== ''));
  const left = new Map<string, number>();
  for (const line of lines ?? []) left.set(line, (left.get(line) ?? 0) + 1);
  let same = 0;
  for (const line of others ?? []) {
    const count = left.get(line) ?? 0;
    if (count === 0) continue;
    left.set(line, count - 1);
    same++;
  }
  return same * 4 >= (lines?.length ?? 0) + (others?.length ?? 0);
}
