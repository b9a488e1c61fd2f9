import { renameKey, replaceScalar } from '../../language/index.ts';
import type { Mention } from '../mentions.ts';
import type { FileEdit, FileMove } from '../workspace-edit.ts';

/** The edits, or one sentence that says why there are none. */
export type Renaming =
  | { readonly ok: true; readonly edits: readonly FileEdit[]; readonly moves: readonly FileMove[] }
  | { readonly ok: false; readonly why: string };

export const refused = (why: string): Renaming => ({ ok: false, why });

/** The edit of one mention. Keys and values are quoted as the new name needs it. */
export const renameMention = ({ as, node }: Mention, name: string) =>
  as === 'use' ? replaceScalar(node, name) : renameKey({ key: node }, name);
