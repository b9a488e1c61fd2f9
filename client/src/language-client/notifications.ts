import * as vscode from 'vscode';

/** Lets several parts listen to one notification: the client itself keeps only the last listener of a method. */
export function notificationHub(
  listen: (method: string, handler: (params: unknown) => void) => vscode.Disposable,
): vscode.Disposable & { on<Params>(method: string, handler: (params: Params) => void): vscode.Disposable } {
  const events = new Map<string, vscode.EventEmitter<unknown>>();
  const listening: vscode.Disposable[] = [];
  return {
    on: <Params>(method: string, handler: (params: Params) => void) => {
      let emitter = events.get(method);
      if (!emitter) {
        const made = new vscode.EventEmitter<unknown>();
        events.set(method, made);
        listening.push(listen(method, (params) => made.fire(params ?? {})));
        emitter = made;
      }
      return emitter.event((params) => handler(params as Params));
    },
    dispose: () => vscode.Disposable.from(...events.values(), ...listening).dispose(),
  };
}
