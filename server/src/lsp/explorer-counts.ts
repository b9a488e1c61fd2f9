/** The numbers beside the names in the explorer's views: sizes of segments, volumes of what the schema declares. */
import { changeSince, segmentSize, type Unprepared } from '../insights/index.ts';
import type { ProjectSchema } from '../language/schema/model.ts';
import { normalizeUri, type Project } from '../project/index.ts';
import type {
  EventVolume,
  OnlyInDataParams,
  OnlyInDataResult,
  SegmentSize,
  SizesParams,
  SizesResult,
  UndeclaredProperty,
  Volume,
  VolumeOf,
  VolumesParams,
  VolumesResult,
} from '../protocol/index.ts';
import {
  type CallOptions,
  type UndeclaredProperty as FoundProperty,
  type SegmentStore,
  StoreError,
} from '../store/ports.ts';
import { lastCommit } from './last-commit.ts';
import { projectNear, type RequestParts, refused, withStore } from './request-parts.ts';

const UNTRUSTED = 'The workspace is not trusted, so nothing is counted.';

/** So many are counted for one request. */
const MOST_SIZES = 200;

/** Sizes of segments as they are in the editor. A failure of a store is said at each of its segments. */
export async function sizes(parts: RequestParts, params: SizesParams, signal: AbortSignal): Promise<SizesResult> {
  if (!parts.trusted()) throw refused(UNTRUSTED);
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
  try {
    return await withStore(project, parts, signal, async ({ store, moment }) => {
      const found: SegmentSize[] = [];
      const commit = await lastCommit(project.rootUri, parts);
      for (const uri of uris) {
        const own = normalizeUri(uri);
        const snapshot = await project.settleFor(own);
        const size = await segmentSize(snapshot, store, own, { ...moment, signal });
        if (size.state !== 'counted') {
          found.push({ uri, ...unprepared(size) });
          continue;
        }
        const before = await commit?.before(snapshot, own);
        const change =
          typeof before === 'object' && (await changeSince(before, snapshot, own, store, { ...moment, signal }));
        found.push({ uri, ...size, ...(change ? { change } : {}) });
      }
      return found;
    });
  } catch (error) {
    if (signal.aborted || !(error instanceof StoreError)) throw error;
    return uris.map((uri) => ({ uri, state: 'failed', message: error.message }));
  }
}

function unprepared(result: Unprepared): { readonly state: 'invalid' | 'failed'; readonly message: string } {
  if (result.state === 'failed') return result;
  return { state: 'invalid', message: result.problems[0]?.diagnostic.message ?? 'The segment has errors.' };
}

/** So many are looked at for one request, each with so many values. */
const MOST_VOLUMES = 100;
const VALUES = 5;

/** What the data holds of events and properties. */
export async function volumes(parts: RequestParts, params: VolumesParams, signal: AbortSignal): Promise<VolumesResult> {
  if (!parts.trusted()) throw refused(UNTRUSTED);
  const project = await projectNear(parts, params.rootUri);
  const { schema } = project.snapshot;
  return withStore(project, parts, signal, async ({ store }) => {
    const found: Volume[] = [];
    for (const of of params.of.slice(0, MOST_VOLUMES)) {
      const volume = await volumeOf(of, schema, store, { signal });
      if (volume) found.push(volume);
    }
    return { volumes: found };
  });
}

async function volumeOf(
  { event, property }: VolumeOf,
  schema: ProjectSchema,
  store: SegmentStore,
  call: CallOptions,
): Promise<Volume | undefined> {
  if (property === undefined) {
    return event !== undefined && schema.events.has(event) ? eventVolume(event, store, call) : undefined;
  }
  const owner = event === undefined ? schema.users : schema.events.get(event)?.properties;
  const declared = owner?.get(property);
  if (!declared) return undefined;
  const { name, type, pii, sensitive } = declared;
  // Of what is personal no value leaves the store.
  const limit = pii || sensitive ? 0 : VALUES;
  const profile = await store.propertyProfile({ name, type, ...(event === undefined ? {} : { event }) }, limit, call);
  return {
    kind: 'property',
    property,
    ...(event === undefined ? {} : { event }),
    present: profile.present,
    total: profile.of,
    values: profile.values.map(({ value, users }) => ({ value: String(value), users })),
  };
}

async function eventVolume(event: string, store: SegmentStore, call: CallOptions): Promise<EventVolume> {
  const { rows, users, last } = await store.eventProfile(event, call);
  return { kind: 'event', event, rows, users, last: last === undefined ? null : new Date(last).toISOString() };
}

/** Events and properties that the import met and the schema, as it is in the editor, does not declare. */
export async function onlyInData(
  parts: RequestParts,
  params: OnlyInDataParams,
  signal: AbortSignal,
): Promise<OnlyInDataResult> {
  if (!parts.trusted()) throw refused(UNTRUSTED);
  const project = await projectNear(parts, params.rootUri);
  const { schema } = project.snapshot;
  return withStore(project, parts, signal, async ({ store }) => {
    const names = store.info.report.undeclaredEvents.filter(({ name }) => !schema.events.has(name));
    const events: EventVolume[] = [];
    for (const { name } of names.slice(0, MOST_VOLUMES)) events.push(await eventVolume(name, store, { signal }));
    const shown = new Set(events.map(({ event }) => event));
    const properties = store.info.report.undeclaredProperties.filter(({ event, name }) => {
      if (event === undefined) return !schema.users.has(name);
      return shown.has(event) || schema.events.get(event)?.properties.has(name) === false;
    });
    return { events, total: names.length, properties: properties.map(undeclaredProperty) };
  });
}

const undeclaredProperty = ({ event, name, type, pii, sensitive, rows, of }: FoundProperty): UndeclaredProperty => ({
  kind: 'property',
  ...(event === undefined ? {} : { event }),
  property: name,
  type,
  pii,
  sensitive,
  present: rows,
  total: of,
});
