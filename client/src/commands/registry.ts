/**
 * All commands, by id. One file a command, named like it; the manifest declares the same ids.
 */
import * as vscode from 'vscode';
import { messageOf, stackOf } from '../platform/error-text.ts';
import { acceptProposal } from './accept-proposal.ts';
import { addToSchema } from './add-to-schema.ts';
import { changeAsOf } from './change-as-of.ts';
import { clearApiKey } from './clear-api-key.ts';
import type { Command, Services } from './command.ts';
import { continueThread } from './continue-thread.ts';
import { copySegmentId } from './copy-segment-id.ts';
import { createSchema } from './create-schema.ts';
import { deleteSegment } from './delete-segment.ts';
import { deleteThread } from './delete-thread.ts';
import { discardProposal } from './discard-proposal.ts';
import { duplicateSegment } from './duplicate-segment.ts';
import { exportUsers } from './export-users.ts';
import { findSegment } from './find-segment.ts';
import { findUsages } from './find-usages.ts';
import { groupByFolder } from './group-by-folder.ts';
import { groupByTag } from './group-by-tag.ts';
import { manageData } from './manage-data.ts';
import { newFromEvent } from './new-from-event.ts';
import { newFromPrompt } from './new-from-prompt.ts';
import { newThread } from './new-thread.ts';
import { openAsText } from './open-as-text.ts';
import { openExample } from './open-example.ts';
import { openInQueryBuilder } from './open-in-query-builder.ts';
import { openQueryBuilderToSide } from './open-query-builder-to-side.ts';
import { openSegmentToSide } from './open-segment-to-side.ts';
import { openWalkthrough } from './open-walkthrough.ts';
import { rebuildStore } from './rebuild-store.ts';
import { refine } from './refine.ts';
import { renameAt } from './rename-at.ts';
import { renameSegment } from './rename-segment.ts';
import { renameThread } from './rename-thread.ts';
import { restartServer } from './restart-server.ts';
import { revealSegmentFile } from './reveal-segment-file.ts';
import { searchThreads } from './search-threads.ts';
import { setApiKey } from './set-api-key.ts';
import { showImportReport } from './show-import-report.ts';
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
  'segments.renameAt': renameAt,
  'segments.renameThread': renameThread,
  'segments.deleteThread': deleteThread,
  'segments.showInsights': showInsights,
  'segments.openInQueryBuilder': openInQueryBuilder,
  'segments.openQueryBuilderToSide': openQueryBuilderToSide,
  'segments.openAsText': openAsText,
  'segments.exportUsers': exportUsers,
  'segments.rebuildStore': rebuildStore,
  'segments.setApiKey': setApiKey,
  'segments.clearApiKey': clearApiKey,
  'segments.showWhatIsSent': showWhatIsSent,
  'segments.copySegmentId': copySegmentId,
  'segments.createSchema': createSchema,
  'segments.deleteSegment': deleteSegment,
  'segments.duplicateSegment': duplicateSegment,
  'segments.findSegment': findSegment,
  'segments.findUsages': findUsages,
  'segments.groupByFolder': groupByFolder,
  'segments.groupByTag': groupByTag,
  'segments.addToSchema': addToSchema,
  'segments.newFromEvent': newFromEvent,
  'segments.openExample': openExample,
  'segments.openSegmentToSide': openSegmentToSide,
  'segments.renameSegment': renameSegment,
  'segments.revealSegmentFile': revealSegmentFile,
  'segments.openWalkthrough': openWalkthrough,
  'segments.changeAsOf': changeAsOf,
  'segments.manageData': manageData,
  'segments.showImportReport': showImportReport,
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
          services.log.error(`${id}: ${stackOf(error)}`);
          await tell(messageOf(error));
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
