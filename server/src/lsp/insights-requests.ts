import {
  type EarlierVersions,
  exportMembers,
  isSection,
  segmentInsights,
  segmentSection,
  type Unprepared,
} from '../insights/index.ts';
import { normalizeUri, type Project, type ProjectSnapshot } from '../project/index.ts';
import {
  type ExportParams,
  type ExportResult,
  type InsightsParams,
  type InsightsResult,
  methods,
  type RebuildParams,
  type SectionParams,
  type SectionResult,
  type StoreStatus,
} from '../protocol/index.ts';
import type { SegmentStore } from '../store/ports.ts';
import { type Hindrance, hindranceOf, NO_PROJECT, UNTRUSTED } from './hindrances.ts';
import { type NotCounted, presentInsights, presentUnprepared, type Subject, statusOf } from './present-insights.ts';
import { ownProgress, type ProgressView, requestedProgress } from './progress.ts';
import { projectNear, type RequestParts, refused } from './request-parts.ts';
import { repositoryOf } from './revision-requests.ts';

/** The first numbers of a segment. */
export function insights(parts: RequestParts, params: InsightsParams, signal: AbortSignal): Promise<InsightsResult> {
  return counted<InsightsResult>(parts, params, signal, async ({ snapshot, store, uri, moment, subject }) => {
    const result = await segmentInsights(snapshot, store, uri, { samples: params.samples, ...moment, signal });
    return result.state === 'ready' ? presentInsights(result, subject) : presentUnprepared(result, subject, snapshot);
  });
}

/** One further section of them. */
export async function insightsSection(
  parts: RequestParts,
  params: SectionParams,
  signal: AbortSignal,
): Promise<SectionResult> {
  const { section, options } = params;
  if (!isSection(section)) throw refused(`There is no section “${String(section)}” of insights.`);
  return counted<SectionResult>(parts, params, signal, async ({ snapshot, store, uri, moment, subject, project }) => {
    const earlier: EarlierVersions = {
      repository: () => repositoryOf(parts, project.rootUri),
      projects: parts.earlier,
    };
    const call = { section, options: options ?? {}, ...moment, signal, earlier };
    const result = await segmentSection(snapshot, store, uri, call);
    const about = { section, uri: subject.uri, version: subject.version };
    if (result.state === 'unavailable') return { ...about, ...result };
    if (result.state !== 'ready') return presentUnprepared(result, subject, snapshot);
    return { ...about, ...result, asOf: new Date(result.asOf).toISOString() };
  });
}

interface Counting {
  readonly project: Project;
  readonly snapshot: ProjectSnapshot;
  readonly store: SegmentStore;
  /** The segment's, as this server spells it. */
  readonly uri: string;
  readonly moment: { readonly now: number; readonly asOf?: string };
  readonly subject: Subject;
}

interface Asked {
  readonly uri: string;
  readonly asOf?: string;
  readonly refresh?: boolean;
}

/** Counts something of a segment as it is in the editor; what stands in the way is an answer too. */
async function counted<T>(
  parts: RequestParts,
  asked: Asked,
  signal: AbortSignal,
  count: (on: Counting) => Promise<T>,
): Promise<T | NotCounted> {
  const { workspace, stores, connection } = parts;
  const uri = normalizeUri(asked.uri);
  await workspace.settled();
  const project = await workspace.findProject(uri);
  await project?.settleFor(uri);
  const snapshot = workspace.snapshotOf(uri);
  const file = snapshot?.file(uri);
  const reading = snapshot?.reading(uri);
  const name = reading?.segment?.name ?? reading?.id ?? uri.split('/').at(-1) ?? uri;
  const subject: Subject = { uri: asked.uri, version: file?.version ?? null, text: file?.text ?? '', name };
  const failed = ({ message, action }: Pick<Hindrance, 'message'> & Partial<Hindrance>): NotCounted => ({
    state: 'failed',
    uri: asked.uri,
    version: subject.version,
    name,
    message,
    ...(action ? { action } : {}),
  });
  if (!parts.trusted()) return failed(UNTRUSTED);
  if (!project) return failed(NO_PROJECT);
  if (!snapshot || !file) return failed({ message: 'The segment’s file is gone.' });

  const progress = ownProgress(connection, parts.client(), 'Importing data', () => stores.cancelBuild(project.rootUri));
  try {
    const use = { signal, onProgress: progress.report, ...(asked.refresh ? { refresh: true } : {}) };
    return await stores.use(project, use, ({ store, moment }) =>
      count({
        project,
        snapshot,
        store,
        uri,
        moment: { ...moment, ...(asked.asOf === undefined ? {} : { asOf: asked.asOf }) },
        subject,
      }),
    );
  } catch (error) {
    if (signal.aborted) throw error;
    return failed(hindranceOf(error, methods.insights, parts));
  } finally {
    progress.done();
  }
}

/** Writes the members to a file, telling how many are written. */
export async function exportUsers(
  parts: RequestParts,
  params: ExportParams,
  signal: AbortSignal,
): Promise<ExportResult> {
  if (!parts.trusted()) throw refused(UNTRUSTED.message);
  const uri = normalizeUri(params.uri);
  const project = await projectNear(parts, uri);
  await project.settleFor(uri);
  const progress = requestedProgress(parts.connection, params.workDoneToken, 'Exporting users');
  const snapshot = parts.workspace.snapshotOf(uri) ?? project.snapshot;
  try {
    return await parts.stores.use(project, { signal, onProgress: progress.report }, async ({ store, moment }) => {
      const { format, includePii, columns } = params;
      const chosen = columns ? { columns } : {};
      const result = await exportMembers(snapshot, store, uri, { format, includePii, ...chosen, ...moment, signal });
      if (result.state !== 'ready') throw refused(whyNobody(result));
      await parts.runtime.writeFile(params.target, told(result, progress), signal);
      return { users: result.count() };
    });
  } finally {
    progress.done();
  }
}

function whyNobody(result: Unprepared): string {
  if (result.state === 'failed') return result.message;
  const [first] = result.problems;
  return `The segment has errors, so nobody was exported. ${first?.diagnostic.message ?? ''}`.trim();
}

async function* told(
  {
    text,
    total,
    count,
  }: { readonly text: AsyncIterable<string>; readonly total: number; readonly count: () => number },
  progress: ProgressView,
): AsyncGenerator<string> {
  const of = total.toLocaleString('en');
  progress.report({ message: `0 of ${of} users`, percentage: 0 });
  for await (const piece of text) {
    yield piece;
    const percentage = total === 0 ? 100 : Math.floor((100 * count()) / total);
    progress.report({ message: `${count().toLocaleString('en')} of ${of} users`, percentage });
  }
}

/** Imports the data anew. */
export async function rebuild(parts: RequestParts, params: RebuildParams, signal: AbortSignal): Promise<StoreStatus> {
  if (!parts.trusted()) throw refused(UNTRUSTED.message);
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
