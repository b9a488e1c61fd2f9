/**
 * Wires the extension together: the language client, the commands and the insights panel.
 * Invariant: no behaviour of its own; everything made here is disposed with the extension.
 */
import * as vscode from 'vscode';
import { registerParticipant } from './chat/participant.ts';
import { registerTools } from './chat/tools.ts';
import type { Platform } from './commands/command.ts';
import { registerCommands } from './commands/registry.ts';
import { registerRefineLens } from './editor/refine-lens.ts';
import type { Server } from './language-client/server.ts';
import { registerInsightsPanel } from './panels/insights-panel.ts';
import { createAsOf } from './platform/as-of.ts';
import { registerDataStatus } from './platform/data-status.ts';
import { createHead } from './platform/head.ts';
import { createLog } from './platform/log.ts';
import { createSecrets } from './platform/secrets.ts';
import { registerStatus } from './platform/status.ts';
import { watchTrust } from './platform/trust.ts';
import { watchWriting } from './platform/writing.ts';
import { createProposals } from './proposals/proposals.ts';
import { registerQueryBuilder } from './query-builder/index.ts';
import { registerThreads } from './threads/index.ts';
import { registerViews } from './views/registry.ts';

/** What the entry for Node and the one for browsers differ in. */
export interface Host extends Platform {
  readonly startServer: (extensionUri: vscode.Uri, log: vscode.LogOutputChannel) => Server;
}

/** Starts the extension. The server starts in the background: activation does not wait for it. */
export function start(context: vscode.ExtensionContext, { startServer, ...platform }: Host): void {
  const log = createLog();
  const server = startServer(context.extensionUri, log);
  const threads = registerThreads(context.storageUri, log);
  const asOf = createAsOf(server, context.workspaceState);
  const head = createHead(server, log);
  const { extensionUri, workspaceState } = context;
  const insights = registerInsightsPanel({ extensionUri, server, log, asOf, head, memory: workspaceState });
  const dataStatus = registerDataStatus(server, asOf, log);
  const views = registerViews({ server, head, state: workspaceState, log });
  const proposals = createProposals();
  const secrets = createSecrets(context);
  const services = {
    ...platform,
    extensionId: context.extension.id,
    extensionUri: context.extensionUri,
    server,
    insights,
    log,
    secrets,
    threads,
    views,
    asOf,
    dataStatus,
    proposals,
    memory: context.globalState,
  };
  context.subscriptions.push(
    log,
    server,
    insights,
    threads,
    views,
    asOf,
    head,
    dataStatus,
    proposals,
    registerRefineLens(),
    registerQueryBuilder(context.extensionUri, server, log),
    registerStatus(server),
    watchTrust(server),
    watchWriting(),
    registerCommands(services),
    registerParticipant(services),
    registerTools(services),
  );
  void vscode.commands.executeCommand('setContext', 'segments.active', true);
}
