import { newFromEvent } from '../explorer/new-from-event.ts';
import { describeEntry, overviewDiffers, overviewOf, projectOf } from '../explorer/overview.ts';
import { addToSchema, eventText, type PropertyStub, propertyText } from '../features/refactorings/schema-edits.ts';
import { instantOf, momentOf } from '../insights/index.ts';
import type { TextEdit } from '../language/index.ts';
import { PROPERTY_TYPES } from '../language/schema/model.ts';
import { isFileUri, joinUri, normalizeUri, type ProjectSnapshot, pathOfUri, SCHEMA_FILE } from '../project/index.ts';
import type {
  DeclareParams,
  DeclareResult,
  DescribeParams,
  DescribeResult,
  InitParams,
  InitResult,
  NewFromEventParams,
  NewFromEventResult,
  OverviewResult,
  StandingParams,
  StandingResult,
} from '../protocol/index.ts';
import { rangeIn, textOf } from './convert.ts';
import { statusOf } from './present-insights.ts';
import { requestedProgress } from './progress.ts';
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

/** Declares an event or a property as the code action does at a rule that names it. */
export async function declare(parts: RequestParts, params: DeclareParams): Promise<DeclareResult> {
  const { snapshot } = await projectNear(parts, params.rootUri);
  const file = snapshot.file(snapshot.schemaUri);
  const edit = file && declaration(snapshot, params);
  if (!edit) return null;
  const range = rangeIn(textOf(file), edit.range);
  return { uri: file.uri, version: file.version ?? null, ...range, newText: edit.newText };
}

function declaration(snapshot: ProjectSnapshot, { event, properties }: DeclareParams): TextEdit | undefined {
  const stubs = properties.flatMap(({ property: name, type: given, pii, sensitive }): PropertyStub[] => {
    const type = PROPERTY_TYPES.find((known) => known === given);
    return type === undefined ? [] : [{ name, type, pii, sensitive }];
  });
  if (event !== undefined && !snapshot.schema.events.has(event)) {
    return addToSchema(snapshot, ['events'], event, eventText(stubs));
  }
  const [stub, ...more] = stubs;
  if (!stub || more.length > 0) return undefined;
  const owner = event === undefined ? ['users'] : ['events', event];
  return addToSchema(snapshot, [...owner, 'properties'], stub.name, propertyText(stub));
}

/** A first schema for a folder. Looking into data files waits for trust. */
export async function init(parts: RequestParts, params: InitParams, signal: AbortSignal): Promise<InitResult> {
  const folder = normalizeUri(params.folder).replace(/\/$/, '');
  const uri = joinUri(folder, SCHEMA_FILE);
  const { inferSchema } = parts.runtime;
  if (params.files === undefined) {
    const { starterSchema } = await import('../store/import/infer/starter.ts');
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
