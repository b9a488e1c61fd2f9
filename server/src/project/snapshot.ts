import type { Diagnostic } from '../language/diagnostic.ts';
import {
  createProjectChecks,
  type ProjectChecks,
  readSchema,
  type SchemaReading,
  type SegmentNames,
  type SegmentReading,
} from '../language/index.ts';
import type { ProjectSchema } from '../language/schema/model.ts';
import { type Blocker, blockersOf } from './blockers.ts';
import { checkLists } from './file-checks.ts';
import type { ListReading, ListStatus } from './lists.ts';
import { SCHEMA_FILE, segmentIdOf } from './locate.ts';
import { allDiagnostics, earlyProblems } from './problems.ts';
import { createReadings, MANY_FILES, type Readings } from './readings.ts';
import type { SourceFile } from './source-file.ts';
import type { SegmentSummary } from './summary.ts';
import { joinUri, pathOfUri } from './uris.ts';
import { usesOf } from './uses.ts';

/**
 * A project at one moment: immutable, all its texts in memory, each read when it is first asked for and at most once.
 * While a project is being opened, all its files are known by name, and texts may still be to come.
 */
export interface ProjectSnapshot {
  /** The project's folder as a URI, and as a path of this machine. */
  readonly rootUri: string;
  readonly root: string;
  readonly schemaUri: string;
  /** False for files that no schema governs: the schema is then empty. */
  readonly governed: boolean;
  readonly schema: ProjectSchema;
  /** Absent when no schema governs. */
  readonly schemaFile: SourceFile | undefined;
  readonly schemaReading: SchemaReading;
  /** True when the schema's text differs from what is on disk. */
  readonly schemaUnsaved: boolean;
  readonly names: SegmentNames;
  /** URIs of all segment files, in order. */
  readonly uris: readonly string[];
  /** What is kept of every segment file that has its text, in the order of `uris`. Reads those that were not read yet. */
  readonly summaries: readonly SegmentSummary[];
  /** The text of a file of the project, the schema too. */
  file(uri: string): SourceFile | undefined;
  reading(uri: string): SegmentReading | undefined;
  summary(uri: string): SegmentSummary | undefined;
  /** The summary as far as nobody has to wait for it: undefined for an unread file of a project that has many. */
  known(uri: string): SegmentSummary | undefined;
  /** URIs of segment files whose texts are there and still to be read before all problems are known. */
  unread(): readonly string[];
  /** By id, the segment files that have it, in order: more than one is an error. */
  readonly filesById: ReadonlyMap<string, readonly string[]>;
  /** The reading of the segment with this id; of the first file in order when two have it. */
  byId(id: string): SegmentReading | undefined;
  /** All problems of every file of the project; an entry for each file, also when it has none. */
  diagnostics(): ReadonlyMap<string, readonly Diagnostic[]>;
  /**
   * The problems of one file, reading no more than what it refers to. All errors are there; that another segment has
   * the same rules is only known once all files are read.
   */
  problemsOf(uri: string): readonly Diagnostic[];
  /** All problems of the schema. */
  schemaDiagnostics(): readonly Diagnostic[];
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
  /** Undefined where the text is still to come. */
  readonly segments: ReadonlyMap<string, SourceFile | undefined>;
  readonly lists: ReadonlyMap<string, ListStatus>;
  readonly csvFiles: readonly string[];
  readonly readList: (path: string) => Promise<ListReading>;
  /** Keeps what was read for the next snapshots. */
  readonly readings?: Readings;
  /** Keeps what was checked across files for the next snapshots. */
  readonly checks?: ProjectChecks;
}

/** Makes a snapshot; what did not change since `before` is not read again. */
export function createSnapshot(parts: SnapshotParts, before?: ProjectSnapshot): ProjectSnapshot {
  const { rootUri, schemaFile, segments, lists } = parts;
  const schemaUri = schemaFile?.uri ?? joinUri(rootUri, SCHEMA_FILE);
  const schemaReading = schemaFile ? schemaOf(schemaFile) : emptySchema(schemaUri);
  const schema = schemaReading.schema;
  const same = before !== undefined && sameFiles(before, segments);
  const uris = same ? before.uris : [...segments.keys()].sort();
  const filesById = same ? before.filesById : groupedById(uris);
  const names = same ? before.names : namesOf(filesById, before?.names);
  const bound = { schema, schemaFile, names };
  const { readings = createReadings(), checks = createProjectChecks() } = parts;
  const earlier = same && before.schema === schema ? summarized.get(before) : undefined;
  const unchanged = (uri: string) => earlier !== undefined && earlier.segments.get(uri) === segments.get(uri);

  let summaries: readonly SegmentSummary[] | undefined;
  let diagnostics: ReadonlyMap<string, readonly Diagnostic[]> | undefined;
  const early = new Map<string, readonly Diagnostic[]>();
  let schemaProblems: readonly Diagnostic[] | undefined;
  const snapshot: ProjectSnapshot = {
    rootUri,
    root: pathOfUri(rootUri),
    schemaUri,
    governed: schemaFile !== undefined,
    schema,
    schemaFile,
    schemaReading,
    schemaUnsaved: parts.schemaUnsaved,
    names,
    uris,
    lists,
    csvFiles: parts.csvFiles,
    readList: parts.readList,
    filesById,
    get summaries() {
      if (!summaries) {
        summaries = uris.flatMap((uri, at) => {
          const file = segments.get(uri);
          if (!file) return [];
          return unchanged(uri) ? earlier!.summaries[at]! : readings.summary(file, bound);
        });
        if (summaries.length === uris.length) summarized.set(snapshot, { segments, summaries });
      }
      return summaries;
    },
    file: (uri) => (uri === schemaUri ? schemaFile : segments.get(uri)),
    reading: (uri) => {
      const file = segments.get(uri);
      return file && readings.reading(file, bound);
    },
    summary: (uri) => {
      const file = segments.get(uri);
      return file && readings.summary(file, bound);
    },
    known: (uri) => {
      const file = segments.get(uri);
      if (!file) return undefined;
      return uris.length > MANY_FILES ? readings.known(file, bound) : readings.summary(file, bound);
    },
    unread: () => {
      const isRead = (uri: string, file = segments.get(uri)) => !file || unchanged(uri) || readings.known(file, bound);
      return summaries ? [] : uris.filter((uri) => !isRead(uri));
    },
    byId: (id) => {
      const [uri] = filesById.get(id) ?? [];
      return uri === undefined ? undefined : snapshot.reading(uri);
    },
    diagnostics: () => {
      diagnostics ??= allDiagnostics(snapshot, segments, schemaFile, checks);
      return diagnostics;
    },
    problemsOf: (uri) => {
      // Once all files were read, a snapshot reads no more than what changed since.
      if (diagnostics || summaries || earlier || !schemaFile) return snapshot.diagnostics().get(uri) ?? [];
      if (uri === schemaUri) return snapshot.schemaDiagnostics();
      let found = early.get(uri);
      if (!found) {
        found = earlyProblems(uri, snapshot);
        early.set(uri, found);
      }
      return found;
    },
    schemaDiagnostics: () => {
      schemaProblems ??= [
        ...schemaReading.diagnostics,
        ...checkLists(usesOf(schemaRules(schema)), lists, parts.csvFiles),
      ];
      return schemaProblems;
    },
    blockers: (uri) => blockersOf(snapshot, uri),
  };
  if (earlier) summarized.set(snapshot, earlier);
  return snapshot;
}

/** The last summaries of all files that a snapshot knows of: its own, or those of one before. */
const summarized = new WeakMap<
  ProjectSnapshot,
  { readonly segments: SnapshotParts['segments']; readonly summaries: readonly SegmentSummary[] }
>();

const schemaReadings = new WeakMap<SourceFile, SchemaReading>();

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

/** Whether the files are those of a snapshot before, whatever stands in them. */
function sameFiles({ uris }: ProjectSnapshot, segments: SnapshotParts['segments']): boolean {
  return uris.length === segments.size && uris.every((uri) => segments.has(uri));
}

/** The names of before when they are the same, so that no segment is read again for nothing. */
function namesOf(files: ProjectSnapshot['filesById'], before: SegmentNames | undefined): SegmentNames {
  if (before) {
    const old = [...before.ids()];
    if (old.length === files.size && old.every((id) => files.has(id))) return before;
  }
  const ids = new Set(files.keys());
  return { has: (id) => ids.has(id), ids: () => ids };
}

function groupedById(uris: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const uri of uris) {
    const id = segmentIdOf(uri);
    const group = groups.get(id);
    if (group) group.push(uri);
    else groups.set(id, [uri]);
  }
  return groups;
}

/** The rules that stand in the schema: of channels and of the glossary. */
export const schemaRules = (schema: ProjectSchema) => [
  ...[...schema.channels.values()].flatMap((channel) => channel.rules.map((r) => r.rule)),
  ...[...schema.glossary.values()].flatMap((entry) => entry.means),
];
