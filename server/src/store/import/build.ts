import { createHash, type Hash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Physical } from '../physical.ts';
import { MAX_BYTES, STORE_FORMAT, WARN_BYTES, WARN_EVENTS } from '../physical.ts';
import { CancelledError, type ImportReport } from '../ports.ts';
import { Collector } from './collector.ts';
import { type LoadReport, loadSources } from './load.ts';
import type { DataFile } from './readers/batch.ts';
import { findSources } from './sources.ts';
import { asideToken, prepareFolder, publishStore, removeStale, storeAside, storePath } from './store-files.ts';
import type { StoreSchema } from './store-schema.ts';
import {
  type FileMark,
  filesOf,
  type KnownHashes,
  markOf,
  sameMark,
  saveHashes,
  stampStatements,
  versionOf,
} from './version.ts';
import { storeBytes } from './write.ts';

/** How far an import is. `rows` counts the rows read, then the rows written. */
export interface ImportProgress {
  readonly phase: 'reading' | 'writing' | 'saving';
  readonly rows: number;
  /** Known from the phase `writing` on. */
  readonly totalRows?: number;
  /** Of the input files, as they lie on disk. */
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface BuiltStore {
  readonly path: string;
  readonly version: string;
  readonly report: ImportReport;
}

export interface BuildOptions {
  /** The folder of segments.schema.yaml. */
  readonly root: string;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

/** Reads a project's data and puts the store's file in its place. Throws `StoreError`, or `CancelledError`. */
export async function buildFromStoreSchema(
  schema: StoreSchema,
  options: BuildOptions & { readonly token?: string },
): Promise<BuiltStore> {
  const { root, signal } = options;
  const token = options.token ?? asideToken();
  try {
    signal?.throwIfAborted();
    const sources = await findSources(root, schema);
    await prepareFolder(root);
    await removeStale(root);
    const inputs = new Inputs(filesOf(sources));
    await inputs.mark();
    const report = progressReport(inputs.totalBytes, options.onProgress);
    const warnings: string[] = [];
    const collector = new Collector(schema);
    const loaded = await loadSources(sources, collector, {
      onBadRow: schema.onBadRow,
      onWarning: (text) => warnings.push(text),
      onRows: report.read,
      onBytes: report.bytes,
      hashOf: (file) => inputs.hashOf(file),
      ...(signal === undefined ? {} : { signal }),
    });
    const version = versionOf(schema, inputs.hashes());
    report.writing(collector.ids.length + collector.eventCount);
    let importReport: ImportReport | undefined;
    const bytes = await storeBytes(collector, {
      version,
      format: STORE_FORMAT,
      timezone: schema.timezone,
      builtAt: Date.now(),
      header: stampStatements(version),
      report: (physical) => {
        importReport = reportOf(collector, loaded, [...warnings, ...emptyColumns(physical, collector)]);
        return importReport;
      },
      onRows: report.written,
      ...(signal === undefined ? {} : { signal }),
    });
    report.saving();
    await publishStore(root, bytes, token);
    await saveHashes(root, await inputs.settled());
    return { path: storePath(root), version, report: importReport! };
  } catch (error) {
    await rm(storeAside(root, token), { force: true }).catch(() => {});
    if (signal?.aborted) throw new CancelledError('The import was cancelled.');
    throw error;
  }
}

/** The input files: each is hashed while it is read, so that the version names what the store holds. */
class Inputs {
  readonly #files: readonly DataFile[];
  readonly #marks = new Map<string, FileMark>();
  readonly #open = new Map<string, Hash>();
  readonly #startedAt = Date.now();
  #digests: Map<string, string> | undefined;
  totalBytes = 0;

  constructor(files: readonly DataFile[]) {
    this.#files = files;
  }

  async mark(): Promise<void> {
    for (const file of this.#files) {
      const mark = await markOf(file);
      this.#marks.set(file.path, mark);
      this.totalBytes += mark.size;
    }
  }

  /** Nothing for a file that another source has read already. */
  hashOf(file: DataFile): Hash | undefined {
    if (this.#open.has(file.path)) return undefined;
    const hash = createHash('sha256');
    this.#open.set(file.path, hash);
    return hash;
  }

  hashes(): { readonly path: string; readonly hash: string }[] {
    this.#digests ??= new Map([...this.#open].map(([path, hash]) => [path, hash.digest('hex')]));
    const digests = this.#digests;
    return this.#files.map(({ path }) => ({ path, hash: digests.get(path)! }));
  }

  /** The hashes of those files that did not change while they were read. */
  async settled(): Promise<KnownHashes> {
    const known: Record<string, KnownHashes[string]> = {};
    for (const [at, { path, hash }] of this.hashes().entries()) {
      const before = this.#marks.get(path)!;
      const after = await markOf(this.#files[at]!).catch(() => undefined);
      if (after !== undefined && sameMark(before, after)) known[path] = { ...before, at: this.#startedAt, hash };
    }
    return known;
  }
}

function reportOf(collector: Collector, loaded: LoadReport, warnings: readonly string[]): ImportReport {
  const events = [...collector.events.values()].filter((rows) => rows.users.size > 0);
  return {
    sources: loaded.sources,
    badRows: loaded.badRows,
    misfits: [...collector.userRows.misfits(undefined), ...events.flatMap((rows) => rows.misfits(rows.name))],
    duplicateUsers: collector.duplicateUsers,
    undeclaredEvents: events
      .filter(({ declared }) => !declared)
      .map(({ name, users }) => ({ name, rows: users.size }))
      .sort((a, b) => b.rows - a.rows || (a.name < b.name ? -1 : 1)),
    warnings,
  };
}

/** A user property that is nowhere in the data is more often a column of another name than a property without values. */
function emptyColumns(physical: Physical, collector: Collector): string[] {
  const warnings: string[] = [];
  if (collector.userRows.size > 0) {
    const empty = collector.userRows.emptyProperties();
    if (empty.length > 0) {
      warnings.push(
        `No user has a value for ${empty.map((name) => `“${name}”`).join(', ')}. If the column has another name, say so with “columns”.`,
      );
    }
  }
  const events = collector.eventCount;
  if (events > WARN_EVENTS || estimatedBytes(physical) > WARN_BYTES) {
    warnings.push(
      `${events.toLocaleString('en')} events are many for the built-in store (it ends at ${MAX_BYTES / 2 ** 30} GB): counts will be slow. The SQL of \`segments sql\` runs in a warehouse.`,
    );
  }
  return warnings;
}

/** Near enough to warn by: a row's key and a few bytes for each of its values. */
function estimatedBytes(physical: Physical): number {
  let bytes = physical.userCount * (40 + 8 * physical.userColumns.size);
  for (const { rows, columns } of physical.events.values()) bytes += rows * (17 + 5 * columns.size);
  return bytes;
}

const REPORT_EVERY = 100;

/** Reports are for people, so there are no more than ten a second, and one at the start of each phase. */
function progressReport(totalBytes: number, onProgress: BuildOptions['onProgress']) {
  let phase: ImportProgress['phase'] = 'reading';
  let rows = 0;
  let totalRows: number | undefined;
  let bytes = 0;
  let last = 0;
  const tell = (always: boolean): void => {
    const now = Date.now();
    if (onProgress === undefined || (!always && now - last < REPORT_EVERY)) return;
    last = now;
    onProgress({ phase, rows, bytes, totalBytes, ...(totalRows === undefined ? {} : { totalRows }) });
  };
  tell(true);
  const add = (more: number): void => {
    rows += more;
    tell(false);
  };
  return {
    read: add,
    written: add,
    bytes(more: number): void {
      bytes += more;
      tell(false);
    },
    writing(total: number): void {
      phase = 'writing';
      rows = 0;
      totalRows = total;
      tell(true);
    },
    saving(): void {
      phase = 'saving';
      tell(true);
    },
  };
}
