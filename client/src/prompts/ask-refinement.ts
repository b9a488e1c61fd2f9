import * as vscode from 'vscode';

/** Asks what shall change. */
export async function askRefinement(uri: vscode.Uri, value = ''): Promise<string | undefined> {
  const prompt = await vscode.window.showInputBox({
    title: vscode.l10n.t('Refine {0}', uri.path.split('/').pop() ?? ''),
    prompt: vscode.l10n.t('Say what shall change.'),
    placeHolder: vscode.l10n.t('Only those in Mumbai'),
    value,
    ignoreFocusOut: true,
  });
  return prompt?.trim() || undefined;
}
