import * as vscode from 'vscode';
import type { NewSegmentResult } from '../../../server/src/protocol/index.ts';

/** What becomes of a prompt whose rules another segment has: that segment, a file with this text, or nothing. */
export type Instead = { readonly open: vscode.Uri } | { readonly yaml: string } | undefined;

/** Offers to open or refer to the segment that has the same rules, before a copy is written. */
export async function askInstead({ sameAs, yaml }: NewSegmentResult): Promise<Instead> {
  if (yaml === null) return undefined;
  if (!sameAs) return { yaml };
  const { name, uri, reference } = sameAs;
  const choices: readonly (vscode.QuickPickItem & { readonly instead: Instead })[] = [
    ...(reference
      ? [
          {
            label: vscode.l10n.t('$(link) Refer to It'),
            detail: vscode.l10n.t('A new segment that follows “{0}” when its rules change', name),
            instead: { yaml: reference },
          },
        ]
      : []),
    ...(uri === null
      ? []
      : [
          {
            label: vscode.l10n.t('$(go-to-file) Open “{0}”', name),
            detail: vscode.l10n.t('No new segment is written'),
            instead: { open: vscode.Uri.parse(uri) },
          },
        ]),
    {
      label: vscode.l10n.t('$(copy) Write a Copy'),
      detail: vscode.l10n.t('A new segment with the same rules'),
      instead: { yaml },
    },
  ];
  const picked = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t('“{0}” Has the Same Rules', name),
    placeHolder: vscode.l10n.t('There is a segment with the same rules already'),
    ignoreFocusOut: true,
  });
  if (!picked) throw new vscode.CancellationError();
  return picked.instead;
}
