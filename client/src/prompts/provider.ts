import * as vscode from 'vscode';
import type { ProviderChoice } from '../../../server/src/protocol/index.ts';
import type { Services } from '../commands/command.ts';
import { hasLanguageModels } from '../language-model/language-model.ts';
import { askConsent } from '../platform/consent.ts';
import { settings } from '../platform/settings.ts';

const OPENAI = 'https://api.openai.com/v1';

/** The provider of the settings; without consent to send prompts only the built-in one. */
export async function chooseProvider({
  secrets,
  memory,
  environment,
}: Pick<Services, 'secrets' | 'memory' | 'environment'>): Promise<ProviderChoice> {
  const { provider, openai, languageModel } = settings();
  if (provider === 'builtin') return { provider };
  const apiKey = await secrets.apiKey();
  const baseUrl = openai.baseUrl ?? environment('OPENAI_BASE_URL');
  // A server of one's own may need no key.
  const configured = apiKey !== undefined || Boolean(environment('OPENAI_API_KEY') || baseUrl);
  if (provider === 'vscode' || (provider === 'auto' && !configured && languageModel && hasLanguageModels())) {
    if (await askConsent(memory, vscode.l10n.t('the language model of VS Code')))
      return { provider: 'vscode', ...(languageModel !== undefined && { languageModel }) };
    if (provider === 'auto') return { provider: 'builtin' };
    throw new vscode.CancellationError();
  }
  if (!configured && provider === 'auto') return { provider: 'builtin' };
  if (!configured) {
    const set = vscode.l10n.t('Set API Key');
    const choice = await vscode.window.showWarningMessage(vscode.l10n.t('OpenAI needs an API key.'), set);
    if (choice === set) await vscode.commands.executeCommand('segments.setApiKey');
    if ((await secrets.apiKey()) === undefined) throw new vscode.CancellationError();
    return chooseProvider({ secrets, memory, environment });
  }
  if (!(await askConsent(memory, baseUrl ?? OPENAI))) {
    if (provider === 'auto') return { provider: 'builtin' };
    throw new vscode.CancellationError();
  }
  return {
    provider,
    ...(apiKey !== undefined && { apiKey }),
    ...(openai.baseUrl !== undefined && { baseUrl: openai.baseUrl }),
    ...(openai.model !== undefined && { model: openai.model }),
    ...(openai.apiVersion !== undefined && { apiVersion: openai.apiVersion }),
    ...(Object.keys(openai.headers).length > 0 && { headers: openai.headers }),
  };
}
