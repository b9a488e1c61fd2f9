/**
 * Summaries of segment files that outlive a session, found by the content of the file and of the schema. An entry can be
 * missing but never wrong: another text, another schema or another version of the product is another key.
 * Invariant: the index is of files that anybody may have written: what does not have its shape is left out, and no
 * number is ever made from it.
 */
import * as z from 'zod';
import { segmentIdOf } from './locate.ts';
import type { SourceFile } from './source-file.ts';
import { digest, type SegmentSummary } from './summary.ts';

/** `schema` is the schema's file; undefined where none governs. */
export interface SegmentIndex {
  get(file: SourceFile, schema: SourceFile | undefined): SegmentSummary | undefined;
  add(file: SourceFile, schema: SourceFile | undefined, summary: SegmentSummary): void;
  /** The text to be kept: entries of these files under this schema alone. Undefined when nothing is new. */
  save(files: Iterable<SourceFile>, schema: SourceFile | undefined): string | undefined;
}

/** Changes with the product, since another version may say something else of the same text. */
export const INDEX_VERSION = `1 ${process.env['SEGMENTS_BUILD'] ?? 'source'}`;

/** Where an index is kept between sessions. Failing to keep it only costs time. */
export interface IndexFile {
  read(rootUri: string): Promise<string | undefined>;
  write(rootUri: string, text: string): Promise<void>;
}

export function createSegmentIndex(stored: string | undefined, version: string): SegmentIndex {
  let known: Map<string, SegmentSummary> | undefined;
  /** Looked through when first asked for: a document that is open is answered before. */
  const entries = (): Map<string, SegmentSummary> => {
    known ??= new Map<string, SegmentSummary>(Object.entries(parsed(stored, version)));
    return known;
  };
  const digests = new WeakMap<SourceFile, string>();
  let fresh = false;

  const digestOf = (file: SourceFile): string => {
    let known = digests.get(file);
    if (known === undefined) {
      // The id is no part of the text, but of what the text says.
      known = digest(`${segmentIdOf(file.uri)}\n${file.text}`);
      digests.set(file, known);
    }
    return known;
  };
  const keyOf = (file: SourceFile, schema: SourceFile | undefined): string =>
    `${schema ? digestOf(schema) : ''} ${digestOf(file)}`;
  return {
    get: (file, schema) => {
      if (file.version !== null || entries().size === 0) return undefined;
      const entry = entries().get(keyOf(file, schema));
      return entry && { ...entry, uri: file.uri };
    },
    add: (file, schema, summary) => {
      // What an editor holds changes with every letter; it is read again from the disk.
      if (file.version !== null) return;
      entries().set(keyOf(file, schema), summary);
      fresh = true;
    },
    save: (files, schema) => {
      if (!fresh) return undefined;
      fresh = false;
      const kept: Record<string, SegmentSummary> = {};
      for (const file of files) {
        if (file.version !== null) continue;
        const key = keyOf(file, schema);
        const entry = entries().get(key);
        if (entry) kept[key] = entry;
      }
      for (const key of entries().keys()) if (!(key in kept)) entries().delete(key);
      return JSON.stringify({ version, entries: kept });
    },
  };
}

const range = z.object({ start: z.number(), end: z.number() });
const diagnostic = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'information', 'hint']),
  range,
  message: z.string(),
  suggestions: z.array(z.string()).optional(),
  related: z.array(z.object({ uri: z.string().optional(), range, message: z.string() })).optional(),
  tags: z.array(z.enum(['deprecated', 'unnecessary'])).optional(),
  data: z.unknown().optional(),
});
const use = z.union([
  z.object({ kind: z.enum(['event', 'segment', 'channel', 'list']), name: z.string(), range }),
  z.object({ kind: z.literal('property'), name: z.string(), events: z.array(z.string()), range }),
]);
const summary = z.object({
  uri: z.string(),
  id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()),
  owner: z.string().optional(),
  live: z.boolean(),
  firstLine: range,
  nameRange: range,
  hasErrors: z.boolean(),
  uses: z.array(use),
  references: z.array(z.object({ name: z.string(), range })),
  meaning: z.string().optional(),
  habits: z.array(z.string()),
  diagnostics: z.array(diagnostic),
  dangling: z.boolean(),
});
const file = z.object({ version: z.string(), entries: z.record(z.string(), summary) });

function parsed(text: string | undefined, version: string): Readonly<Record<string, SegmentSummary>> {
  if (text === undefined) return {};
  try {
    const read = file.safeParse(JSON.parse(text));
    return read.success && read.data.version === version
      ? (read.data.entries as Readonly<Record<string, SegmentSummary>>)
      : {};
  } catch {
    return {};
  }
}
