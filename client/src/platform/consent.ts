import * as vscode from 'vscode';

const KEY = 'segments.consent';

/**
 * Asks once for each address before the first prompt goes there: what is sent, and to whom.
 * Another base URL is another receiver, so it is asked anew.
 */
export async function askConsent(memory: vscode.Memento, receiver: string): Promise<boolean> {
  const given = memory.get<readonly string[]>(KEY, []);
  if (given.includes(receiver)) return true;
  const allow = vscode.l10n.t('Allow');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('Send your prompts to {0}?', receiver),
    {
      modal: true,
      detail: vscode.l10n.t(
        'The prompt, the names and descriptions in the project schema and the names of your segments are sent. Users, events and values of personal properties never are. “Segments: Clear OpenAI API Key” takes this consent back.',
      ),
    },
    allow,
  );
  if (choice !== allow) return false;
  await memory.update(KEY, [...given, receiver]);
  return true;
}

/** Takes back every consent. */
export async function forgetConsent(memory: vscode.Memento): Promise<void> {
  await memory.update(KEY, undefined);
}
