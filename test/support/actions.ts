/** Code actions as a person meets them: chosen by their title in a fixture, and applied to its files. */
import assert from 'node:assert/strict';
import type { CodeAction, CodeActionContext, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codeActions } from '../../server/src/features/code-actions.ts';
import type { FeatureContext } from '../../server/src/features/feature.ts';
import { CONTEXT, type Opened, openFixture, SCHEMA } from './feature-fixture.ts';
import { parseFixture } from './fixture.ts';

/** What is offered at the cursor, or for the selection, of a fixture. */
export function actionsIn(
  opened: Opened,
  asked: Partial<CodeActionContext> = {},
  context: FeatureContext = CONTEXT,
): readonly CodeAction[] {
  const { document, fixture, offset } = opened;
  const [selection] = fixture.ranges;
  const range = {
    start: document.text.positionAt(selection?.offset ?? offset),
    end: document.text.positionAt(selection?.end ?? offset),
  };
  const params = { textDocument: { uri: document.uri }, range, context: { diagnostics: [], ...asked } };
  return codeActions.provide(document, params, context) as CodeAction[];
}

/** The files by their path once an edit is made; files that went are absent. */
export function filesAfter(opened: Opened, edit: WorkspaceEdit): ReadonlyMap<string, string> {
  const root = opened.document.snapshot.rootUri;
  const path = (uri: string) => decodeURIComponent(uri.slice(root.length + 1));
  const files = new Map(opened.fixture.files);
  const change = (uri: string, edits: TextDocumentEdit['edits']) => {
    const text = TextDocument.create(uri, '', 0, files.get(path(uri)) ?? opened.textAt(path(uri)));
    files.set(path(uri), TextDocument.applyEdits(text, edits as never));
  };
  for (const [uri, edits] of Object.entries(edit.changes ?? {})) change(uri, edits);
  for (const part of edit.documentChanges ?? []) {
    if (!('kind' in part)) change(part.textDocument.uri, part.edits);
    else if (part.kind === 'create') files.set(path(part.uri), '');
    else if (part.kind === 'rename') {
      files.set(path(part.newUri), files.get(path(part.oldUri)) ?? '');
      files.delete(path(part.oldUri));
    }
  }
  return files;
}

/** Chooses an action by its title and compares the files that it changes: `after` is a fixture without marks. */
export async function does(
  before: string,
  title: string | RegExp,
  after: string,
  { context = CONTEXT, schema = SCHEMA }: { readonly context?: FeatureContext; readonly schema?: string } = {},
): Promise<void> {
  const opened = await openFixture(before, schema);
  const actions = actionsIn(opened, { only: [''] }, context);
  const fits = (action: CodeAction) => (typeof title === 'string' ? action.title === title : title.test(action.title));
  const action = actions.find(fits);
  assert.ok(action, `no “${title}” among:\n${actions.map((each) => each.title).join('\n')}`);
  assert.ok(action.edit, `“${action.title}” is disabled: ${action.disabled?.reason}`);
  const files = filesAfter(opened, action.edit);
  const wanted = parseFixture(after).files;
  for (const [path, text] of wanted) assert.equal(files.get(path), text, path);
}

/** Why an action cannot be done at a place. */
export async function refusal(before: string, title: string): Promise<string | undefined> {
  const actions = actionsIn(await openFixture(before), { only: [''] });
  return actions.find((action) => action.title === title)?.disabled?.reason;
}
