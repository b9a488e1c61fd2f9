import { DataMissing, StoreError } from '../ports.ts';
import type { DataFile } from './readers/batch.ts';
import type { StoreEventSource, StoreSchema, StoreUserSource } from './store-schema.ts';

export type NamedFile = Pick<DataFile, 'path'>;

/** The folder of a project, as far as its data goes. */
export interface DataFolder<File extends NamedFile> {
  /** As people know it, for messages. */
  readonly name: string;
  /** The paths of all files that a path or glob stands for, from the folder, with `/`; a file's own name wins. */
  find(path: string): Promise<readonly string[]>;
  file(path: string): File;
}

/** One entry of the schema's `data` with the files that its path stands for, in order of name. */
export type Source<File extends NamedFile = DataFile> = { readonly path: string; readonly files: readonly File[] } & (
  | { readonly kind: 'users'; readonly source: StoreUserSource }
  | { readonly kind: 'events'; readonly source: StoreEventSource }
);

/** All sources of a schema, users first, in the schema's order. */
export async function findSources<File extends NamedFile>(
  folder: DataFolder<File>,
  schema: StoreSchema,
): Promise<readonly Source<File>[]> {
  if (schema.userSources.length + schema.eventSources.length === 0) {
    throw new StoreError(
      'segments.schema.yaml names no data. Add “data” with “users” and “events”, or run `segments init --from-data FILES`.',
    );
  }
  const sources: Source<File>[] = [];
  for (const source of schema.userSources) {
    sources.push({ kind: 'users', source, path: source.path, files: await filesAt(folder, source.path, 'users') });
  }
  for (const source of schema.eventSources) {
    sources.push({ kind: 'events', source, path: source.path, files: await filesAt(folder, source.path, 'events') });
  }
  return sources;
}

/** Files in the order in which they are read; one that two sources name stands twice. */
export const filesOf = <File extends NamedFile>(sources: readonly Source<File>[]): readonly File[] =>
  sources.flatMap(({ files }) => files);

async function filesAt<File extends NamedFile>(
  folder: DataFolder<File>,
  path: string,
  what: string,
): Promise<readonly File[]> {
  const found = await folder.find(path);
  if (found.length === 0) {
    const kind = /[*?{[]/.test(path) ? 'No file matches' : 'There is no file';
    throw new DataMissing(
      `${kind} “${path}”, which segments.schema.yaml names for ${what}. It is looked for from ${folder.name}. Put the data there, or correct the path.`,
    );
  }
  return [...found].sort().map((name) => folder.file(name));
}
