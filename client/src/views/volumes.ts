/**
 * How much the data holds of what the schema declares, asked for in the background when a view shows it.
 * Invariant: nothing is read before trust; what may be outdated is not given.
 */
import * as vscode from 'vscode';
import type { Server } from '../language-client/server.ts';
import type { SchemaEntryNode } from './schema-nodes.ts';

export interface Volume {
  readonly short: string;
  readonly long: string;
  /** The most frequent values; never of a personal property. */
  readonly values?: readonly string[];
}

export interface Volumes extends vscode.Disposable {
  of(node: SchemaEntryNode): Volume | undefined;
  /** Keys of nodes whose volumes became known. */
  readonly onDidFind: vscode.Event<readonly string[]>;
  readonly onDidForget: vscode.Event<void>;
}

export function createVolumes(_server: Server, _log: vscode.LogOutputChannel): Volumes {
  const found = new vscode.EventEmitter<readonly string[]>();
  const forgotten = new vscode.EventEmitter<void>();
  return {
    of: () => undefined,
    onDidFind: found.event,
    onDidForget: forgotten.event,
    dispose: () => vscode.Disposable.from(found, forgotten).dispose(),
  };
}
