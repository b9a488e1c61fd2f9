import {
  LSPErrorCodes,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type RenameParams,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { rangeAt } from '../definition.ts';
import type { Feature, FeatureDocument } from '../feature.ts';
import { targetsAt } from '../targets.ts';
import { workspaceEdit } from '../workspace-edit.ts';
import { renaming, whyNotRenamed } from './renaming.ts';

const CAPABILITY = { renameProvider: { prepareProvider: true } };

/** Whether the name under the cursor can be renamed; a clear sentence when not. */
export const prepareRename: Feature<PrepareRenameParams, PrepareRenameResult | ResponseError> = {
  method: 'textDocument/prepareRename',
  capability: CAPABILITY,
  provide: (document, { position }, { client }) => {
    const found = targetsAt(document, document.text.offsetAt(position));
    const why = whyNotRenamed(found?.targets ?? [], document.snapshot) ?? whyNoFile(found?.targets[0]?.kind, client);
    if (!found || why !== undefined) return refusal(why ?? '');
    return { range: inside(document, found), placeholder: found.targets[0]!.name };
  },
};

/** Renames a segment, an event, a property, a channel or a word of the glossary wherever the project speaks of it. */
export const rename: Feature<RenameParams, WorkspaceEdit | ResponseError> = {
  method: 'textDocument/rename',
  capability: CAPABILITY,
  provide: (document, { position, newName }, { client }) => {
    const targets = targetsAt(document, document.text.offsetAt(position))?.targets ?? [];
    const why = whyNoFile(targets[0]?.kind, client);
    if (why !== undefined) return refusal(why);
    const done = renaming(targets, newName, document.snapshot);
    if (!done.ok) return refusal(done.why);
    const files = { textOf: document.textOf, snapshotOf: () => document.snapshot };
    return workspaceEdit(done.edits, done.moves, files, client.actions);
  },
};

/** A segment's name is its file's. */
const whyNoFile = (kind: string | undefined, client: { readonly actions: { readonly renamesFiles: boolean } }) =>
  kind === 'segment' && !client.actions.renamesFiles
    ? 'A segment is renamed with its file, and this editor lets no language server rename files.'
    : undefined;

const refusal = (why: string) => new ResponseError<void>(LSPErrorCodes.RequestFailed, why);

/** The name without its quotes: what is typed over. */
function inside(document: FeatureDocument, { range, node }: NonNullable<ReturnType<typeof targetsAt>>) {
  const quoted = (node.style === 'single' || node.style === 'double') && range.end - range.start > 1;
  return rangeAt(document, document.uri, quoted ? { start: range.start + 1, end: range.end - 1 } : range);
}
