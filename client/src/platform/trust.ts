import * as vscode from 'vscode';
import { methods } from '../../../server/src/protocol/index.ts';
import type { Server } from '../language-client/server.ts';

/** Tells the server when the workspace becomes trusted: from then on it may read data. */
export function watchTrust(server: Server): vscode.Disposable {
  return vscode.workspace.onDidGrantWorkspaceTrust(() => server.notify(methods.trustChanged, { trusted: true }));
}

/** True in a trusted workspace; else says why `what` has to wait and offers the trust editor. */
export async function requireTrust(what: string): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} waits until you trust this workspace.', what),
    manage,
  );
  if (choice === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}
