import { createProjectChecks } from '../language/index.ts';
import { withReferences } from './blockers.ts';
import type { FileChange, FileHost } from './file-host.ts';
import { createKnownLists } from './known-lists.ts';
import { listsIn } from './lists.ts';
import { isSegmentFile, isSkipped, SCHEMA_FILE, scanProject } from './locate.ts';
import { inBatches, nextTurn } from './next-turn.ts';
import { around } from './problems.ts';
import { createReadings } from './readings.ts';
import { createSegmentIndex, INDEX_VERSION, type IndexFile } from './segment-index.ts';
import { createSnapshot, type ProjectSnapshot, schemaRules } from './snapshot.ts';
import { keepSame, readSource, type SourceFile } from './source-file.ts';
import { joinUri, nameOf, pathBelow, pathOfUri, uriOfPath } from './uris.ts';
import { usesOf } from './uses.ts';

/**
 * A project that follows its files and the editor's open documents. What it holds at a moment is a snapshot.
 * Editor texts win over the disk. All methods that touch the disk run one after the other.
 */
export interface Project {
  readonly rootUri: string;
  readonly root: string;
  readonly snapshot: ProjectSnapshot;
  /** Sets the editor's text of a file of this project. Takes effect at once. */
  setDocument(file: SourceFile): void;
  /** The editor closed a file: what is on disk counts again. */
  closeDocument(uri: string): Promise<void>;
  /** Files changed outside. True when a text of the project or the standing of one of its lists changed. */
  filesChanged(changes: readonly FileChange[]): Promise<boolean>;
  /** Looks for the project's files anew. */
  rescan(): Promise<void>;
  /** Reads what is unread, a few files at a time, so that others are answered meanwhile. False when it was given up. */
  read(options?: ReadOptions): Promise<boolean>;
  /** Reads what is unread and looks at lists that rules name since: then the snapshot tells all problems of every file. */
  settle(): Promise<ProjectSnapshot>;
  /** The same for one segment and all that it refers to: nobody waits for the other files to count it. */
  settleFor(uri: string): Promise<ProjectSnapshot>;
  /**
   * Resolves when the snapshot can tell the problems of one document: while the project is being opened, the texts that
   * they come from are there before all others.
   */
  readFor(uri: string): Promise<void>;
  /** Keeps what is known of the files for the next session, once all are read and when something is new. */
  saveIndex(): Promise<void>;
  /** Folders of projects inside this one. */
  readonly nested: readonly string[];
}

export interface ReadOptions {
  /** Told from time to time how many of so many files are read. */
  readonly report?: (done: number, of: number) => void;
  /** False: nobody needs it any more. */
  readonly wanted?: () => boolean;
}

/** So many files are read between two looks at what else is to be done. */
const BATCH = 16;

export interface OpenProjectOptions {
  /** Where to find what an earlier session knew of the files, and to keep it for the next. */
  readonly index?: IndexFile;
  /** Given the project as soon as its files are found and its schema is there, before all texts of segments are. */
  readonly found?: (project: Project) => void;
}

/** Opens the project of a folder: a path of this machine or a URI. */
export async function openProject(root: string, host: FileHost, options: OpenProjectOptions = {}): Promise<Project> {
  const rootUri = /^[a-z][a-z0-9+.-]+:\//i.test(root) ? root : uriOfPath(root);
  const schemaUri = joinUri(rootUri, SCHEMA_FILE);
  const index = createSegmentIndex(await options.index?.read(rootUri), INDEX_VERSION);
  const readings = createReadings(index);
  const checks = createProjectChecks();
  /** Undefined while the text is still to come. */
  const disk = new Map<string, SourceFile | undefined>();
  const documents = new Map<string, SourceFile>();
  const lists = createKnownLists(rootUri, host, () => {
    changed = true;
  });
  let nested: readonly string[] = [];
  let csvFiles: readonly string[] = [];
  let snapshot: ProjectSnapshot | undefined;
  let changed = true;
  let tail: Promise<unknown> = Promise.resolve();
  let ahead: Promise<unknown> = Promise.resolve();

  /** Disk work in order of arrival, so that an older reading never overwrites a newer one. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = tail.then(work);
    tail = result.catch(() => undefined);
    return result;
  };

  const current = (): ProjectSnapshot => {
    if (!changed && snapshot) return snapshot;
    const segments: Map<string, SourceFile | undefined> = new Map(disk);
    for (const [uri, file] of documents) segments.set(uri, file);
    segments.delete(schemaUri);
    const schemaFile = documents.get(schemaUri) ?? disk.get(schemaUri);
    const schemaUnsaved = documents.has(schemaUri) && documents.get(schemaUri)?.text !== disk.get(schemaUri)?.text;
    const parts = {
      rootUri,
      schemaFile,
      schemaUnsaved,
      segments,
      lists: lists.now,
      csvFiles,
      readList: lists.read,
      readings,
      checks,
    };
    snapshot = createSnapshot(parts, snapshot);
    changed = false;
    return snapshot;
  };

  const refreshFile = async (uri: string): Promise<boolean> => {
    const read = await readSource(uri, host);
    const after = keepSame(disk.get(uri), read);
    if (after ? disk.get(uri) === after : !disk.has(uri)) return false;
    if (after) disk.set(uri, after);
    else disk.delete(uri);
    changed = true;
    return true;
  };

  const rescan = async (opened?: () => void): Promise<void> => {
    const found = await scanProject(rootUri, host);
    nested = found.nested;
    if (csvFiles.join('\n') !== found.csvFiles.join('\n')) changed = true;
    csvFiles = found.csvFiles;
    const wanted = new Set([schemaUri, ...found.segments]);
    for (const uri of disk.keys()) {
      if (!wanted.has(uri)) {
        disk.delete(uri);
        changed = true;
      }
    }
    await refreshFile(schemaUri);
    wanted.delete(schemaUri);
    if (opened) {
      for (const uri of wanted) disk.set(uri, undefined);
      changed = true;
      opened();
    }
    await inBatches([...wanted], refreshFile);
    // What was read ahead of the others is older than what changes from now on.
    await ahead;
  };

  const readFor = async (uri: string): Promise<void> => {
    const stillToCome = () => around(uri, current()).missing.filter((at) => disk.has(at) && !disk.get(at));
    for (let missing = stillToCome(); missing.length > 0; missing = stillToCome()) {
      await inBatches(missing, refreshFile);
    }
  };

  const owns = (uri: string): boolean =>
    pathBelow(rootUri, uri) !== undefined &&
    !isSkipped(rootUri, uri) &&
    !nested.some((folder) => pathBelow(folder, uri) !== undefined);

  const filesChanged = async (changes: readonly FileChange[]): Promise<boolean> => {
    const before = current();
    const mine = changes.filter((change) => owns(change.uri));
    for (const { uri, kind } of mine) {
      if (uri === schemaUri || isSegmentFile(uri)) await refreshFile(uri);
      else if (kind !== 'changed' && /\.csv$/i.test(uri)) await rescan();
      // A folder that came or went says nothing of the files in it.
      else if (kind !== 'changed' && !/\.\w+$/.test(nameOf(uri))) await rescan();
    }
    await lists.lookAgain(new Set(mine.map((change) => change.uri)));
    return current() !== before;
  };

  const read = async ({ report, wanted = () => true }: ReadOptions = {}): Promise<boolean> => {
    // What changed meanwhile is read in another round.
    for (let unread = current().unread(); unread.length > 0; unread = current().unread()) {
      for (const [done, uri] of unread.entries()) {
        current().summary(uri);
        if (done % BATCH !== BATCH - 1) continue;
        report?.(done, unread.length);
        await nextTurn();
        if (!wanted()) return false;
      }
    }
    return wanted();
  };

  const settle = async (): Promise<ProjectSnapshot> => {
    const now = current();
    const named = listsIn([...now.summaries.map(({ uses }) => uses), usesOf(schemaRules(now.schema))]);
    lists.keep(named);
    await lists.look(named);
    return current();
  };

  const settleFor = async (uri: string): Promise<ProjectSnapshot> => {
    const now = current();
    const own = withReferences(now, uri).map((at) => now.summary(at)?.uses ?? []);
    await lists.look(listsIn([...own, usesOf(schemaRules(now.schema))]));
    return current();
  };

  const saveIndex = async (): Promise<void> => {
    const now = current();
    const files = [...disk.values()].filter((file) => file !== undefined);
    const text = options.index && now.unread().length === 0 ? index.save(files, now.schemaFile) : undefined;
    if (text !== undefined) await options.index?.write(rootUri, text);
  };

  const project: Project = {
    rootUri,
    root: pathOfUri(rootUri),
    get snapshot() {
      return current();
    },
    get nested() {
      return nested;
    },
    setDocument(file) {
      const before = documents.get(file.uri);
      if (before?.text === file.text && before.version === file.version) return;
      documents.set(file.uri, file);
      changed = true;
    },
    closeDocument: (uri) =>
      inTurn(async () => {
        if (!documents.delete(uri)) return;
        changed = true;
        await refreshFile(uri);
      }),
    filesChanged: (changes) => inTurn(() => filesChanged(changes)),
    rescan: () => inTurn(() => rescan()),
    read,
    settle: async () => {
      await read();
      return inTurn(settle);
    },
    settleFor: (uri) => inTurn(() => settleFor(uri)),
    readFor: (uri) => {
      const work = readFor(uri);
      ahead = ahead.then(() => work).catch(() => undefined);
      return work;
    },
    saveIndex,
  };
  await inTurn(() => rescan(() => options.found?.(project)));
  return project;
}
