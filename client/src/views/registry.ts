/** The explorer's views, one file a view. (Threads are in their own folder: they are more than a view.) */
import * as vscode from 'vscode';
import type { Server } from '../language-client/server.ts';
import type { Head } from '../platform/head.ts';
import { createOnlyInData } from './only-in-data.ts';
import { createOverview, type Overview } from './overview.ts';
import { registerSchemaView } from './schema-view.ts';
import { registerSegmentsView, type SegmentsView } from './segments-view.ts';
import { createSizes } from './sizes.ts';
import { createVolumes } from './volumes.ts';

export interface Views extends vscode.Disposable {
  readonly overview: Overview;
  readonly segments: SegmentsView;
}

interface Parts {
  readonly server: Server;
  readonly head: Head;
  /** Keeps how a workspace's views are set. */
  readonly state: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
}

export function registerViews({ server, head, state, log }: Parts): Views {
  const overview = createOverview(server, log);
  const sizes = createSizes(server, head, log);
  const volumes = createVolumes(server, log);
  const onlyInData = createOnlyInData(server, log);
  const segments = registerSegmentsView({ server, overview, sizes, state });
  const schema = registerSchemaView({ overview, volumes, onlyInData });
  return {
    overview,
    segments,
    dispose: () => vscode.Disposable.from(overview, sizes, volumes, onlyInData, segments, schema).dispose(),
  };
}
