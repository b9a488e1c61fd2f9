import * as vscode from 'vscode';
import type { FromInsightsView } from '../../../server/src/protocol/index.ts';

/** A message of the webview, checked: the webview shows data, so its words are not trusted. */
export function readMessage(message: unknown): FromInsightsView | undefined {
  if (typeof message !== 'object' || message === null || !('type' in message)) return undefined;
  const fields = message as Record<string, unknown>;
  switch (fields['type']) {
    case 'ready':
    case 'refresh':
    case 'export':
      return { type: fields['type'] };
    case 'reveal': {
      const { uri, line } = fields;
      if (typeof uri !== 'string' || typeof line !== 'number' || !Number.isInteger(line) || line < 0) return undefined;
      return { type: 'reveal', uri, line };
    }
    case 'command':
      return typeof fields['command'] === 'string' ? { type: 'command', command: fields['command'] } : undefined;
    default:
      return undefined;
  }
}

/** The segment that a panel of the last session was about, from the state that its webview kept. */
export function readState(state: unknown): vscode.Uri | undefined {
  if (typeof state !== 'object' || state === null || !('uri' in state) || typeof state.uri !== 'string')
    return undefined;
  const uri = vscode.Uri.parse(state.uri);
  return uri.scheme === 'file' ? uri : undefined;
}
