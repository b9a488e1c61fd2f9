import { nextTurn, type Project, type ProjectSnapshot, spokenIn, type Usage } from '../project/index.ts';

/** So long counts of use are taken to be right after an edit, in milliseconds. */
const LAGS = 1_000;

/** So many files are read between two looks at what else is to be done. */
const BATCH = 32;

/** How often things are used, counted in the background: nobody waits for all files of a project to be read. */
export interface UsageIndex {
  of(project: Project): Usage;
  dispose(): void;
}

interface Known {
  usage: Usage;
  snapshot?: ProjectSnapshot;
  timer?: ReturnType<typeof setTimeout>;
}

/** `changed` is told when counts are others than those that were given last. */
export function createUsageIndex(changed: () => void): UsageIndex {
  const projects = new Map<string, Known>();
  let disposed = false;

  const count = async (project: Project, known: Known): Promise<void> => {
    const { snapshot } = project;
    const counts = new Map<string, number>();
    for (const [i, uri] of snapshot.uris.entries()) {
      const summary = snapshot.summary(uri);
      for (const key of summary ? spokenIn(summary) : []) counts.set(key, (counts.get(key) ?? 0) + 1);
      if (i % BATCH === BATCH - 1) await nextTurn();
      if (disposed) return;
    }
    const differs = !equal(known.usage, counts);
    known.usage = counts;
    known.snapshot = snapshot;
    delete known.timer;
    if (differs) changed();
  };

  return {
    of(project) {
      let known = projects.get(project.rootUri);
      if (!known) {
        known = { usage: new Map() };
        projects.set(project.rootUri, known);
      }
      const own = known;
      if (own.snapshot !== project.snapshot) {
        own.timer ??= setTimeout(() => void count(project, own), own.snapshot ? LAGS : 0);
      }
      return own.usage;
    },
    dispose() {
      disposed = true;
      for (const { timer } of projects.values()) clearTimeout(timer);
    },
  };
}

const equal = (one: Usage, other: Usage): boolean =>
  one.size === other.size && [...one].every(([key, count]) => other.get(key) === count);
