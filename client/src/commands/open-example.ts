import * as vscode from 'vscode';
import type { Command } from './command.ts';

/** Copies the bundled example, with its data, into a new folder and opens it. */
export const openExample: Command = {
  run: async ({ extensionUri }) => {
    const picked = await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: vscode.l10n.t('Copy the Example Here'),
      title: vscode.l10n.t('Where should the example go?'),
    });
    const parent = picked?.[0];
    if (!parent) throw new vscode.CancellationError();
    const target = await freeFolder(parent, 'segments-example');
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(extensionUri, 'examples', 'shop'), target);
    const newWindow = (vscode.workspace.workspaceFolders?.length ?? 0) > 0;
    await vscode.commands.executeCommand('vscode.openFolder', target, { forceNewWindow: newWindow });
  },
};

/** A folder that is not there yet: nothing of the person's is overwritten. */
async function freeFolder(parent: vscode.Uri, name: string): Promise<vscode.Uri> {
  const taken = new Set((await vscode.workspace.fs.readDirectory(parent)).map(([entry]) => entry));
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name}-${n}`;
  return vscode.Uri.joinPath(parent, free);
}
