import * as vscode from 'vscode';
import type { Remarks } from '../../../server/src/protocol/index.ts';

type Gate<Result> = (send: (more: { readonly allowPersonal?: true }) => Promise<Result>) => Promise<Result>;

/**
 * Asks before words that say who somebody is leave the machine; refused, the built-in translator's answer stands.
 * What was answered holds for all requests through the same gate: one prompt and its answers.
 */
export function personalGate<Result extends Pick<Remarks, 'personal'>>(): Gate<Result> {
  let allowed: boolean | undefined;
  return async (send) => {
    const result = await send(allowed ? { allowPersonal: true } : {});
    if (!result.personal?.length || allowed === false) return result;
    allowed = await ask(result.personal);
    return allowed ? send({ allowPersonal: true }) : result;
  };
}

async function ask(found: NonNullable<Remarks['personal']>): Promise<boolean> {
  const anyway = vscode.l10n.t('Send Anyway');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('Your prompt holds personal data. Send it to the language model?'),
    {
      modal: true,
      detail: [
        ...found.map(({ what, text }) => `${what}: ${text}`),
        '',
        vscode.l10n.t(
          'It was not sent yet; without it the built-in translator answers, and nothing leaves your machine.',
        ),
      ].join('\n'),
    },
    anyway,
  );
  return choice === anyway;
}
