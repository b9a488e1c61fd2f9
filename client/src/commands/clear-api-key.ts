import * as vscode from 'vscode';
import { forgetConsent } from '../platform/consent.ts';
import type { Command } from './command.ts';

/** Removes the API key from the secret store, and the consent to use the network with it. */
export const clearApiKey: Command = {
  run: async ({ secrets, memory }) => {
    await secrets.clearApiKey();
    await forgetConsent(memory);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Segments: API key removed'), 5000);
  },
};
