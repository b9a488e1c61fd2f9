/**
 * Answers that views show as they become known: asked for in the background, a few at a time, when something is first
 * looked at. Invariant: what may be outdated is not given; a question that nobody needs any more is cancelled.
 */
import * as vscode from 'vscode';
import { messageOf } from '../platform/error-text.ts';

export interface Background<Item, Value> extends vscode.Disposable {
  /** What is known; undefined as long as it is being found. Asks for it when nobody did. */
  of(key: string, item: Item): Value | undefined;
  /** Nothing that is known holds any more. */
  forget(): void;
  /** Keys whose answers became known. */
  readonly onDidFind: vscode.Event<readonly string[]>;
  readonly onDidForget: vscode.Event<void>;
}

export interface BackgroundOptions<Item, Value> {
  /** What is asked for, to be told in the log. */
  readonly what: string;
  /** So many go in one question: the first soon show while the others are found. */
  readonly batch: number;
  /** The answers of those items that have one, by key. Items may be left for a later question. */
  readonly ask: (
    items: ReadonlyMap<string, Item>,
    token: vscode.CancellationToken,
  ) => Promise<{ readonly asked: readonly string[]; readonly answers: ReadonlyMap<string, Value> }>;
  readonly log: vscode.LogOutputChannel;
}

export function createBackground<Item, Value>(options: BackgroundOptions<Item, Value>): Background<Item, Value> {
  const { what, batch, ask, log } = options;
  const found = new vscode.EventEmitter<readonly string[]>();
  const forgotten = new vscode.EventEmitter<void>();
  const known = new Map<string, Value>();
  const wanted = new Map<string, Item>();
  let asking: vscode.CancellationTokenSource | undefined;

  const run = async ({ token }: vscode.CancellationTokenSource): Promise<void> => {
    while (wanted.size > 0 && !token.isCancellationRequested) {
      const { asked, answers } = await ask(new Map([...wanted].slice(0, batch)), token);
      if (token.isCancellationRequested) return;
      for (const key of asked) wanted.delete(key);
      for (const [key, value] of answers) known.set(key, value);
      found.fire(asked);
    }
  };
  const start = () => {
    if (asking || wanted.size === 0) return;
    const mine = new vscode.CancellationTokenSource();
    asking = mine;
    const done = () => {
      mine.dispose();
      if (asking !== mine) return;
      asking = undefined;
      start();
    };
    const failed = (error: unknown) => {
      if (asking === mine) wanted.clear();
      if (error instanceof vscode.CancellationError) return;
      log.warn(`${what}: ${messageOf(error)}`);
    };
    // What is looked at in one turn goes in one question.
    setTimeout(() => run(mine).catch(failed).finally(done), 0);
  };
  return {
    of: (key, item) => {
      const value = known.get(key);
      if (value === undefined && !wanted.has(key)) {
        wanted.set(key, item);
        start();
      }
      return value;
    },
    forget: () => {
      asking?.cancel();
      asking = undefined;
      known.clear();
      wanted.clear();
      forgotten.fire();
    },
    onDidFind: found.event,
    onDidForget: forgotten.event,
    dispose: () => {
      asking?.cancel();
      vscode.Disposable.from(found, forgotten).dispose();
    },
  };
}
