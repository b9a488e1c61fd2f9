import type * as vscode from 'vscode';
import {
  type Comparable,
  methods,
  type OverviewResult,
  type RevisionsParams,
  type RevisionsResult,
} from '../../../server/src/protocol/index.ts';
import type { Server } from '../language-client/server.ts';
import { sameUri } from './insights-uris.ts';

/** What a segment can be compared with: revisions of git, and the other segments of its project. */
export async function findComparable(server: Server, uri: vscode.Uri): Promise<Comparable> {
  const params: RevisionsParams = { uri: uri.toString() };
  const [revisions, overview] = await Promise.all([
    server.request<RevisionsResult | null>(methods.revisions, params),
    server.request<OverviewResult | null>(methods.overview, {}),
  ]);
  const project = overview?.projects.find(({ segments }) => segments.some((segment) => sameUri(segment.uri, uri)));
  return {
    uri: uri.toString(),
    revisions: revisions ?? { state: 'none', message: '' },
    segments: (project?.segments ?? [])
      .filter((segment) => !sameUri(segment.uri, uri))
      .map(({ id, name, uri }) => ({ id, name, uri })),
  };
}
