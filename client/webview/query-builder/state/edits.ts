import type {
  BuilderEdit,
  BuilderPath,
  FromBuilderView,
  ToBuilderView,
} from '../../../../server/src/protocol/index.ts';
import { samePath } from './paths.ts';

export type Outcome =
  | { readonly state: 'done'; readonly version: number; readonly cards: readonly BuilderPath[] }
  | { readonly state: 'refused'; readonly reason: string }
  /** A newer value of the same field was given before this one was sent. */
  | { readonly state: 'replaced' };

export interface EditQueue {
  /** Makes the edit when those before it are done and their model is here. It is done when its own model is. */
  add(edit: BuilderEdit): Promise<Outcome>;
  /** A model of this version is shown now. */
  shown(version: number): void;
  answered(message: Extract<ToBuilderView, { type: 'edited' }>): void;
}

interface Job {
  readonly edit: BuilderEdit;
  readonly done: (outcome: Outcome) => void;
  id?: number;
  tries: number;
}

/** How often an edit is made anew when the text changed under it. */
const TRIES = 3;

/**
 * Edits one after the other. Paths are those of the model that is shown, so an edit waits for the model that the one
 * before it led to.
 */
export function createEditQueue(send: (message: FromBuilderView) => void): EditQueue {
  const waiting: Job[] = [];
  let running: Job | undefined;
  let version: number | undefined;
  /** The model to wait for before the next edit. */
  let awaited = 0;
  /** What is done once that model is shown. */
  let finish: (() => void) | undefined;
  let count = 0;

  const next = () => {
    if (running || version === undefined || version < awaited) return;
    running = waiting.shift();
    if (!running) return;
    running.id = ++count;
    send({ type: 'edit', id: running.id, version, edit: running.edit });
  };
  return {
    add: (edit) =>
      new Promise((done) => {
        const last = waiting.at(-1);
        if (last && last.edit.type === 'set' && edit.type === 'set' && samePath(last.edit.at, edit.at)) {
          waiting.pop();
          last.done({ state: 'replaced' });
        }
        waiting.push({ edit, done, tries: 0 });
        next();
      }),
    shown: (now) => {
      version = now;
      if (now >= awaited) {
        finish?.();
        finish = undefined;
      }
      next();
    },
    answered: ({ id, outcome }) => {
      if (running?.id !== id) return;
      const job = running;
      running = undefined;
      if (outcome.state === 'stale') {
        awaited = (version ?? 0) + 1;
        if (++job.tries < TRIES) waiting.unshift(job);
        else job.done({ state: 'refused', reason: 'The text changed meanwhile. Try again.' });
      } else {
        if (outcome.state === 'done') awaited = outcome.version;
        if ((version ?? 0) >= awaited) job.done(outcome);
        else finish = () => job.done(outcome);
      }
      next();
    },
  };
}
