import type { Diagnostic } from '../language/diagnostic.ts';
import { decodeText } from '../language/index.ts';
import type { FileHost } from './file-host.ts';

/** One text of a project at one moment. Immutable: another text is another object, so that readings can hang on it. */
export interface SourceFile {
  readonly uri: string;
  readonly text: string;
  /** The editor's version of an open document; null for a file on disk. */
  readonly version: number | null;
  /** What was wrong with the bytes: not UTF-8, too big. The text is then empty. */
  readonly problems: readonly Diagnostic[];
}

export const openDocument = (uri: string, text: string, version: number): SourceFile => ({
  uri,
  text,
  version,
  problems: [],
});

/** Reads a file of the disk; undefined when it is not there. */
export async function readSource(uri: string, host: FileHost): Promise<SourceFile | undefined> {
  const bytes = await host.read(uri);
  if (bytes === undefined) return undefined;
  const { text, diagnostics } = decodeText(bytes);
  return { uri, text, version: null, problems: diagnostics };
}

/** The same file as before when nothing in it changed, so that its readings stay. */
export const keepSame = (before: SourceFile | undefined, after: SourceFile | undefined): SourceFile | undefined =>
  before !== undefined &&
  after !== undefined &&
  before.text === after.text &&
  before.version === after.version &&
  before.problems.length === 0 &&
  after.problems.length === 0
    ? before
    : after;
