import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { escapePath, glob } from 'tinyglobby';
import { StoreError } from '../ports.ts';
import type { DataFile } from './readers/batch.ts';
import { formatOf } from './readers/registry.ts';
import type { StoreEventSource, StoreSchema, StoreUserSource } from './store-schema.ts';

/** One entry of the schema's `data` with the files that its path stands for, in order of name. */
export type Source = { readonly path: string; readonly files: readonly DataFile[] } & (
  | { readonly kind: 'users'; readonly source: StoreUserSource }
  | { readonly kind: 'events'; readonly source: StoreEventSource }
);

/** All sources of a schema, users first, in the schema's order. */
export async function findSources(root: string, schema: StoreSchema): Promise<readonly Source[]> {
  if (schema.userSources.length + schema.eventSources.length === 0) {
    throw new StoreError(
      'segments.schema.yaml names no data. Add “data” with “users” and “events”, or run `segments init --from-data FILES`.',
    );
  }
  const sources: Source[] = [];
  for (const source of schema.userSources) {
    sources.push({ kind: 'users', source, path: source.path, files: await filesOf(root, source.path, 'users') });
  }
  for (const source of schema.eventSources) {
    sources.push({ kind: 'events', source, path: source.path, files: await filesOf(root, source.path, 'events') });
  }
  return sources;
}

async function filesOf(root: string, path: string, what: string): Promise<readonly DataFile[]> {
  // A name may hold characters that mean something in a glob.
  const literal = await isFile(resolve(root, path));
  const found = await glob(literal ? escapePath(path.replaceAll('\\', '/')) : path, {
    cwd: root,
    onlyFiles: true,
    expandDirectories: false,
    ignore: ['**/node_modules/**', '**/.segments/**', '**/.git/**'],
  });
  if (found.length === 0) {
    const kind = /[*?{[]/.test(path) ? 'No file matches' : 'There is no file';
    throw new StoreError(
      `${kind} “${path}”, which segments.schema.yaml names for ${what}. It is looked for from ${root}. Put the data there, or correct the path.`,
    );
  }
  return found.sort().map((name) => {
    formatOf(name);
    return { absolute: resolve(root, name), path: name };
  });
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
