import { MANY_FILES, type Project, type ProjectSnapshot, type Workspace } from '../../project/index.ts';
import type { ProgressView } from '../progress.ts';
import { type Log, stackOf } from '../run-safe.ts';

/** Reads what changed, in the background: nothing that a person waits for waits for it. */
export interface Check {
  /**
   * Checks anew after so many milliseconds, sooner where checks are quick; a later call replaces an earlier one, a
   * check at work is given up.
   */
  schedule(delay: number): void;
  dispose(): void;
}

export interface CheckOptions {
  readonly workspace: Workspace;
  readonly log: Log;
  /** Shown while many files are read. */
  readonly progress: () => ProgressView;
  /** Files are still to be read: time to say what is known of those that a person looks at, where there are many. */
  readonly before: () => Promise<void>;
  /** All files are read. */
  readonly after: (snapshots: readonly ProjectSnapshot[]) => Promise<void>;
}

/** A pause is at least so long, and as long as the last check took: a slow check waits for a real pause. */
const SHORTEST_PAUSE = 15;
const LONGEST_PAUSE = 1000;

/** Nothing happened for so long: time to write the index. */
const IDLE = 2000;

export function createCheck({ workspace, log, progress, before, after }: CheckOptions): Check {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: ReturnType<typeof setTimeout> | undefined;
  let immediate = false;
  let isRead = false;
  let generation = 0;
  let checkMs = Number.POSITIVE_INFINITY;
  let running: Promise<void> = Promise.resolve();

  /** Reads the files of a project, with progress where there are many; false when a newer edit arrived. */
  const read = async (project: Project, unread: readonly string[], current: () => boolean): Promise<boolean> => {
    const view = unread.length > MANY_FILES ? progress() : undefined;
    const report = (done: number, of: number) =>
      view?.report({
        message: `${done.toLocaleString('en')} of ${of.toLocaleString('en')}`,
        percentage: Math.floor((100 * done) / of),
      });
    try {
      return await project.read({ report, wanted: current });
    } finally {
      view?.done();
    }
  };

  const check = async (mine: number): Promise<void> => {
    await workspace.settled();
    const begun = performance.now();
    const current = () => mine === generation;
    const { projects } = workspace;
    const unread = new Map(projects.map((project) => [project, project.snapshot.unread()]));
    if (isRead && [...unread.values()].some((uris) => uris.length > MANY_FILES)) await before();
    const snapshots: ProjectSnapshot[] = [];
    for (const [project, uris] of unread) {
      if (!current() || !(await read(project, uris, current))) return;
      snapshots.push(await project.settle());
      if (!current()) return;
    }
    isRead = true;
    await after(snapshots);
    checkMs = Math.min(performance.now() - begun, LONGEST_PAUSE);
    saving = setTimeout(() => void save(projects), IDLE);
  };

  const save = async (projects: readonly Project[]): Promise<void> => {
    for (const project of projects) {
      if (project.snapshot.uris.length < MANY_FILES) continue;
      await project.saveIndex().catch((error: unknown) => log.info(`The index was not kept: ${String(error)}`));
    }
  };

  const failed = (error: unknown) => log.error(`diagnostics: ${stackOf(error)}`);

  const start = () => {
    timer = undefined;
    const mine = generation;
    // Before anything is looked through, and while texts are still to come: both take their time with thousands of files.
    const told = isRead ? undefined : before().catch(failed);
    running = running
      .then(() => told)
      .then(() => (mine === generation ? check(mine) : undefined))
      .catch(failed);
  };

  return {
    schedule(delay) {
      // A check at work is for a text that is no longer there.
      generation++;
      clearTimeout(saving);
      if (timer !== undefined && immediate) return;
      clearTimeout(timer);
      immediate = delay === 0;
      timer = setTimeout(start, Math.min(delay, Math.max(SHORTEST_PAUSE, checkMs)));
    },
    dispose() {
      generation++;
      clearTimeout(timer);
      clearTimeout(saving);
      timer = undefined;
    },
  };
}
