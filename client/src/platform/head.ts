/**
 * Which commit is checked out, as VS Code's own git extension tells: numbers against the last commit follow it.
 * Invariant: where there is no such extension (in a browser, or switched off) nothing happens, and nobody is told.
 */
import * as vscode from 'vscode';
import { methods } from '../../../server/src/protocol/index.ts';
import type { Server } from '../language-client/server.ts';

export interface Head extends vscode.Disposable {
  /** Another commit is the last one of a repository. The server knows already. */
  readonly onDidChange: vscode.Event<void>;
}

/** What of the git extension's API, version 1, is needed here. */
interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  /** Throws where git is not enabled. */
  getAPI(version: 1): Git;
}
interface Git {
  readonly repositories: readonly Repository[];
  readonly onDidOpenRepository: vscode.Event<Repository>;
  readonly onDidCloseRepository: vscode.Event<Repository>;
}
interface Repository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    /** Undefined until git was asked; without a commit before the first one. */
    readonly HEAD: { readonly commit?: string } | undefined;
    /** Also for every file that changes. */
    readonly onDidChange: vscode.Event<void>;
  };
}

export function createHead(server: Server, log: vscode.LogOutputChannel): Head {
  const changes = new vscode.EventEmitter<void>();
  const changed = () => {
    server.notify(methods.headChanged, {});
    changes.fire();
  };
  let listening: vscode.Disposable[] = [];
  let isDisposed = false;
  const stop = () => {
    vscode.Disposable.from(...listening).dispose();
    listening = [];
  };
  const follow = async (): Promise<void> => {
    const git = await vscode.extensions.getExtension<GitExtension>('vscode.git')?.activate();
    if (!git || isDisposed) return;
    const begin = () => {
      stop();
      listening = [git.onDidChangeEnablement(begin)];
      if (git.enabled) listening.push(watchCommits(git.getAPI(1), changed));
    };
    begin();
  };
  follow().catch((error: unknown) => log.info(`Git is not followed: ${String(error)}`));
  return {
    onDidChange: changes.event,
    dispose: () => {
      isDisposed = true;
      stop();
      changes.dispose();
    },
  };
}

/** Calls `changed` when a repository's last commit is another than it was. */
function watchCommits(git: Git, changed: () => void): vscode.Disposable {
  // By place: the API makes another object of a repository whenever it is asked.
  const watched = new Map<string, vscode.Disposable>();
  const forget = ({ rootUri }: Repository) => {
    watched.get(rootUri.toString())?.dispose();
    watched.delete(rootUri.toString());
  };
  const watch = (repository: Repository) => {
    const { state, rootUri } = repository;
    let last = state.HEAD;
    const listener = state.onDidChange(() => {
      const { HEAD: now } = state;
      if (now && last && now.commit !== last.commit) changed();
      last = now ?? last;
    });
    forget(repository);
    watched.set(rootUri.toString(), listener);
  };
  git.repositories.forEach(watch);
  const repositories = [git.onDidOpenRepository(watch), git.onDidCloseRepository(forget)];
  return new vscode.Disposable(() => vscode.Disposable.from(...repositories, ...watched.values()).dispose());
}
