import type { SegmentChange } from '../features/data.ts';
import { changeSince } from '../insights/index.ts';
import { type ProjectSnapshot, withReferences } from '../project/index.ts';
import type { EarlierVersion } from '../revisions/index.ts';
import type { OpenStore } from './stores.ts';

/** How segments stand to the last commit, found in the background; the last answer stands until then, marked as such. */
export interface LiveChanges {
  of(uri: string, snapshot: ProjectSnapshot): SegmentChange | undefined;
  /** Nobody looks at the segment any more. */
  forget(uri: string): void;
  /** Another commit may be the last one: all is found again, and until then said to be being counted. */
  recheck(): void;
  /** The data or what it is counted as of is another: nothing that was found holds any more. */
  forgetAll(): void;
  dispose(): void;
}

export interface LiveChangesOptions {
  /** The project's present snapshot; undefined where nothing is to be counted now. */
  readonly snapshotOf: (uri: string) => Promise<ProjectSnapshot | undefined>;
  /** The project at the last commit; undefined where there is none, `same` when all texts that the segment depends on are as they were there. */
  readonly earlierOf: (snapshot: ProjectSnapshot, uri: string) => Promise<EarlierVersion | 'same' | undefined>;
  readonly use: <T>(uri: string, work: (open: OpenStore) => Promise<T>, signal: AbortSignal) => Promise<T>;
  /** An answer differs from the one that was given. */
  readonly found: () => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** All that a segment means: the schema, and what was read of it and of those that it refers to. */
type Meaning = readonly unknown[];

interface Known {
  readonly meaning: Meaning;
  readonly at: number;
  readonly change: SegmentChange | undefined;
}

/** The meaning of no text: what was found for one before is outdated. */
const OUTDATED: Meaning = [];

/** So long a commit may go unnoticed of which no client tells, in milliseconds. */
const LAGS = 5_000;

export function createLiveChanges({ snapshotOf, earlierOf, use, found, now }: LiveChangesOptions): LiveChanges {
  const known = new Map<string, Known>();
  const finding = new Map<string, { readonly meaning: Meaning; readonly abort: AbortController }>();

  const find = async (uri: string, signal: AbortSignal): Promise<SegmentChange | undefined> => {
    const snapshot = await snapshotOf(uri);
    const earlier = snapshot && (await earlierOf(snapshot, uri));
    if (!snapshot || earlier === undefined) return undefined;
    if (earlier === 'same') return { state: 'same' };
    return use(uri, ({ store, moment }) => changeSince(earlier, snapshot, uri, store, { ...moment, signal }), signal);
  };

  const begin = (uri: string, meaning: Meaning): void => {
    const before = finding.get(uri);
    if (before && isSame(before.meaning, meaning)) return;
    before?.abort.abort();
    const abort = new AbortController();
    finding.set(uri, { meaning, abort });
    const told = known.get(uri);
    find(uri, abort.signal)
      .catch(() => undefined)
      .then((change) => {
        if (abort.signal.aborted) return;
        finding.delete(uri);
        const shown = told && isSame(told.meaning, meaning) ? told.change : counting(told?.change);
        known.set(uri, { meaning, at: now(), change });
        if (JSON.stringify(shown) !== JSON.stringify(change)) found();
      });
  };

  const giveUp = (): void => {
    for (const { abort } of finding.values()) abort.abort();
    finding.clear();
  };

  return {
    of(uri, snapshot) {
      const meaning = [snapshot.schema, ...withReferences(snapshot, uri).map((at) => snapshot.reading(at))];
      const last = known.get(uri);
      const current = last !== undefined && isSame(last.meaning, meaning);
      if (!current || now() - last.at > LAGS) begin(uri, meaning);
      return current ? last.change : counting(last?.change);
    },
    forget(uri) {
      finding.get(uri)?.abort.abort();
      finding.delete(uri);
      known.delete(uri);
    },
    recheck() {
      giveUp();
      for (const [uri, last] of known) known.set(uri, { ...last, meaning: OUTDATED });
    },
    forgetAll() {
      giveUp();
      known.clear();
    },
    dispose: giveUp,
  };
}

const isSame = (one: Meaning, other: Meaning): boolean =>
  one.length === other.length && one.every((part, i) => part === other[i]);

/** What is said of a text that is newer than the answer: where there was a change, that it is being counted. */
const counting = (before: SegmentChange | undefined): SegmentChange | undefined =>
  before === undefined || before.state === 'same' ? undefined : { state: 'counting' };
