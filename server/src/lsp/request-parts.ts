import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { DataPort } from '../features/data.ts';
import { normalizeUri, type Project, type Workspace } from '../project/index.ts';
import type { SentRequest } from '../protocol/index.ts';
import type { EarlierProjects } from '../revisions/index.ts';
import type { Client } from './capabilities.ts';
import { ownProgress } from './progress.ts';
import type { Log } from './run-safe.ts';
import type { Runtime } from './runtime.ts';
import type { OpenStore, Stores } from './stores.ts';

/** What the handlers of custom requests work with. */
export interface RequestParts {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly workspace: Workspace;
  readonly stores: Stores;
  readonly data: DataPort;
  readonly earlier: EarlierProjects;
  readonly log: Log;
  readonly trusted: () => boolean;
  readonly client: () => Client | undefined;
  readonly insightsChanged: (uri?: string) => void;
  /** What went to a language model last, for the person to see. */
  readonly sent: { last?: SentRequest };
}

/** An answer that is one clear sentence for a person. */
export const refused = (message: string) => new ResponseError<void>(LSPErrorCodes.RequestFailed, message);

/** The project of a document or folder, or an error that says there is none. */
export async function projectNear(parts: RequestParts, near: string): Promise<Project> {
  await parts.workspace.settled();
  const project = await parts.workspace.findProject(normalizeUri(near).replace(/\/$/, ''));
  if (!project)
    throw refused('There is no segments.schema.yaml in this folder or above it. Run “segments init” first.');
  return project;
}

/** The open store of a project; reading the data first shows its progress. */
export async function withStore<T>(
  project: Project,
  { stores, connection, client }: RequestParts,
  signal: AbortSignal,
  work: (open: OpenStore) => Promise<T>,
): Promise<T> {
  const progress = ownProgress(connection, client(), 'Importing data', () => stores.cancelBuild(project.rootUri));
  try {
    return await stores.use(project, { signal, onProgress: progress.report }, work);
  } finally {
    progress.done();
  }
}
