/**
 * A file that is renamed stays in the query builder: VS Code itself would open it anew as text, since the builder is
 * only one of the ways to open it.
 */
import * as vscode from 'vscode';
import { messageOf } from '../platform/error-text.ts';
import { soon } from '../platform/soon.ts';
import { VIEW_TYPE } from './view-type.ts';

/** So long a busy VS Code may take to move its tabs, in milliseconds. */
const PATIENCE = 10_000;

interface Place {
  readonly uri: string;
  readonly column: vscode.ViewColumn;
  readonly isActive: boolean;
  /** It was open as text in the same group too. */
  readonly isTextToo: boolean;
}

export function followRenames(log: vscode.LogOutputChannel): vscode.Disposable {
  let open: readonly Place[] = [];
  return vscode.Disposable.from(
    vscode.workspace.onWillRenameFiles(() => {
      open = places();
    }),
    vscode.workspace.onDidRenameFiles(async ({ files }) => {
      const before = open;
      open = [];
      try {
        for (const { oldUri, newUri } of files) {
          const [from, to] = [oldUri.toString(), newUri.toString()];
          for (const place of before) {
            // A folder takes its files along.
            if (place.uri !== from && !place.uri.startsWith(`${from}/`)) continue;
            await reopen(vscode.Uri.parse(to + place.uri.slice(from.length), true), place);
          }
        }
      } catch (error) {
        log.warn(`The query builder could not follow a renamed file: ${messageOf(error)}`);
      }
    }),
  );
}

function places(): readonly Place[] {
  return vscode.window.tabGroups.all.flatMap((group) =>
    group.tabs.flatMap(({ input, isActive }) => {
      if (!(input instanceof vscode.TabInputCustom) || input.viewType !== VIEW_TYPE) return [];
      const uri = input.uri.toString();
      return [{ uri, column: group.viewColumn, isActive, isTextToo: textTab(uri, group.viewColumn) !== undefined }];
    }),
  );
}

const groupAt = (column: vscode.ViewColumn) =>
  vscode.window.tabGroups.all.find(({ viewColumn }) => viewColumn === column);

const textTab = (uri: string, column: vscode.ViewColumn) =>
  groupAt(column)?.tabs.find(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri);

async function reopen(uri: vscode.Uri, { column, isActive, isTextToo }: Place): Promise<void> {
  // One that is hidden is not brought to the front: it can be opened as a form again.
  if (!isActive) return;
  // VS Code moves its tabs when extensions have been told.
  const text = await soon(() => textTab(uri.toString(), column), PATIENCE);
  if (!text) return;
  if (text.isDirty) {
    // In place: closing the tab would ask about what is not saved.
    await vscode.window.showTextDocument(uri, { viewColumn: column });
    await vscode.commands.executeCommand('reopenActiveEditorWith', VIEW_TYPE);
    return;
  }
  const options = { viewColumn: column, preserveFocus: true, preview: false };
  await vscode.commands.executeCommand('vscode.openWith', uri, VIEW_TYPE, options);
  if (!isTextToo) await vscode.window.tabGroups.close(text, true);
}
