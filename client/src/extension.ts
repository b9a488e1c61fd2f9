/**
 * Wires the extension together: the language client, the commands and the insights panel.
 * Invariant: no behaviour of its own; everything made here is disposed with the extension.
 */
import * as vscode from 'vscode';
import { registerCommands } from './commands/registry.ts';
import { startServer } from './language-client/node.ts';
import { registerInsightsPanel } from './panels/insights-panel.ts';
import { createLog } from './platform/log.ts';
import { createSecrets } from './platform/secrets.ts';
import { registerStatus } from './platform/status.ts';
import { watchTrust } from './platform/trust.ts';

/** Starts the extension. The server starts in the background: activation does not wait for it. */
export function activate(context: vscode.ExtensionContext): void {
  const log = createLog();
  const server = startServer(context.extensionUri, log);
  const insights = registerInsightsPanel(context.extensionUri, server, log);
  context.subscriptions.push(
    log,
    server,
    insights,
    registerStatus(server),
    watchTrust(server),
    registerCommands({ server, insights, log, secrets: createSecrets(context), memory: context.globalState }),
  );
  void vscode.commands.executeCommand('setContext', 'segments.active', true);
}
