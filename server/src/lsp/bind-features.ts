import type { CancellationToken, Connection, ServerCapabilities, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { DataPort } from '../features/data.ts';
import type { FeatureContext, FeatureWorkspace } from '../features/feature.ts';
import { features, workspaceFeatures } from '../features/registry.ts';
import type { EditorSettings } from '../features/settings.ts';
import { normalizeUri, type Workspace } from '../project/index.ts';
import type { Client } from './capabilities.ts';
import { textOf } from './convert.ts';
import { featureDocument } from './feature-documents.ts';
import { type Log, runSafe, signalOf } from './run-safe.ts';
import type { Runtime } from './runtime.ts';

/** What the handlers of features work with. */
export interface FeatureParts {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly documents: TextDocuments<TextDocument>;
  readonly data: DataPort;
  readonly settings: () => EditorSettings;
  readonly runtime: Runtime;
  readonly log: Log;
  /** Undefined before `initialize`. */
  readonly client: () => Client | undefined;
}

/** What the server can do: the capabilities of all features beside `base`. Objects of one key become one. */
export function featureCapabilities(base: ServerCapabilities = {}): ServerCapabilities {
  return [...features, ...workspaceFeatures].reduce<ServerCapabilities>(
    (all, { capability }) => merged(all, capability),
    base,
  );
}

function merged<T extends object>(one: T, other: T): T {
  const result = { ...one } as Record<string, unknown>;
  for (const [key, value] of Object.entries(other)) {
    const before = result[key];
    result[key] = isPlain(before) && isPlain(value) ? merged(before, value) : value;
  }
  return result as T;
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Binds the methods of all features. */
export function bindFeatures(parts: FeatureParts): void {
  const { connection, workspace, documents, log, client } = parts;
  const documentAt = (uri: string) => featureDocument(documents, workspace, uri);
  const seen: FeatureWorkspace = {
    get snapshots() {
      return workspace.projects.map((project) => project.snapshot);
    },
    snapshotOf: (uri) => workspace.snapshotOf(normalizeUri(uri)),
    document: documentAt,
    textOf: (uri) => {
      const file = workspace.snapshotOf(uri)?.file(uri);
      return file && textOf(file);
    },
  };
  for (const feature of features) {
    const fallback = feature.fallback ?? null;
    const handle = async (params: { textDocument: { uri: string } }, token: CancellationToken) => {
      await workspace.settled();
      const document = documentAt(params.textDocument.uri);
      const context = contextOf(parts, token);
      if (!document || !context) return fallback;
      return (await feature.provide(document, params as never, context)) ?? fallback;
    };
    connection.onRequest(
      feature.method,
      runSafe<{ textDocument: { uri: string } }, unknown>(log, feature.method, fallback, handle),
    );
  }
  for (const feature of workspaceFeatures) {
    connection.onRequest(feature.method, (params: unknown, token: CancellationToken) => {
      // What cannot be resolved further stays as it is.
      const fallback = feature.fallback ?? (feature.method.endsWith('/resolve') ? params : null);
      const handle = async () => {
        await workspace.settled();
        const context = client() && contextOf(parts, token);
        return context ? ((await feature.provide(seen, params as never, context)) ?? fallback) : fallback;
      };
      return runSafe<unknown, unknown>(log, feature.method, fallback, handle)(params, token);
    });
  }
}

function contextOf(
  { runtime, client, data, settings }: FeatureParts,
  token: CancellationToken,
): FeatureContext | undefined {
  const known = client();
  return known && { client: known, now: runtime.now(), data, settings: settings(), signal: signalOf(token) };
}
