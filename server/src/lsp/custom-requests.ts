import type { CancellationToken } from 'vscode-languageserver';
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
  type SectionParams,
  type SectionResult,
  type SentRequest,
  type SizesParams,
  type SizesResult,
  type StandingParams,
  type StandingResult,
  type StoreStatus,
  type VolumesParams,
  type VolumesResult,
} from '../protocol/index.ts';
import { callTool } from './agent-tools.ts';
import * as builder from './builder-requests.ts';
import { sizes, volumes } from './explorer-counts.ts';
import { describe, fromEvent, init, overview, standing } from './explorer-requests.ts';
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
  bind<InsightsParams, InsightsResult>(methods.insights, insights);
  bind<SectionParams, SectionResult>(methods.insightsSection, insightsSection);
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
