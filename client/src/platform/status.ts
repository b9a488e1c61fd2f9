import * as vscode from 'vscode';
import type { Server, ServerState } from '../language-client/server.ts';
import { SELECTOR } from '../language-client/server.ts';

/** The language status item beside the language's name: what the server does, and the way to its log. */
export function registerStatus(server: Server): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('segments.server', [...SELECTOR]);
  item.name = vscode.l10n.t('Segments');
  const show = (state: ServerState) => {
    const look = describe(state);
    item.text = look.text;
    item.busy = state === 'starting';
    item.severity = look.severity;
    item.command = look.command;
  };
  show(server.state);
  return vscode.Disposable.from(
    item,
    server.onState(show),
    vscode.workspace.onDidGrantWorkspaceTrust(() => show(server.state)),
  );
}

function describe(state: ServerState): {
  text: string;
  severity: vscode.LanguageStatusSeverity;
  command: vscode.Command;
} {
  const showLog = { title: vscode.l10n.t('Show Log'), command: 'segments.showLog' };
  if (state === 'stopped') {
    const command = { title: vscode.l10n.t('Restart'), command: 'segments.restartServer' };
    return { text: vscode.l10n.t('Segments: not running'), severity: vscode.LanguageStatusSeverity.Error, command };
  }
  if (state === 'starting') {
    return {
      text: vscode.l10n.t('Segments: starting'),
      severity: vscode.LanguageStatusSeverity.Information,
      command: showLog,
    };
  }
  if (!vscode.workspace.isTrusted) {
    const command = { title: vscode.l10n.t('Manage Trust'), command: 'workbench.trust.manage' };
    return {
      text: vscode.l10n.t('Segments: Restricted Mode'),
      severity: vscode.LanguageStatusSeverity.Warning,
      command,
    };
  }
  return {
    text: vscode.l10n.t('Segments: ready'),
    severity: vscode.LanguageStatusSeverity.Information,
    command: showLog,
  };
}
