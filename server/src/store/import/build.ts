/** From data files to the bytes of a store's file. Knows no disk. */
import type { SqlJsStatic } from 'sql.js';
import type { Physical } from '../physical.ts';
import { MAX_BYTES, STORE_FORMAT, WARN_BYTES, WARN_EVENTS } from '../physical.ts';
import type { ImportReport } from '../ports.ts';
import { Collector } from './collector.ts';
import { type LoadReport, loadSources } from './load.ts';
import { type ImportProgress, progressReport } from './progress.ts';
import type { DataFile } from './readers/batch.ts';
import { filesOf, type Source } from './sources.ts';
import type { StoreSchema } from './store-schema.ts';
import { undeclaredOf } from './undeclared.ts';
import { type InputHash, stampStatements, versionOf } from './version.ts';
import { storeBytes } from './write.ts';

/** SHA-256 in the making. */
export interface Digest {
  update(bytes: Uint8Array): unknown;
  /** In hexadecimal digits. */
  hex(): string;
}

export interface BytesOptions {
  readonly sqlite: SqlJsStatic;
  readonly digest: () => Digest;
  /** Of all input files. */
  readonly totalBytes: number;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface BuiltBytes {
  readonly bytes: Uint8Array;
  readonly version: string;
  readonly report: ImportReport;
  /** Each file is hashed while it is read, so that the version names what the store holds. */
  readonly hashes: readonly InputHash[];
}

/** Reads a project's data. Throws `StoreError`, or the signal's reason. */
export async function buildBytes(
  sources: readonly Source[],
  schema: StoreSchema,
  { sqlite, digest, totalBytes, onProgress, signal }: BytesOptions,
): Promise<BuiltBytes> {
  const digests = new Map<string, Digest>();
  const report = progressReport(totalBytes, onProgress);
  const warnings: string[] = [];
  const collector = new Collector(schema);
  const loaded = await loadSources(sources, collector, {
    onBadRow: schema.onBadRow,
    onWarning: (text) => warnings.push(text),
    onRows: report.read,
    onBytes: report.bytes,
    hashOf: (file) => newDigest(digests, file, digest),
    ...(signal === undefined ? {} : { signal }),
  });
  const known = new Map([...digests].map(([path, made]) => [path, made.hex()]));
  const hashes = filesOf(sources).map(({ path }) => ({ path, hash: known.get(path)! }));
  const version = versionOf(schema, hashes);
  report.writing(collector.ids.length + collector.eventCount);
  let importReport: ImportReport | undefined;
  const bytes = await storeBytes(collector, {
    sqlite,
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
  return { bytes, version, report: importReport!, hashes };
}

/** Nothing for a file that another source has read already. */
function newDigest(digests: Map<string, Digest>, { path }: DataFile, make: () => Digest): Digest | undefined {
  if (digests.has(path)) return undefined;
  const made = make();
  digests.set(path, made);
  return made;
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
    undeclaredProperties: undeclaredOf([
      { size: collector.ids.length, undeclared: collector.userRows.undeclared },
      ...events.map(({ name, size, undeclared }) => ({ event: name, size, undeclared })),
    ]),
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
