import * as vscode from 'vscode';
import type { AsOfChoice } from '../../../server/src/protocol/index.ts';
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
    const choice: AsOfChoice | undefined =
      picked.choice === 'ask' ? await ask(title, asOf.value) : { kind: picked.choice };
    if (choice) await asOf.choose(choice, latest);
  },
};

async function ask(title: string, value: string | undefined): Promise<AsOfChoice | undefined> {
  const typed = await vscode.window.showInputBox({
    title,
    value: value ?? '',
    placeHolder: '2026-01-31T18:00',
    prompt: vscode.l10n.t('A date counts from its start; a time without an offset is the project’s local time.'),
    validateInput: instantProblem,
  });
  return typed === undefined ? undefined : { kind: 'at', local: typed.trim() };
}
