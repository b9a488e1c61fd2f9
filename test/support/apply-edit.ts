import type { ChangeAnnotation, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** What a project's files are after an edit: those that it changes or renames, by path. */
export function afterEdit(
  edit: WorkspaceEdit,
  textOf: (path: string) => string,
  root = 'file:///project/',
): ReadonlyMap<string, string> {
  const path = (uri: string) => decodeURIComponent(uri.replace(root, ''));
  const files = new Map<string, string>();
  const changed = (uri: string, edits: TextDocumentEdit['edits']) => {
    const before = files.get(path(uri)) ?? textOf(path(uri));
    const document = TextDocument.create(uri, 'segment', 1, before);
    files.set(
      path(uri),
      TextDocument.applyEdits(
        document,
        edits.filter((each) => 'newText' in each),
      ),
    );
  };
  for (const [uri, edits] of Object.entries(edit.changes ?? {})) changed(uri, edits);
  for (const change of edit.documentChanges ?? []) {
    if ('textDocument' in change) changed(change.textDocument.uri, change.edits);
    else if (change.kind === 'rename') {
      const text = files.get(path(change.oldUri)) ?? textOf(path(change.oldUri));
      files.delete(path(change.oldUri));
      files.set(path(change.newUri), text);
    }
  }
  return files;
}

/** What a person is told of an edit before it is made. */
export const notesOf = (edit: WorkspaceEdit): readonly string[] =>
  Object.values(edit.changeAnnotations ?? {}).map(
    ({ label, needsConfirmation }: ChangeAnnotation) => `${label}${needsConfirmation ? ' (asks)' : ''}`,
  );
