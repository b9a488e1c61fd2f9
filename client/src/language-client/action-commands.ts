import type * as vscode from 'vscode';

let kept: { readonly command: string; readonly given: readonly unknown[] } | undefined;

/**
 * Keeps the arguments of the command that follows an action's edit, and has VS Code hold none. VS Code forgets the
 * arguments of a list of actions when the next list is there, which the edit itself brings on: a command with arguments
 * would sometimes not be found any more.
 */
export function keepArguments(action: vscode.CodeAction | null | undefined): vscode.CodeAction | null | undefined {
  if (!action?.edit || !action.command?.arguments) return action;
  const { command, title, arguments: given } = action.command;
  kept = { command, given };
  action.command = { command, title };
  return action;
}

/** The arguments of the action that was resolved last, which is the one being applied. */
export function keptArguments(command: string): readonly unknown[] {
  return kept?.command === command ? kept.given : [];
}
