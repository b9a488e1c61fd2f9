/**
 * All commands, by id. One file a command, named like it; the manifest declares the same ids.
 */
import * as vscode from 'vscode';
import { acceptProposal } from './accept-proposal.ts';
import { clearApiKey } from './clear-api-key.ts';
import type { Command, Services } from './command.ts';
import { continueThread } from './continue-thread.ts';
import { deleteThread } from './delete-thread.ts';
import { discardProposal } from './discard-proposal.ts';
import { exportUsers } from './export-users.ts';
import { newFromPrompt } from './new-from-prompt.ts';
import { newThread } from './new-thread.ts';
import { rebuildStore } from './rebuild-store.ts';
import { refine } from './refine.ts';
import { renameThread } from './rename-thread.ts';
import { restartServer } from './restart-server.ts';
import { searchThreads } from './search-threads.ts';
import { setApiKey } from './set-api-key.ts';
import { showInsights } from './show-insights.ts';
import { showLog } from './show-log.ts';
import { showWhatIsSent } from './show-what-is-sent.ts';

export const commands = {
  'segments.newFromPrompt': newFromPrompt,
  'segments.refine': refine,
  'segments.acceptProposal': acceptProposal,
  'segments.discardProposal': discardProposal,
  'segments.newThread': newThread,
  'segments.continueThread': continueThread,
  'segments.searchThreads': searchThreads,
  'segments.renameThread': renameThread,
  'segments.deleteThread': deleteThread,
  'segments.showInsights': showInsights,
  'segments.exportUsers': exportUsers,
  'segments.rebuildStore': rebuildStore,
  'segments.setApiKey': setApiKey,
  'segments.clearApiKey': clearApiKey,
  'segments.showWhatIsSent': showWhatIsSent,
  'segments.restartServer': restartServer,
  'segments.showLog': showLog,
} satisfies Record<string, Command>;

/** Registers every command. A failure is logged and told once, in one place. */
export function registerCommands(services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([id, command]: [string, Command]) =>
      vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
        try {
          await command.run(services, ...args);
        } catch (error) {
          if (error instanceof vscode.CancellationError) return;
          services.log.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
          await tell(error instanceof Error ? error.message : String(error));
        }
      }),
    ),
  );
}

async function tell(message: string): Promise<void> {
  const showLog = vscode.l10n.t('Show Log');
  const choice = await vscode.window.showErrorMessage(message, showLog);
  if (choice === showLog) await vscode.commands.executeCommand('segments.showLog');
}
