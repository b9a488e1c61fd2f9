import * as vscode from 'vscode';

/** The extension under test. */
export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('segments-as-code.segments-as-code');
  if (!found) throw new Error('The extension is not there.');
  return found;
}

/** A file of the workspace. */
export function file(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('No folder is open.');
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Opens a file of the workspace in the editor. */
export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(file(path), { preview: false });
}

/** The position right behind the first place where `text` stands. */
export function behind(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  if (at < 0) throw new Error(`“${text}” is not in ${document.uri.path}.`);
  return document.positionAt(at + text.length);
}

export type Answer<Value> = Exclude<Awaited<Value>, false | 0 | '' | null | undefined>;

/** Asks until the answer is there. */
export async function until<Value>(
  ask: () => Value | Promise<Value>,
  what: string,
  limit = 30_000,
): Promise<Answer<Value>> {
  const end = Date.now() + limit;
  for (;;) {
    const value = await ask();
    if (value) return value as Answer<Value>;
    if (Date.now() > end) throw new Error(`Waited ${limit} ms for ${what}.`);
    await new Promise((done) => setTimeout(done, 25));
  }
}
