/** The files that a server looks after: which are watched, and what is kept of them between sessions. */
import { FileChangeType } from 'vscode-languageserver';
import type { FileChange, IndexFile } from '../project/index.ts';
import type { Runtime } from './runtime.ts';

/** What an earlier session kept beside the segments is only read, and written, where a person trusts the folder. */
export const trustedIndex = ({ segmentIndex }: Runtime, trusted: () => boolean): IndexFile => ({
  read: async (rootUri) => (trusted() ? segmentIndex?.read(rootUri) : undefined),
  write: async (rootUri, text) => (trusted() ? segmentIndex?.write(rootUri, text) : undefined),
});

/** Segments, schemas, lists and data, and folders' comings and goings. */
export const WATCHED = ['**/*.segment.yaml', '**/segments.schema.yaml', '**/*.{csv,ndjson,jsonl,json,parquet,gz}'];

export const isData = (uri: string): boolean => /\.(csv|ndjson|jsonl|json|parquet|gz)$/i.test(uri);

/** Kinds of changes as the workspace knows them. */
export const KINDS: Readonly<Record<FileChangeType, FileChange['kind']>> = {
  [FileChangeType.Created]: 'created',
  [FileChangeType.Changed]: 'changed',
  [FileChangeType.Deleted]: 'deleted',
};
