import * as vscode from 'vscode';
import { instantProblem } from '../platform/as-of.ts';
import type { Command } from './command.ts';

/** Chooses the instant that all numbers of this workspace are for. */
export const changeAsOf: Command = {
  run: async ({ asOf, dataStatus }) => {
    const title = vscode.l10n.t('Count As Of');
    const standing = await dataStatus.current();
    const latest = standing.state === 'ready' ? standing.status.latestEvent : null;
    const schemaSays = standing.state === 'none' ? '' : standing.schemaAsOf;
    const items = [
      { label: vscode.l10n.t('As the schema says'), description: schemaSays, choice: 'schema' as const },
      { label: vscode.l10n.t('Now'), description: vscode.l10n.t('this moment, and it stays'), choice: 'now' as const },
      ...(latest ? [{ label: vscode.l10n.t('Newest event'), description: latest, choice: 'latest' as const }] : []),
      { label: vscode.l10n.t('Another date or time…'), description: asOf.value ?? '', choice: 'ask' as const },
    ];
    const picked = await vscode.window.showQuickPick(items, {
      title,
      placeHolder: vscode.l10n.t('Events later than this do not exist for the count'),
    });
    if (!picked) return;
    if (picked.choice === 'schema') await asOf.set(undefined);
    else if (picked.choice === 'now') await asOf.set(new Date().toISOString());
    else if (picked.choice === 'latest') await asOf.set(latest ?? undefined);
    else await ask(title, asOf.value, (value) => asOf.set(value));
  },
};

async function ask(title: string, value: string | undefined, set: (value: string) => Promise<void>): Promise<void> {
  const typed = await vscode.window.showInputBox({
    title,
    value: value ?? '',
    placeHolder: '2026-01-31T18:00',
    prompt: vscode.l10n.t('A date counts from its start; a time without an offset is the project’s local time.'),
    validateInput: instantProblem,
  });
  if (typed !== undefined) await set(typed.trim());
}
