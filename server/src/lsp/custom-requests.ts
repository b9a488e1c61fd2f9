import type { CancellationToken } from 'vscode-languageserver';
import { exportMembers, segmentInsights } from '../insights/index.ts';
import { normalizeUri } from '../project/index.ts';
import {
  type BuilderCounts,
  type BuilderEditParams,
  type BuilderEditResult,
  type BuilderModel,
  type BuilderOptions,
  type BuilderOptionsParams,
  type BuilderParams,
  type BuilderValues,
  type BuilderValuesParams,
  type CallToolParams,
  type CallToolResult,
  type ChangedFilesResult,
  type DescribeParams,
  type DescribeResult,
  type ExportParams,
  type ExportResult,
  type InitParams,
  type InitResult,
  type InsightsParams,
  type InsightsResult,
  methods,
  type NewFromEventParams,
  type NewFromEventResult,
  type NewSegmentParams,
  type NewSegmentResult,
  type OverviewResult,
  type PromptPreviewParams,
  type PromptPreviewResult,
  type RebuildParams,
  type RefineParams,
  type RefineResult,
  type RememberParams,
  type RememberResult,
  type RevisionsParams,
  type RevisionsResult,
  type SentRequest,
  type SizesParams,
  type SizesResult,
  type StandingParams,
  type StandingResult,
  type StoreStatus,
  type VolumesParams,
  type VolumesResult,
} from '../protocol/index.ts';
import { CancelledError, StoreError } from '../store/ports.ts';
import { callTool } from './agent-tools.ts';
import * as builder from './builder-requests.ts';
import { sizes, volumes } from './explorer-counts.ts';
import { describe, fromEvent, init, overview, standing } from './explorer-requests.ts';
import { newSegment, rememberMeaning } from './new-segment.ts';
import { presentInsights, presentUnprepared, type Subject, statusOf } from './present-insights.ts';
import { ownProgress, requestedProgress } from './progress.ts';
import { lastRequest, promptPreview } from './provider-settings.ts';
import { refineSegment } from './refine-segment.ts';
import { projectNear, type RequestParts, refused } from './request-parts.ts';
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
  bind<InsightsParams, InsightsResult>(methods.insights, insights);
  bind<BuilderParams, BuilderModel>(methods.builderModel, builder.model);
  bind<BuilderEditParams, BuilderEditResult>(methods.builderEdit, builder.edit);
  bind<BuilderOptionsParams, BuilderOptions>(methods.builderOptions, builder.options);
  bind<BuilderValuesParams, BuilderValues>(methods.builderValues, builder.values);
  bind<BuilderParams, BuilderCounts>(methods.builderCounts, builder.counts);
  bind<ExportParams, ExportResult>(methods.exportUsers, exportUsers);
  bind<RebuildParams, StoreStatus>(methods.rebuildStore, rebuild);
  bind<NewSegmentParams, NewSegmentResult>(methods.newSegment, newSegment);
  bind<RefineParams, RefineResult>(methods.refineSegment, refineSegment);
  bind<RememberParams, RememberResult>(methods.rememberMeaning, rememberMeaning);
  bind<PromptPreviewParams, PromptPreviewResult>(methods.promptPreview, promptPreview);
  bind<CallToolParams, CallToolResult>(methods.callTool, callTool);
  bind<unknown, SentRequest | null>(methods.lastRequest, lastRequest);
  bind<unknown, OverviewResult>(methods.overview, overview);
  bind<DescribeParams, DescribeResult>(methods.describe, describe);
  bind<SizesParams, SizesResult>(methods.sizes, sizes);
  bind<VolumesParams, VolumesResult>(methods.volumes, volumes);
  bind<NewFromEventParams, NewFromEventResult>(methods.newFromEvent, fromEvent);
  bind<InitParams, InitResult>(methods.init, init);
  bind<RevisionsParams, RevisionsResult>(methods.revisions, revisions);
  bind<unknown, ChangedFilesResult>(methods.changedFiles, changed);
  bind<StandingParams, StandingResult>(methods.standing, standing);
}

const UNTRUSTED = 'The workspace is not trusted, so its data is not read. Trust it to count users.';

const SHOW_LOG = { title: 'Show Log', command: 'segments.showLog' };

async function insights(parts: RequestParts, params: InsightsParams, signal: AbortSignal): Promise<InsightsResult> {
  const { workspace, stores, connection } = parts;
  const uri = normalizeUri(params.uri);
  await workspace.settled();
  const project = await workspace.findProject(uri);
  await project?.settle();
  const snapshot = workspace.snapshotOf(uri);
  const file = snapshot?.file(uri);
  const reading = snapshot?.reading(uri);
  const name = reading?.segment?.name ?? reading?.id ?? uri.split('/').at(-1) ?? uri;
  const subject: Subject = { uri: params.uri, version: file?.version ?? null, text: file?.text ?? '', name };
  const failed = (message: string, action?: { readonly title: string; readonly command: string }): InsightsResult => ({
    state: 'failed',
    uri: params.uri,
    version: subject.version,
    name,
    message,
    ...(action ? { action } : {}),
  });
  if (!parts.trusted()) {
    return failed(UNTRUSTED, { title: 'Manage Workspace Trust', command: 'workbench.trust.manage' });
  }
  if (!snapshot || !file) return failed('The segment’s file is gone.');
  if (!project) return failed('No segments.schema.yaml governs this file, so there is no data to count.');

  const progress = ownProgress(connection, parts.client(), 'Importing data', () => stores.cancelBuild(project.rootUri));
  try {
    const use = { signal, onProgress: progress.report, ...(params.refresh ? { refresh: true } : {}) };
    return await stores.use(project, use, async ({ store, moment }) => {
      const options = {
        samples: params.samples,
        ...moment,
        signal,
        ...(params.asOf === undefined ? {} : { asOf: params.asOf }),
      };
      const result = await segmentInsights(snapshot, store, uri, options);
      return result.state === 'ready' ? presentInsights(result, subject) : presentUnprepared(result, subject, snapshot);
    });
  } catch (error) {
    if (signal.aborted) throw error;
    if (error instanceof CancelledError) {
      return failed('The import was cancelled.', { title: 'Rebuild Store', command: 'segments.rebuildStore' });
    }
    if (error instanceof StoreError) {
      return failed(error.message, { title: 'Rebuild Store', command: 'segments.rebuildStore' });
    }
    parts.log.error(`${methods.insights}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return failed('Counting failed because of a defect in the extension; its log says more.', SHOW_LOG);
  } finally {
    progress.done();
  }
}

async function exportUsers(parts: RequestParts, params: ExportParams, signal: AbortSignal): Promise<ExportResult> {
  if (!parts.trusted()) throw refused(UNTRUSTED);
  const uri = normalizeUri(params.uri);
  const project = await projectNear(parts, uri);
  await project.settle();
  const progress = requestedProgress(parts.connection, params.workDoneToken, 'Exporting users');
  const snapshot = parts.workspace.snapshotOf(uri) ?? project.snapshot;
  try {
    return await parts.stores.use(project, { signal, onProgress: progress.report }, async ({ store, moment }) => {
      const { format, includePii } = params;
      const result = await exportMembers(snapshot, store, uri, { format, includePii, ...moment, signal });
      if (result.state === 'failed') throw refused(result.message);
      if (result.state === 'invalid') {
        const [first] = result.problems;
        throw refused(`The segment has errors, so nobody was exported. ${first?.diagnostic.message ?? ''}`.trim());
      }
      progress.report({ message: 'Writing' });
      await parts.runtime.writeFile(params.target, result.text, signal);
      return { users: result.count() };
    });
  } finally {
    progress.done();
  }
}

async function rebuild(parts: RequestParts, params: RebuildParams, signal: AbortSignal): Promise<StoreStatus> {
  if (!parts.trusted()) throw refused(UNTRUSTED);
  const project = await projectNear(parts, params.near);
  const progress = requestedProgress(parts.connection, params.workDoneToken, 'Rebuilding the store');
  try {
    const use = { signal, onProgress: progress.report, rebuild: true };
    const status = await parts.stores.use(project, use, async ({ store }) => statusOf(store.info));
    parts.insightsChanged();
    return status;
  } finally {
    progress.done();
  }
}
