/** The one way between a webview's page and its host. */

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

export interface Host<ToView, FromView> {
  send(message: FromView): void;
  /** Tells of each message; gives back what ends that. */
  listen(hear: (message: ToView) => void): () => void;
  /** What this page kept with `keep` before VS Code was closed. Written to disk: nothing of users goes in. */
  readonly kept: unknown;
  keep(state: unknown): void;
}

let api: VsCodeApi | undefined;

/** VS Code gives its interface once a page. Messages come from the extension alone, so their type is taken as said. */
export function connectHost<ToView, FromView>(): Host<ToView, FromView> {
  api ??= acquireVsCodeApi();
  const vscode = api;
  return {
    send: (message) => vscode.postMessage(message),
    listen: (hear) => {
      const heard = ({ data }: MessageEvent<ToView>) => hear(data);
      window.addEventListener('message', heard);
      return () => window.removeEventListener('message', heard);
    },
    get kept() {
      return vscode.getState?.();
    },
    keep: (state) => vscode.setState(state),
  };
}
