import * as vscode from 'vscode';
import {
  methods,
  type PromptPreviewParams,
  type PromptPreviewResult,
  type SentRequest,
} from '../../../server/src/protocol/index.ts';
import { chooseProvider } from '../prompts/provider.ts';
import { createSentDocuments, type SentDocuments } from '../prompts/sent-document.ts';
import type { Command, Services } from './command.ts';
import { chooseProject } from './target.ts';

let documents: SentDocuments | undefined;

/** Shows the exact request that was sent last, or the one that a prompt would send, without sending it. */
export const showWhatIsSent: Command = {
  run: async (services, given) => {
    documents ??= createSentDocuments();
    const last = await services.server.request<SentRequest | null>(methods.lastRequest, {});
    const ahead = typeof given === 'string' || !last ? true : await pick();
    if (ahead === undefined) return;
    if (!ahead && last) return documents.show(last, vscode.l10n.t('Sent'));
    const prompt = typeof given === 'string' ? given : await askPrompt();
    if (prompt) await preview(services, prompt, documents);
  },
};

/** True: a prompt, before it is sent. */
async function pick(): Promise<boolean | undefined> {
  const picked = await vscode.window.showQuickPick(
    [
      { label: vscode.l10n.t('The last request'), ahead: false },
      { label: vscode.l10n.t('A prompt, before it is sent…'), ahead: true },
    ],
    { title: vscode.l10n.t('Show What Is Sent') },
  );
  return picked?.ahead;
}

async function askPrompt(): Promise<string | undefined> {
  const prompt = await vscode.window.showInputBox({
    title: vscode.l10n.t('Show What Is Sent'),
    prompt: vscode.l10n.t('A prompt. Nothing is sent: what would be sent is shown.'),
    ignoreFocusOut: true,
  });
  return prompt?.trim() || undefined;
}

async function preview(services: Services, prompt: string, { show }: SentDocuments): Promise<void> {
  const near = await chooseProject(services);
  if (!near) throw new Error(vscode.l10n.t('Open a folder with a segments.schema.yaml first.'));
  const choice = await chooseProvider(services);
  const params: PromptPreviewParams = { prompt, near: near.toString(), ...choice };
  const result = await services.server.request<PromptPreviewResult | null>(methods.promptPreview, params);
  if (!result) throw new Error(vscode.l10n.t('The language server could not do it. Its log says why.'));
  if (result.request) return show(result.request, vscode.l10n.t('Would be sent'));
  const nothing = vscode.l10n.t('Nothing is sent: the built-in translator works on this machine.');
  void vscode.window.showInformationMessage([result.notice, nothing].filter(Boolean).join(' '));
}
