/** The explorer's views, one file a view. (Threads are in their own folder: they are more than a view.) */
import * as vscode from 'vscode';
import type { Server } from '../language-client/server.ts';
import { createOverview, type Overview } from './overview.ts';
import { registerSchemaView } from './schema-view.ts';
import { registerSegmentsView, type SegmentsView } from './segments-view.ts';
import { createSizes } from './sizes.ts';
import { createVolumes } from './volumes.ts';

export interface Views extends vscode.Disposable {
  readonly overview: Overview;
  readonly segments: SegmentsView;
}

/** `state` keeps how a workspace's views are set. */
export function registerViews(server: Server, state: vscode.Memento, log: vscode.LogOutputChannel): Views {
  const overview = createOverview(server, log);
  const sizes = createSizes(server, log);
  const volumes = createVolumes(server, log);
  const segments = registerSegmentsView({ server, overview, sizes, state });
  const schema = registerSchemaView({ overview, volumes });
  return {
    overview,
    segments,
    dispose: () => vscode.Disposable.from(overview, sizes, volumes, segments, schema).dispose(),
  };
}
