import type { CountedSegment, SegmentNumbers } from '../features/data.ts';
import { momentOf, numberedRules, type Prepared, prepareSegment, ruleNumbersQuery } from '../insights/index.ts';
import type { ProjectSnapshot } from '../project/index.ts';
import type { SegmentStore } from '../store/ports.ts';
import type { OpenStore } from './stores.ts';

/** The numbers of segments as their texts are now: each counted once a meaning, an older count given up for a newer. */
export interface LiveNumbers {
  /** Waits a moment for the numbers. `counting`: `found` is told when they are there. */
  of(uri: string): Promise<SegmentNumbers>;
  /** What was counted for a text that is no longer there. */
  giveUp(uri: string): void;
  /** Nobody looks at the segment any more. */
  forget(uri: string): void;
  /** Something beside the texts changed: what was answered is counted again, and `found` told where it differs. */
  recount(): void;
  dispose(): void;
}

export interface LiveNumbersOptions {
  /** The project's present snapshot; undefined where nothing is to be counted now. */
  readonly snapshotOf: (uri: string) => Promise<ProjectSnapshot | undefined>;
  readonly use: <T>(uri: string, work: (open: OpenStore) => Promise<T>, signal: AbortSignal) => Promise<T>;
  /** Numbers differ from what was answered. */
  readonly found: (uri: string) => void;
}

/** So long a question waits for its numbers, in milliseconds: most counts are quicker than an eye. */
const MOMENT = 60;

/** What counts depend on, with what came of it. */
interface Count {
  readonly key: string;
  readonly numbers: Promise<Counts | undefined>;
  readonly abort: AbortController;
  settled?: { readonly counts: Counts | undefined };
}

/** Numbers without the text that they are shown at. */
type Counts = Pick<CountedSegment, 'asOf' | 'total' | 'of' | 'reachableAny'> & {
  readonly rules: Awaited<ReturnType<SegmentStore['ruleCounts']>>;
};

const ABSENT: SegmentNumbers = { state: 'absent' };
const COUNTING: SegmentNumbers = { state: 'counting' };

export function createLiveNumbers({ snapshotOf, use, found }: LiveNumbersOptions): LiveNumbers {
  const counts = new Map<string, Count>();
  const life = new AbortController();
  /** What was answered last, as a text. */
  const answered = new Map<string, string>();

  const begin = async (uri: string): Promise<{ readonly prepared: Prepared; readonly count: Count } | undefined> => {
    const snapshot = await snapshotOf(uri);
    if (!snapshot?.reading(uri)?.segment) return undefined;
    return use(
      uri,
      async ({ store, moment }) => {
        const prepared = await prepareSegment(snapshot, uri, momentOf(store, moment));
        return prepared.state === 'prepared' ? { prepared, count: countOf(uri, prepared, store) } : undefined;
      },
      life.signal,
    );
  };

  /** The count of this meaning: the one there is, or a new one in place of an older. */
  const countOf = (uri: string, prepared: Prepared, store: SegmentStore): Count => {
    const query = ruleNumbersQuery(prepared);
    const key = JSON.stringify([store.info.version, query.plan, query.rules, prepared.channels]);
    const known = counts.get(uri);
    if (known?.key === key) return known;
    known?.abort.abort();
    const abort = new AbortController();
    // The store stays open as long as somebody uses it, which the question does that this count is for.
    const numbers = use(uri, (open) => counted(open, prepared, query, abort.signal), abort.signal).catch(
      () => undefined,
    );
    const count: Count = { key, numbers, abort };
    counts.set(uri, count);
    void numbers.then((result) => {
      if (abort.signal.aborted || counts.get(uri) !== count) return;
      count.settled = { counts: result };
      // A failure is tried again when somebody asks again, and says nothing meanwhile.
      if (result === undefined) counts.delete(uri);
    });
    return count;
  };

  const answer = async (uri: string): Promise<SegmentNumbers> => {
    const begun = await begin(uri).catch(() => undefined);
    if (!begun) return ABSENT;
    const { prepared, count } = begun;
    const inTime = count.settled ?? (await Promise.race([settledOf(count), afterMoment()]));
    if (count.abort.signal.aborted) return COUNTING;
    if (inTime) return inTime.counts ? joined(inTime.counts, prepared) : ABSENT;
    answered.set(uri, textOf(COUNTING));
    void count.numbers.then(() => {
      if (answered.get(uri) === textOf(COUNTING) && !count.abort.signal.aborted) found(uri);
    });
    return COUNTING;
  };

  return {
    async of(uri) {
      const numbers = await answer(uri);
      answered.set(uri, textOf(numbers));
      return numbers;
    },
    giveUp(uri) {
      const count = counts.get(uri);
      if (!count || count.settled) return;
      count.abort.abort();
      counts.delete(uri);
    },
    forget(uri) {
      counts.get(uri)?.abort.abort();
      counts.delete(uri);
      answered.delete(uri);
    },
    recount() {
      for (const [uri, before] of answered) {
        void answer(uri).then((numbers) => {
          if (textOf(numbers) !== before) found(uri);
        });
      }
    },
    dispose() {
      life.abort();
      for (const { abort } of counts.values()) abort.abort();
      counts.clear();
      answered.clear();
    },
  };
}

async function counted(
  { store }: OpenStore,
  { plan, lists, channels }: Prepared,
  query: ReturnType<typeof ruleNumbersQuery>,
  signal: AbortSignal,
): Promise<Counts> {
  const sample = { size: 0, columns: [] };
  const { total, of, reachableAny } = await store.insights({ plan, lists, channels, sample }, { signal });
  const rules = await store.ruleCounts(query, { signal });
  return { asOf: plan.asOf, total, of, rules, ...(channels.length > 0 ? { reachableAny } : {}) };
}

const joined = ({ rules, ...numbers }: Counts, { reading, segment }: Prepared): CountedSegment => ({
  state: 'counted',
  ...numbers,
  reading,
  rules: numberedRules(segment.where, rules),
});

const settledOf = async (count: Count) => ({ counts: await count.numbers });

const afterMoment = () => new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), MOMENT));

/** What of an answer is seen. */
const textOf = (numbers: SegmentNumbers): string =>
  numbers.state === 'counted'
    ? JSON.stringify([
        numbers.total,
        numbers.of,
        numbers.reachableAny,
        numbers.rules.map(({ path, alone, remaining }) => [path, alone, remaining]),
      ])
    : numbers.state;
