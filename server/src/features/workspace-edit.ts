import type { ChangeAnnotation, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextEdit as PlainEdit } from '../language/index.ts';
import type { EditSupport, FeatureWorkspace } from './feature.ts';

/** What a person is told of an edit before it is made; `confirm` waits for their yes. */
export interface Note {
  readonly label: string;
  readonly description?: string;
  readonly confirm?: boolean;
}

/** An edit of one of the project's files. */
export interface FileEdit extends PlainEdit {
  readonly uri: string;
  readonly note?: Note;
}

export interface FileMove {
  readonly from: string;
  readonly to: string;
}

export interface NewFile {
  readonly uri: string;
  readonly text: string;
}

/**
 * Edits of several files as one edit of the protocol. Files are made first, so that others may speak of them; texts are edited
 * under their old names, then files are renamed.
 */
export function workspaceEdit(
  edits: readonly FileEdit[],
  moves: readonly FileMove[],
  { textOf, snapshotOf }: Pick<FeatureWorkspace, 'textOf' | 'snapshotOf'>,
  client: EditSupport,
  made: readonly NewFile[] = [],
): WorkspaceEdit {
  const notes = new Map<Note, string>();
  const annotations: Record<string, ChangeAnnotation> = {};
  const annotated = (note: Note | undefined): { annotationId?: string } => {
    if (!note || !client.annotates) return {};
    const id = notes.get(note) ?? String(notes.size + 1);
    notes.set(note, id);
    const { label, description, confirm } = note;
    annotations[id] = { label, ...(description ? { description } : {}), needsConfirmation: confirm === true };
    return { annotationId: id };
  };
  const byFile = new Map<string, TextEdit[]>();
  for (const { uri, range, newText, note } of edits) {
    const text = textOf(uri);
    if (!text) continue;
    const list = byFile.get(uri) ?? [];
    list.push({
      range: { start: text.positionAt(range.start), end: text.positionAt(range.end) },
      newText,
      ...annotated(note),
    });
    byFile.set(uri, list);
  }
  if (!client.documentChanges) return { changes: Object.fromEntries(byFile) };
  const edited = [...byFile].map(
    ([uri, list]): TextDocumentEdit => ({
      textDocument: { uri, version: snapshotOf(uri)?.file(uri)?.version ?? null },
      edits: list,
    }),
  );
  const start = { line: 0, character: 0 };
  const documentChanges: NonNullable<WorkspaceEdit['documentChanges']> = [
    ...made.flatMap(({ uri, text }) => [
      { kind: 'create' as const, uri, options: { overwrite: false, ignoreIfExists: false } },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
    ]),
    ...edited,
  ];
  for (const { from, to } of moves) documentChanges.push({ kind: 'rename', oldUri: from, newUri: to });
  return { documentChanges, ...(notes.size > 0 ? { changeAnnotations: annotations } : {}) };
}
