/**
 * The product's way from files to members: import, checker, plan, SQL. Nothing of it is replaced by a double.
 */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  type LowerContext,
  lowerChannels,
  lowerSegment,
  type ProjectSchema,
  readSchema,
  readSegment,
  resolveAsOf,
  type SegmentReading,
} from '../../server/src/language/index.ts';
import { firstColumn } from '../../server/src/project/lists.ts';
import { openStore } from '../../server/src/store/index.ts';
import type { Evaluation, Lists, SegmentStore } from '../../server/src/store/ports.ts';

export type Files = ReadonlyMap<string, string | Uint8Array>;

export interface Product {
  readonly store: SegmentStore;
  readonly schema: ProjectSchema;
  /** What the schema's `as_of` is. */
  readonly asOf: number;
  /** A segment's text through parser and checker. */
  read(text: string, id: string): SegmentReading;
  /** Ids of the members of a segment without errors. */
  members(reading: SegmentReading, asOf: number): Promise<Set<string>>;
  insights(reading: SegmentReading, asOf: number): Promise<Evaluation>;
  close(): Promise<void>;
}

const SCHEMA = 'segments.schema.yaml';
const SUFFIX = '.segment.yaml';
const TEXT = new TextDecoder();

/** Writes a project into a folder of its own. */
export async function writeProject(files: Files): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'conformance-'));
  for (const [path, content] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

/** Writes a project into a folder of its own, imports its data and opens it. */
export async function openProduct(files: Files): Promise<Product> {
  const root = await writeProject(files);
  const text = (path: string) => {
    const content = files.get(path);
    return typeof content === 'string' || content === undefined ? (content ?? '') : TEXT.decode(content);
  };
  const { schema, diagnostics } = readSchema(text(SCHEMA), { uri: `file://${root}/${SCHEMA}` });
  const problems = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  assert.deepEqual(problems, [], `The schema has errors:\n${text(SCHEMA)}`);

  const ids = [...files.keys()].filter((path) => path.endsWith(SUFFIX)).map((path) => path.slice(0, -SUFFIX.length));
  const names = { has: (id: string) => ids.includes(id), ids: () => ids };
  const read = (content: string, id: string) =>
    readSegment(content, { uri: `file://${root}/${id}${SUFFIX}`, id, schema, segments: names });
  const readings = new Map(ids.map((id) => [id, read(text(`${id}${SUFFIX}`), id)]));
  for (const [id, reading] of readings) assertNoErrors(reading, text(`${id}${SUFFIX}`));

  const lists: Record<string, readonly string[]> = {};
  for (const path of files.keys()) if (path.startsWith('lists/')) lists[path] = firstColumn(text(path));

  const store = await openStore({ root, schema });
  const latest = store.info.latestEvent;
  const asOf = resolveAsOf(schema.asOf, {
    timezone: schema.timezone,
    now: Date.now(),
    ...(latest === undefined ? {} : { latestEvent: latest }),
  });
  const context = (id: string, at: number): LowerContext => ({
    schema,
    asOf: at,
    segmentId: id,
    segment: (other) => readings.get(other)?.segment,
    list: (path) => (path in lists ? { digest: path } : undefined),
  });

  return {
    store,
    schema,
    asOf,
    read,
    async members(reading, at) {
      const { plan } = lowerSegment(reading.segment!, context(reading.id, at));
      const found = new Set<string>();
      for await (const rows of store.members({ plan, lists: lists satisfies Lists, columns: [] })) {
        for (const row of rows) found.add(row.id);
      }
      return found;
    },
    insights(reading, at) {
      const { plan, rules } = lowerSegment(reading.segment!, context(reading.id, at));
      const channels = lowerChannels(schema, context(reading.id, at));
      return store.insights({ plan, lists, channels, rules, sample: { size: 5, columns: [] } });
    },
    async close() {
      await store.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Warnings are welcome; an error on a valid segment is a defect of the checker. */
export function assertNoErrors(reading: SegmentReading, text: string): void {
  const errors = reading.diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  assert.deepEqual(
    errors.map(({ code, message, range }) => ({ code, message, range })),
    [],
    `A valid segment has errors:\n${text}`,
  );
  assert.equal(reading.hasErrors, false);
}
