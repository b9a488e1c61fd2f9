import type { Diagnostic } from '../language/diagnostic.ts';
import {
  checkProject,
  readSchema,
  readSegment,
  type SchemaReading,
  type SegmentNames,
  type SegmentReading,
} from '../language/index.ts';
import type { ProjectSchema } from '../language/schema/model.ts';
import { type Blocker, blockersOf } from './blockers.ts';
import { checkFileName, checkLists, checkSchemaIsThere } from './file-checks.ts';
import type { ListReading, ListStatus } from './lists.ts';
import { SCHEMA_FILE, segmentIdOf } from './locate.ts';
import type { SourceFile } from './source-file.ts';
import { joinUri, pathOfUri } from './uris.ts';

/**
 * A project at one moment: immutable, all its texts in memory, each read when it is first asked for and at most once.
 */
export interface ProjectSnapshot {
  /** The project's folder as a URI, and as a path of this machine. */
  readonly rootUri: string;
  readonly root: string;
  readonly schemaUri: string;
  /** False for files that no schema governs: the schema is then empty. */
  readonly governed: boolean;
  readonly schema: ProjectSchema;
  readonly schemaReading: SchemaReading;
  /** True when the schema's text differs from what is on disk. */
  readonly schemaUnsaved: boolean;
  readonly names: SegmentNames;
  /** URIs of all segment files, in order. */
  readonly uris: readonly string[];
  /** All readings, by URI. Reads every file. */
  readonly readings: ReadonlyMap<string, SegmentReading>;
  /** The text of a file of the project, the schema too. */
  file(uri: string): SourceFile | undefined;
  reading(uri: string): SegmentReading | undefined;
  /** The reading of the segment with this id; of the first file in order when two have it. */
  byId(id: string): SegmentReading | undefined;
  /** All problems of every file of the project; an entry for each file, also when it has none. */
  diagnostics(): ReadonlyMap<string, readonly Diagnostic[]>;
  /** Errors because of which a segment is not evaluated: its own, those of segments it refers to, of schema parts it uses. */
  blockers(uri: string): readonly Blocker[];
  /** What is known of the lists that rules name; absent: not looked at yet. */
  readonly lists: ReadonlyMap<string, ListStatus>;
  /** Paths of CSV files in the project, from its root. */
  readonly csvFiles: readonly string[];
  /** The ids of a list. Read once as long as the file stays the same. */
  readList(path: string): Promise<ListReading>;
}

/** What a snapshot is made of. */
export interface SnapshotParts {
  readonly rootUri: string;
  readonly schemaFile: SourceFile | undefined;
  readonly schemaUnsaved: boolean;
  readonly segments: ReadonlyMap<string, SourceFile>;
  readonly lists: ReadonlyMap<string, ListStatus>;
  readonly csvFiles: readonly string[];
  readonly readList: (path: string) => Promise<ListReading>;
}

/** Makes a snapshot; what did not change since `before` is not read again. */
export function createSnapshot(parts: SnapshotParts, before?: ProjectSnapshot): ProjectSnapshot {
  const { rootUri, schemaFile, segments, lists } = parts;
  const schemaUri = schemaFile?.uri ?? joinUri(rootUri, SCHEMA_FILE);
  const schemaReading = schemaFile ? schemaOf(schemaFile) : emptySchema(schemaUri);
  const schema = schemaReading.schema;
  const uris = [...segments.keys()].sort();
  const names = sameNames(before?.names, uris.map(segmentIdOf));

  const reading = (uri: string): SegmentReading | undefined => {
    const file = segments.get(uri);
    return file && readingOf(file, schema, names);
  };
  const firstWith = new Map<string, string>();
  for (const uri of uris) if (!firstWith.has(segmentIdOf(uri))) firstWith.set(segmentIdOf(uri), uri);

  let readings: ReadonlyMap<string, SegmentReading> | undefined;
  let diagnostics: ReadonlyMap<string, readonly Diagnostic[]> | undefined;
  const snapshot: ProjectSnapshot = {
    rootUri,
    root: pathOfUri(rootUri),
    schemaUri,
    governed: schemaFile !== undefined,
    schema,
    schemaReading,
    schemaUnsaved: parts.schemaUnsaved,
    names,
    uris,
    lists,
    csvFiles: parts.csvFiles,
    readList: parts.readList,
    get readings() {
      readings ??= new Map(uris.map((uri) => [uri, reading(uri)!]));
      return readings;
    },
    file: (uri) => (uri === schemaUri ? schemaFile : segments.get(uri)),
    reading,
    byId: (id) => {
      const uri = firstWith.get(id);
      return uri === undefined ? undefined : reading(uri);
    },
    diagnostics: () => {
      diagnostics ??= allDiagnostics(snapshot, segments, schemaFile);
      return diagnostics;
    },
    blockers: (uri) => blockersOf(snapshot, uri),
  };
  return snapshot;
}

const schemaReadings = new WeakMap<SourceFile, SchemaReading>();
const segmentReadings = new WeakMap<
  SourceFile,
  { readonly schema: ProjectSchema; readonly names: SegmentNames; readonly reading: SegmentReading }
>();

function schemaOf(file: SourceFile): SchemaReading {
  let reading = schemaReadings.get(file);
  if (!reading) {
    reading = readSchema(file.text, { uri: file.uri });
    // Nothing more can be said of a file whose bytes could not be read.
    if (file.problems.length > 0) reading = { ...reading, diagnostics: file.problems };
    schemaReadings.set(file, reading);
  }
  return reading;
}

const emptySchemas = new Map<string, SchemaReading>();

function emptySchema(uri: string): SchemaReading {
  let reading = emptySchemas.get(uri);
  if (!reading) {
    reading = { ...readSchema('version: 1\nunknown: warning\n', { uri }), diagnostics: [] };
    emptySchemas.set(uri, reading);
  }
  return reading;
}

function readingOf(file: SourceFile, schema: ProjectSchema, names: SegmentNames): SegmentReading {
  const known = segmentReadings.get(file);
  if (known && known.schema === schema && known.names === names) return known.reading;
  let reading = readSegment(file.text, { uri: file.uri, id: segmentIdOf(file.uri), schema, segments: names });
  if (file.problems.length > 0) reading = { ...reading, diagnostics: file.problems, hasErrors: true };
  segmentReadings.set(file, { schema, names, reading });
  return reading;
}

/** The names of before when they are the same, so that no segment is read again for nothing. */
function sameNames(before: SegmentNames | undefined, ids: readonly string[]): SegmentNames {
  const set = new Set(ids);
  if (before) {
    const old = [...before.ids()];
    if (old.length === set.size && old.every((id) => set.has(id))) return before;
  }
  return { has: (id) => set.has(id), ids: () => set };
}

function allDiagnostics(
  snapshot: ProjectSnapshot,
  segments: ReadonlyMap<string, SourceFile>,
  schemaFile: SourceFile | undefined,
): ReadonlyMap<string, readonly Diagnostic[]> {
  const result = new Map<string, readonly Diagnostic[]>();
  if (!schemaFile) {
    for (const [uri, file] of segments) result.set(uri, [checkSchemaIsThere(uri, file.text)]);
    return result;
  }
  const readings = [...snapshot.readings.values()];
  const across = checkProject({ schema: snapshot.schema, readings });
  result.set(snapshot.schemaUri, [
    ...snapshot.schemaReading.diagnostics,
    ...(across.get(snapshot.schemaUri) ?? []),
    ...checkLists(schemaRules(snapshot.schema), snapshot.lists, snapshot.csvFiles),
  ]);
  for (const reading of readings) {
    result.set(reading.uri, [
      ...reading.diagnostics,
      ...(across.get(reading.uri) ?? []),
      ...checkFileName(reading.uri, reading.tree.text),
      ...checkLists(reading.segment?.where ?? [], snapshot.lists, snapshot.csvFiles),
    ]);
  }
  return result;
}

/** The rules that stand in the schema: of channels and of the glossary. */
export const schemaRules = (schema: ProjectSchema) => [
  ...[...schema.channels.values()].flatMap((channel) => channel.rules.map((r) => r.rule)),
  ...[...schema.glossary.values()].flatMap((entry) => entry.means),
];
