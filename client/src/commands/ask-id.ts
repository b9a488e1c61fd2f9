import * as vscode from 'vscode';

/** As the language has it: lower-case words of letters and digits, joined by hyphens. */
const ID = /^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+)*$/u;

/** Asks for the id of a segment that none of the project has. Throws a CancellationError when the person gives up. */
export async function askId(title: string, value: string, taken: readonly string[]): Promise<string> {
  const id = await vscode.window.showInputBox({
    title,
    value,
    prompt: vscode.l10n.t('The id is the file’s name without .segment.yaml.'),
    validateInput: (text) => {
      if (!ID.test(text.trim()))
        return vscode.l10n.t('Lower-case letters and digits, words joined by hyphens: big-spenders');
      return taken.includes(text.trim()) ? vscode.l10n.t('There is a segment {0} already.', text.trim()) : undefined;
    },
  });
  if (id === undefined) throw new vscode.CancellationError();
  return id.trim();
}
