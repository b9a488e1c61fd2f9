/** Reads the files of `cases/`: one project each, and what its segments hold. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { type Doc, docAt, docs, type EventRow, isDoc, type UserRow } from '../support/evaluator/input.ts';
import type { Files } from './product.ts';

export interface Case {
  readonly why: string;
  readonly id: string;
  readonly segment: Doc;
  /** As written; absent: the file's, or what the schema says. */
  readonly asOf?: string;
  readonly ids: readonly string[];
  /** Whether the evaluator understands the case too; not where the data is given as raw files. */
  readonly evaluator: boolean;
}

export interface CaseFile {
  readonly name: string;
  readonly about: string;
  readonly schema: Doc;
  readonly users: readonly UserRow[];
  readonly events: readonly EventRow[];
  readonly segments: ReadonlyMap<string, Doc>;
  readonly lists: Doc;
  readonly files: Files;
  readonly cases: readonly Case[];
}

const FOLDER = join(import.meta.dirname, 'cases');

export async function caseFiles(): Promise<readonly CaseFile[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(names.map(async (name) => caseFile(name, await readFile(join(FOLDER, name), 'utf8'))));
}

function caseFile(name: string, text: string): CaseFile {
  const doc = parse(text) as Doc;
  const users = Object.entries(docAt(doc, 'users')).map(([id, properties]) => ({
    id,
    properties: isDoc(properties) ? properties : {},
  }));
  const events = ((doc['events'] ?? []) as readonly [string, string, string, Doc?][]).map(
    ([user, event, time, properties]) => ({ user, name: event, time, properties: properties ?? {} }),
  );
  const segments = new Map(Object.entries(docAt(doc, 'segments')) as [string, Doc][]);
  const raw = doc['files'] !== undefined;
  const schema = schemaOf(doc, raw);
  return {
    name,
    about: String(doc['about']),
    schema,
    users,
    events,
    segments,
    lists: docAt(doc, 'lists'),
    files: new Map([
      ['segments.schema.yaml', stringify(schema)],
      ...[...segments].map(([id, segment]) => [`${id}.segment.yaml`, stringify(segment)] as const),
      ...(Object.entries(docAt(doc, 'lists')) as [string, string][]),
      ...(raw ? (Object.entries(docAt(doc, 'files')) as [string, string][]) : dataFiles(users, events)),
    ]),
    cases: docs(doc['cases']).map((item) => ({
      why: String(item['why']),
      id: String(item['id'] ?? 'the-case'),
      segment: { name: 'Case', where: item['where'] },
      ...(item['as_of'] === undefined ? {} : { asOf: String(item['as_of']) }),
      ids: item['ids'] as readonly string[],
      evaluator: !raw && item['evaluator'] !== false,
    })),
  };
}

function schemaOf(doc: Doc, raw: boolean): Doc {
  return {
    version: 1,
    project: 'cases',
    ...(doc['as_of'] === undefined ? {} : { as_of: doc['as_of'] }),
    ...docAt(doc, 'schema'),
    ...(raw
      ? {}
      : {
          data: {
            users: { path: 'data/users.ndjson', id: 'user_id' },
            events: [{ path: 'data/events.ndjson', user: 'user_id', name: 'event', time: 'ts' }],
          },
        }),
  };
}

function dataFiles(users: readonly UserRow[], events: readonly EventRow[]): [string, string][] {
  const lines = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  return [
    ['data/users.ndjson', lines(users.map((user) => ({ user_id: user.id, ...user.properties })))],
    [
      'data/events.ndjson',
      lines(events.map(({ user, name, time, properties }) => ({ user_id: user, event: name, ts: time, properties }))),
    ],
  ];
}
