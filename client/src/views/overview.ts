/**
 * What the projects of the workspace hold, kept fresh for the views.
 * Invariant: asks the server only while a view or a command needs it, and once for many changes.
 */
import * as vscode from 'vscode';
import { methods, type OverviewResult, type ProjectOverview } from '../../../server/src/protocol/index.ts';
import type { Server } from '../language-client/server.ts';
import { messageOf } from '../platform/error-text.ts';

export interface Overview extends vscode.Disposable {
  /** The newest answer; empty before the first. */
  readonly projects: readonly ProjectOverview[];
  /** False until the server answered once. */
  readonly known: boolean;
  readonly onDidChange: vscode.Event<void>;
  /** The newest projects, asked for when there are none yet or they changed. */
  fresh(): Promise<readonly ProjectOverview[]>;
}

/** So many milliseconds of changes become one question. */
const PAUSE = 250;

export function createOverview(server: Server, log: vscode.LogOutputChannel): Overview {
  const changes = new vscode.EventEmitter<void>();
  let projects: readonly ProjectOverview[] = [];
  let known = false;
  let stale = true;
  let asking: Promise<readonly ProjectOverview[]> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const ask = async (): Promise<readonly ProjectOverview[]> => {
    try {
      let answer: OverviewResult | null;
      // What changes while the server answers makes the answer old.
      do {
        stale = false;
        answer = await server.request<OverviewResult | null>(methods.overview, {});
      } while (stale);
      projects = answer?.projects ?? [];
      known = true;
      await vscode.commands.executeCommand('setContext', 'segments.hasProject', projects.length > 0);
      changes.fire();
    } catch (error) {
      stale = true;
      log.warn(`The overview of the projects: ${messageOf(error)}`);
    } finally {
      asking = undefined;
    }
    return projects;
  };
  const fresh = () => {
    if (!stale && !asking) return Promise.resolve(projects);
    asking ??= ask();
    return asking;
  };
  const refreshSoon = () => {
    stale = true;
    timer ??= setTimeout(() => {
      timer = undefined;
      void fresh();
    }, PAUSE);
  };
  const listeners = [
    server.onNotification(methods.overviewChanged, refreshSoon),
    server.onState((state) => state === 'running' && refreshSoon()),
  ];
  if (server.state === 'running') refreshSoon();
  return {
    get projects() {
      return projects;
    },
    get known() {
      return known;
    },
    onDidChange: changes.event,
    fresh,
    dispose: () => {
      clearTimeout(timer);
      vscode.Disposable.from(changes, ...listeners).dispose();
    },
  };
}
