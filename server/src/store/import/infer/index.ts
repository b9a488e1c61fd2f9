/**
 * A first project schema: inferred from data files, or a starter without any.
 * Invariant: guesses only, by the shape of values and by names; what comes out passes the checks, can be imported, and is
 * for a person to look through. Values that look personal never stand in it.
 */
import { basename, resolve } from 'node:path';
import { formatText } from '../../../language/format/format-text.ts';
import { CancelledError } from '../../ports.ts';
import { guessProject } from './project-guess.ts';
import { schemaText } from './schema-text.ts';
import { nameOf } from './starter.ts';

export { starterSchema } from './starter.ts';

export interface InferOptions {
  /** The folder in which segments.schema.yaml will stand. */
  readonly root: string;
  /** Data files or globs, from `root` or absolute. */
  readonly files: readonly string[];
  /** Default: the name of the folder. */
  readonly project?: string;
  /** The clock, by which data is old; default: now. */
  readonly now?: number;
  readonly signal?: AbortSignal;
}

/** The text of a segments.schema.yaml for data files. Throws `StoreError` when there are neither users nor events in them. */
export async function inferSchema(options: InferOptions): Promise<string> {
  const { root, files, project = basename(resolve(root)), now = Date.now(), signal } = options;
  try {
    const text = schemaText(await guessProject(root, files, signal), { project: nameOf(project), now });
    const canonical = formatText(text, 'schema');
    return canonical.ok ? canonical.text : text;
  } catch (error) {
    if (signal?.aborted) throw new CancelledError('Looking at the data was cancelled.');
    throw error;
  }
}
