import type { Connection } from 'vscode-languageserver';
import type { Client } from './capabilities.ts';

/** So many milliseconds what changed together is told together. */
const TOGETHER = 50;

/** Asks the client to ask again for what shows numbers; where it cannot, nothing happens. */
export function createRefresh(connection: Connection, client: () => Client | undefined) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const send = () => {
    timer = undefined;
    const { refreshesInlayHints = false, refreshesCodeLenses = false } = client() ?? {};
    if (refreshesInlayHints) connection.languages.inlayHint.refresh().catch(() => undefined);
    if (refreshesCodeLenses) connection.sendRequest('workspace/codeLens/refresh').catch(() => undefined);
  };
  return {
    refresh: () => {
      timer ??= setTimeout(send, TOGETHER);
    },
    dispose: () => clearTimeout(timer),
  };
}
