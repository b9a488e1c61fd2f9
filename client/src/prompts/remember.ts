import * as vscode from 'vscode';
import { methods, type Remarks, type RememberParams, type RememberResult } from '../../../server/src/protocol/index.ts';
import type { Services } from '../commands/command.ts';

/** Offers to keep what words mean in the project's glossary. The edit of the schema is shown before it is made. */
export async function offerToRemember(
  services: Pick<Services, 'server' | 'proposals'>,
  near: vscode.Uri,
  answered: NonNullable<Remarks['answered']>,
): Promise<void> {
  for (const { about, answer, rules } of answered) {
    if (!rules?.length) continue;
    const show = vscode.l10n.t('Show Edit');
    const message = vscode.l10n.t('Remember in the project’s glossary that “{0}” means: {1}?', about, answer);
    if ((await vscode.window.showInformationMessage(message, show)) !== show) continue;
    const params: RememberParams = { near: near.toString(), term: about, rules };
    const kept = await services.server.request<RememberResult | null>(methods.rememberMeaning, params);
    if (!kept?.ok) {
      void vscode.window.showWarningMessage(
        kept?.reason ?? vscode.l10n.t('The language server could not do it. Its log says why.'),
      );
      continue;
    }
    await services.proposals.show({
      target: vscode.Uri.parse(kept.uri),
      before: kept.before,
      text: kept.text,
      title: vscode.l10n.t('Glossary: “{0}”', about),
      message: vscode.l10n.t('“{0}” would be kept in the glossary, so that it is not asked again.', about),
      // The schema counts only when it is saved, and nobody is looking at it.
      save: true,
    });
  }
}
