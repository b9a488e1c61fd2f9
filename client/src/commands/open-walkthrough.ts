import * as vscode from 'vscode';
import type { Command } from './command.ts';

/** Opens the five steps from an empty folder to insights. */
export const openWalkthrough: Command = {
  run: async ({ extensionId }) => {
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#start`, false);
    // VS Code never ticks off what held already when it first looked at the steps; this changes afterwards.
    await vscode.commands.executeCommand('setContext', 'segments.walkthroughOpen', true);
  },
};
