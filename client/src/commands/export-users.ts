import * as vscode from 'vscode';
import { type ExportParams, type ExportResult, methods } from '../../../server/src/protocol/index.ts';
import { isStored, type Server } from '../language-client/server.ts';
import { requireTrust } from '../platform/trust.ts';
import type { Command } from './command.ts';
import { withServerProgress } from './progress.ts';
import { targetSegment } from './target.ts';

type Format = ExportParams['format'];

/**
 * Writes the segment's users to a file: format, then whether personal data goes along, then where. The insights panel
 * gives the format and the columns that it shows.
 */
export const exportUsers: Command = {
  run: async ({ server, insights }, resource, chosen) => {
    const uri = targetSegment(resource, insights);
    if (!uri) throw new Error(vscode.l10n.t('Open a .segment.yaml file first: its users are exported.'));
    if (!(await requireTrust(vscode.l10n.t('Exporting users')))) return;
    const { format: given, columns } = (chosen ?? {}) as Pick<Partial<ExportParams>, 'format' | 'columns'>;
    const format = given ?? (await pickFormat());
    const includePii = format === 'ids' ? false : await pickPii();
    const target = await pickTarget(uri, format, server);
    const params: ExportParams = {
      uri: uri.toString(),
      format,
      includePii,
      target: target.toString(),
      ...(columns && { columns }),
    };
    const title = vscode.l10n.t('Exporting users');
    const { users } = await withServerProgress<ExportResult>(title, server, methods.exportUsers, params);
    await offerToOpen(users, target);
  },
};

async function pickFormat(): Promise<Format> {
  const formats: (vscode.QuickPickItem & { format: Format })[] = [
    { label: 'CSV', description: vscode.l10n.t('ids and properties, for spreadsheets'), format: 'csv' },
    { label: 'NDJSON', description: vscode.l10n.t('ids and properties, one JSON object a line'), format: 'ndjson' },
    { label: vscode.l10n.t('Ids'), description: vscode.l10n.t('one user id a line'), format: 'ids' },
  ];
  const picked = await vscode.window.showQuickPick(formats, { title: vscode.l10n.t('Export Users (1 of 2): format') });
  return (picked ?? cancelled()).format;
}

async function pickPii(): Promise<boolean> {
  const choices = [
    {
      label: vscode.l10n.t('Mask personal data'),
      description: vscode.l10n.t('columns marked pii carry masked text'),
      include: false,
    },
    {
      label: vscode.l10n.t('Include personal data'),
      description: vscode.l10n.t('the file holds names, addresses and the like in plain text'),
      include: true,
    },
  ];
  const picked = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t('Export Users (2 of 2): personal data'),
  });
  return (picked ?? cancelled()).include;
}

async function pickTarget(segment: vscode.Uri, format: Format, server: Server): Promise<vscode.Uri> {
  const extension = format === 'ids' ? 'txt' : format;
  const id =
    segment.path
      .split('/')
      .pop()
      ?.replace(/\.segment\.ya?ml$/, '') ?? 'segment';
  const folder = isStored(segment) ? vscode.Uri.joinPath(segment, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
  const picked = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `${id}-users.${extension}`) }),
    filters: { [extension.toUpperCase()]: [extension] },
    saveLabel: vscode.l10n.t('Export'),
    title: vscode.l10n.t('Export Users'),
  });
  const target = picked ?? cancelled();
  if (!server.writesTo(target)) throw new Error(vscode.l10n.t('Users can only be exported to a file on disk.'));
  return target;
}

async function offerToOpen(users: number, target: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open');
  const count = new Intl.NumberFormat(vscode.env.language).format(users);
  const name = target.path.split('/').pop() ?? '';
  const message = vscode.l10n.t('Exported users: {0}, to {1}.', count, name);
  if ((await vscode.window.showInformationMessage(message, open)) === open) {
    await vscode.commands.executeCommand('vscode.open', target);
  }
}

function cancelled(): never {
  throw new vscode.CancellationError();
}
