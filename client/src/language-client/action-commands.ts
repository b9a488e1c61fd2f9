/**
 * VS Code forgets the arguments of the commands of a list of actions when the next list is there, and an action's own
 * edit brings the next one on: a command that follows the edit would sometimes not be found any more. A command without
 * arguments is run by its name alone. So the arguments are kept here, of the action that was resolved last, which is the
 * one being applied.
 */
import type * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';

let kept: { readonly command: string; readonly given: readonly unknown[] } | undefined;

export const actionMiddleware: Pick<Middleware, 'provideCodeActions' | 'resolveCodeAction'> = {
  async provideCodeActions(document, range, context, token, next) {
    const actions = await next(document, range, context, token);
    for (const action of actions ?? []) if ('kind' in action) withoutArguments(action);
    return actions;
  },
  async resolveCodeAction(item, token, next) {
    const action = await next(item, token);
    const { command, arguments: given } = action?.command ?? {};
    kept = command !== undefined && given ? { command, given } : undefined;
    if (action) withoutArguments(action);
    return action;
  },
};

/** The arguments that a command of an action came with. */
export function keptArguments(command: string): readonly unknown[] {
  return kept?.command === command ? kept.given : [];
}

function withoutArguments(action: vscode.CodeAction): void {
  if (action.command) action.command = { command: action.command.command, title: action.command.title };
}
