import * as vscode from 'vscode';

/** The extension's log, shown by **Segments: Show Log**. Its level is VS Code's own setting. */
export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Segments', { log: true });
}

/** The same log for whole protocol messages: what is secret in them does not reach it. */
export function withoutSecrets(log: vscode.LogOutputChannel): vscode.LogOutputChannel {
  return new Proxy(log, {
    get: (target, property) => {
      if (property === 'trace') return (message: string, ...rest: unknown[]) => target.trace(redact(message), ...rest);
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Exported for the tests. */
export function redact(message: string): string {
  return message
    .replace(/("apiKey"\s*:\s*)"(?:[^"\\]|\\.)*"/g, '$1"…"')
    .replace(/("headers"\s*:\s*)\{[^{}]*\}/g, '$1{…}');
}
