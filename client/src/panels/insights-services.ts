/** What the panel's host does for its page, where VS Code is needed: ask, confirm, save. */
import * as vscode from 'vscode';

/** Asks whether personal data is to be seen on the screen. */
export async function confirmPersonal(name: string): Promise<boolean> {
  const show = vscode.l10n.t('Reveal');
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t('Show personal data of the users in “{0}”?', name),
    {
      modal: true,
      detail: vscode.l10n.t(
        'Names, addresses and the like are shown in plain text in the insights panel, until you mask them again or another segment is shown.',
      ),
    },
    show,
  );
  return picked === show;
}

/** Saves a picture of a chart where the person says. `png` in base64. */
export async function saveImage(beside: vscode.Uri | undefined, name: string, png: string): Promise<void> {
  const file = `${name.replace(/[^\p{L}\p{N} _-]+/gu, '').trim() || 'chart'}.png`;
  const folder = beside ? vscode.Uri.joinPath(beside, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, file) }),
    filters: { PNG: ['png'] },
    title: vscode.l10n.t('Save Chart as Image'),
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(
    target,
    Uint8Array.from(atob(png), (byte) => byte.charCodeAt(0)),
  );
}
