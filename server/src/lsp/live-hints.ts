import type { DataPort } from '../features/data.ts';
import type { EditorSettings } from '../features/settings.ts';
import { hintsFrom, instantOf } from '../insights/index.ts';
import type { Diagnostic } from '../language/index.ts';
import type { ProjectSnapshot } from '../project/index.ts';

/** What the data says of open segments: as much as is known at once; the rest is counted, and then told of. */
export interface LiveHints {
  /** Those known of exactly the text that the snapshot has, the same list as long as it is. Asking has others found. */
  of(uri: string, snapshot: ProjectSnapshot): readonly Diagnostic[];
  /** What was counted holds no more. */
  forgetAll(): void;
  /** Nobody looks at the segment any more. */
  forget(uri: string): void;
}

export interface LiveHintsOptions {
  readonly data: Pick<DataPort, 'of' | 'numbers'>;
  readonly settings: () => EditorSettings | undefined;
  readonly now: () => number;
  /** Hints are others than those that were given. */
  readonly changed: () => void;
}

export function createLiveHints({ data, settings, now, changed }: LiveHintsOptions): LiveHints {
  const asking = new Map<string, unknown>();
  /** The lists that were given: the same as long as they say the same. */
  const given = new Map<string, { readonly text: string; readonly hints: readonly Diagnostic[] }>();
  const counted = new Map<string, Extract<Awaited<ReturnType<DataPort['numbers']>>, { state: 'counted' }>>();

  /** The segment's numbers when they are of this text; otherwise they are asked for. */
  const countsOf = (uri: string, snapshot: ProjectSnapshot) => {
    const reading = snapshot.reading(uri);
    const known = counted.get(uri);
    if (reading && known?.reading === reading) return known;
    if (!reading || asking.get(uri) === reading) return undefined;
    asking.set(uri, reading);
    data.numbers(uri).then(
      (numbers) => {
        if (asking.get(uri) === reading) asking.delete(uri);
        if (numbers.state !== 'counted' || numbers.reading !== reading) return;
        counted.set(uri, numbers);
        changed();
      },
      () => asking.delete(uri),
    );
    return undefined;
  };

  return {
    of(uri, snapshot) {
      const wanted = settings()?.dataHints;
      const project = wanted?.enabled ? data.of(uri) : undefined;
      const reading = snapshot.reading(uri);
      if (!wanted || !project || !reading?.segment || reading.hasErrors) return NONE;
      const counts = countsOf(uri, snapshot);
      const known = {
        asOf: instantOf(snapshot, project.moment) ?? now(),
        rows: project.rows,
        event: project.event,
        property: project.property,
        ...(counts ? { counts } : {}),
      };
      const hints = hintsFrom(reading, snapshot, known, wanted.disabled);
      const text = JSON.stringify(hints);
      const before = given.get(uri);
      if (before?.text === text) return before.hints;
      given.set(uri, { text, hints });
      return hints;
    },
    forgetAll: () => counted.clear(),
    forget(uri) {
      for (const known of [asking, given, counted]) known.delete(uri);
    },
  };
}

const NONE: readonly Diagnostic[] = [];
