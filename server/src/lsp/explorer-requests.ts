import { newFromEvent } from '../explorer/new-from-event.ts';
import { describeEntry, overviewDiffers, overviewOf, projectOf } from '../explorer/overview.ts';
import { instantOf, momentOf, segmentSize, type Unprepared } from '../insights/index.ts';
import {
  isFileUri,
  joinUri,
  normalizeUri,
  type Project,
  type ProjectSnapshot,
  pathOfUri,
  SCHEMA_FILE,
} from '../project/index.ts';
import type {
  DescribeParams,
  DescribeResult,
  InitParams,
  InitResult,
  NewFromEventParams,
  NewFromEventResult,
  OverviewResult,
  SegmentSize,
  SizesParams,
  SizesResult,
  StandingParams,
  StandingResult,
} from '../protocol/index.ts';
import { StoreError } from '../store/ports.ts';
import { statusOf } from './present-insights.ts';
import { ownProgress, requestedProgress } from './progress.ts';
import { projectNear, type RequestParts, refused } from './request-parts.ts';

/** What all projects of the workspace hold, from their texts alone. */
export async function overview({ workspace }: RequestParts): Promise<OverviewResult> {
  await workspace.settled();
  return { projects: workspace.projects.map(({ snapshot }) => overviewOf(snapshot)) };
}

/** A segment in words. */
export async function describe({ workspace }: RequestParts, params: DescribeParams): Promise<DescribeResult> {
  await workspace.settled();
  const uri = normalizeUri(params.uri);
  const snapshot = workspace.snapshotOf(uri);
  return snapshot ? describeEntry(snapshot, uri) : null;
}

/** Whether a project came, went, or has another overview than it had. */
export function overviewChanged(before: readonly ProjectSnapshot[], after: readonly ProjectSnapshot[]): boolean {
  if (before.length !== after.length) return true;
  return after.some((snapshot) => {
    const old = before.find((each) => each.rootUri === snapshot.rootUri);
    return old !== snapshot && overviewDiffers(old, snapshot);
  });
}

/** So many are counted for one request. */
const MOST_SIZES = 200;

/** Sizes of segments as they are in the editor. A failure of a store is said at each of its segments. */
export async function sizes(parts: RequestParts, params: SizesParams, signal: AbortSignal): Promise<SizesResult> {
  if (!parts.trusted()) throw refused('The workspace is not trusted, so nothing is counted.');
  await parts.workspace.settled();
  const byProject = new Map<Project, string[]>();
  for (const uri of params.uris.slice(0, MOST_SIZES)) {
    const project = parts.workspace.projectOf(normalizeUri(uri));
    if (project) byProject.set(project, [...(byProject.get(project) ?? []), uri]);
  }
  const found: SegmentSize[] = [];
  for (const [project, uris] of byProject) found.push(...(await sizesIn(project, uris, parts, signal)));
  return { sizes: found };
}

async function sizesIn(
  project: Project,
  uris: readonly string[],
  parts: RequestParts,
  signal: AbortSignal,
): Promise<readonly SegmentSize[]> {
  const { stores, connection } = parts;
  const snapshot = await project.settle();
  const progress = ownProgress(connection, parts.client(), 'Importing data', () => stores.cancelBuild(project.rootUri));
  try {
    return await stores.use(project, { signal, onProgress: progress.report }, async ({ store, moment }) => {
      const found: SegmentSize[] = [];
      for (const uri of uris) {
        const size = await segmentSize(snapshot, store, normalizeUri(uri), { ...moment, signal });
        found.push(size.state === 'counted' ? { uri, ...size } : { uri, ...unprepared(size) });
      }
      return found;
    });
  } catch (error) {
    if (signal.aborted || !(error instanceof StoreError)) throw error;
    return uris.map((uri) => ({ uri, state: 'failed', message: error.message }));
  } finally {
    progress.done();
  }
}

function unprepared(result: Unprepared): { readonly state: 'invalid' | 'failed'; readonly message: string } {
  if (result.state === 'failed') return result;
  return { state: 'invalid', message: result.problems[0]?.diagnostic.message ?? 'The segment has errors.' };
}

/** How a project's data stands. Opens nothing. */
export async function standing(parts: RequestParts, { near }: StandingParams): Promise<StandingResult> {
  await parts.workspace.settled();
  const { workspace, stores } = parts;
  const project =
    near === undefined ? workspace.projects[0] : workspace.projectOf(normalizeUri(near).replace(/\/$/, ''));
  if (!project) return { state: 'none' };
  const { rootUri, schemaUri, name, timezone, asOf, hasData } = projectOf(project.snapshot);
  if (!hasData) return { state: 'none' };
  const about = { rootUri, name, schemaUri, timezone, schemaAsOf: asOf };
  if (!parts.trusted()) return { ...about, state: 'untrusted' };
  const now = stores.standing(rootUri);
  if (now.state !== 'ready') return { ...about, ...now };
  const instant = instantOf(project.snapshot, momentOf({ info: now.info }, now.moment)) ?? now.moment.now;
  return { ...about, state: 'ready', status: statusOf(now.info), asOf: new Date(instant).toISOString() };
}

/** The beginning of a segment of those who did an event. */
export async function fromEvent(parts: RequestParts, params: NewFromEventParams): Promise<NewFromEventResult> {
  const { snapshot } = await projectNear(parts, params.rootUri);
  return newFromEvent(snapshot, params.event);
}

/** A first schema for a folder. Looking into data files waits for trust. */
export async function init(parts: RequestParts, params: InitParams, signal: AbortSignal): Promise<InitResult> {
  const folder = normalizeUri(params.folder).replace(/\/$/, '');
  const uri = joinUri(folder, SCHEMA_FILE);
  const { inferSchema } = parts.runtime;
  if (params.files === undefined) {
    const { starterSchema } = await import('../store/index.ts');
    return { uri, text: starterSchema(decodeURIComponent(folder.split('/').at(-1) ?? '')) };
  }
  if (!parts.trusted()) throw refused('The workspace is not trusted, so its data is not read.');
  if (!inferSchema || !isFileUri(folder))
    throw refused('Data files can only be looked into on a disk. Begin with a schema without data.');
  const progress = requestedProgress(parts.connection, params.workDoneToken, 'Looking at the data');
  try {
    progress.report({ message: `${params.files.length} files` });
    const files = params.files.map((file) => pathOfUri(normalizeUri(file)));
    return { uri, text: await inferSchema({ root: pathOfUri(folder), files, signal }) };
  } finally {
    progress.done();
  }
}
