/**
 * What a command is and what it may use.
 * Invariant: a command talks to the person and to the server; it knows nothing of the segment language.
 */
import type * as vscode from 'vscode';
import type { Server } from '../language-client/server.ts';
import type { InsightsPanel } from '../panels/insights-panel.ts';
import type { AsOf } from '../platform/as-of.ts';
import type { DataStatus } from '../platform/data-status.ts';
import type { Secrets } from '../platform/secrets.ts';
import type { Proposals } from '../proposals/proposals.ts';
import type { Threads } from '../threads/index.ts';
import type { Views } from '../views/registry.ts';

export interface Services extends Platform {
  readonly server: Server;
  readonly insights: InsightsPanel;
  readonly log: vscode.LogOutputChannel;
  readonly extensionId: string;
  /** Where the extension is installed. */
  readonly extensionUri: vscode.Uri;
  readonly secrets: Secrets;
  readonly threads: Threads;
  readonly views: Views;
  readonly asOf: AsOf;
  readonly dataStatus: DataStatus;
  readonly proposals: Proposals;
  /** Survives a restart of VS Code: the last prompt, the consent given. */
  readonly memory: vscode.Memento;
}

/** What differs between a VS Code with Node and one in a browser. */
export interface Platform {
  /** A variable of the environment; a browser has none. */
  readonly environment: (name: string) => string | undefined;
}

export interface Command {
  readonly run: (services: Services, ...args: readonly unknown[]) => Promise<void>;
}
