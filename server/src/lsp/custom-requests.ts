import type { CancellationToken } from 'vscode-languageserver';
import { methods } from '../protocol/index.ts';
import { callTool } from './agent-tools.ts';
import * as builder from './builder-requests.ts';
import { onlyInData, sizes, volumes } from './explorer-counts.ts';
import { declare, describe, fromEvent, init, overview, standing } from './explorer-requests.ts';
import { exportUsers, insights, insightsSection, rebuild } from './insights-requests.ts';
import { newSegment, rememberMeaning } from './new-segment.ts';
import { lastRequest, promptPreview } from './provider-settings.ts';
import { refineSegment } from './refine-segment.ts';
import type { RequestParts } from './request-parts.ts';
import { changed, revisions } from './revision-requests.ts';
import { runSafe, signalOf } from './run-safe.ts';

/** Binds the requests that go beyond the standard protocol. None of them reads data before the workspace is trusted. */
export function registerCustomRequests(parts: RequestParts): void {
  const bind = <Params, Result>(
    method: string,
    work: (parts: RequestParts, params: Params, signal: AbortSignal) => Promise<Result>,
  ) => {
    const handle = runSafe<Params, Result | null>(parts.log, method, null, (params, token) =>
      work(parts, params, signalOf(token)),
    );
    parts.connection.onRequest(method, handle as (params: Params, token: CancellationToken) => Promise<never>);
  };
  bind(methods.insights, insights);
  bind(methods.insightsSection, insightsSection);
  bind(methods.builderModel, builder.model);
  bind(methods.builderEdit, builder.edit);
  bind(methods.builderOptions, builder.options);
  bind(methods.builderValues, builder.values);
  bind(methods.builderCounts, builder.counts);
  bind(methods.exportUsers, exportUsers);
  bind(methods.rebuildStore, rebuild);
  bind(methods.newSegment, newSegment);
  bind(methods.refineSegment, refineSegment);
  bind(methods.rememberMeaning, rememberMeaning);
  bind(methods.promptPreview, promptPreview);
  bind(methods.callTool, callTool);
  bind(methods.lastRequest, lastRequest);
  bind(methods.overview, overview);
  bind(methods.describe, describe);
  bind(methods.sizes, sizes);
  bind(methods.volumes, volumes);
  bind(methods.onlyInData, onlyInData);
  bind(methods.declare, declare);
  bind(methods.newFromEvent, fromEvent);
  bind(methods.init, init);
  bind(methods.revisions, revisions);
  bind(methods.changedFiles, changed);
  bind(methods.standing, standing);
}
