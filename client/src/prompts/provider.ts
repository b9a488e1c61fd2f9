import * as vscode from 'vscode';
import type { ProviderChoice } from '../../../server/src/protocol/index.ts';
import type { Services } from '../commands/command.ts';
import { askConsent } from '../platform/consent.ts';
import { settings } from '../platform/settings.ts';

const OPENAI = 'https://api.openai.com/v1';

/** The provider of the settings; without consent for the network only the built-in one. */
export async function chooseProvider({
  secrets,
  memory,
}: Pick<Services, 'secrets' | 'memory'>): Promise<ProviderChoice> {
  const { provider, openai } = settings();
  if (provider === 'builtin') return { provider };
  const apiKey = await secrets.apiKey();
  const hasKey = apiKey !== undefined || Boolean(process.env['OPENAI_API_KEY']);
  if (!hasKey && provider === 'auto') return { provider: 'builtin' };
  if (!hasKey) {
    const set = vscode.l10n.t('Set API Key');
    const choice = await vscode.window.showWarningMessage(vscode.l10n.t('OpenAI needs an API key.'), set);
    if (choice === set) await vscode.commands.executeCommand('segments.setApiKey');
    if ((await secrets.apiKey()) === undefined) throw new vscode.CancellationError();
    return chooseProvider({ secrets, memory });
  }
  if (!(await askConsent(memory, openai.baseUrl ?? process.env['OPENAI_BASE_URL'] ?? OPENAI))) {
    if (provider === 'auto') return { provider: 'builtin' };
    throw new vscode.CancellationError();
  }
  return {
    provider,
    ...(apiKey !== undefined && { apiKey }),
    ...(openai.baseUrl !== undefined && { baseUrl: openai.baseUrl }),
    ...(openai.model !== undefined && { model: openai.model }),
  };
}
