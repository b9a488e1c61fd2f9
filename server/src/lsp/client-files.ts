import type { Connection } from 'vscode-languageserver';
import type { FileHost } from '../project/index.ts';
import {
  type FileParams,
  type ListFolderResult,
  methods,
  type ReadFileResult,
  type StatFileResult,
  type WriteFileParams,
} from '../protocol/index.ts';

/** Files as the client sees them, whatever file system they lie in. Links are the file system's own affair. */
export function clientFiles(connection: Connection): FileHost {
  const ask = <Result>(method: string, uri: string): Promise<Result> =>
    connection.sendRequest<Result>(method, { uri } satisfies FileParams);
  return {
    read: async (uri) => {
      const bytes = await ask<ReadFileResult>(methods.readFile, uri);
      return bytes === null ? undefined : new Uint8Array(bytes);
    },
    stat: async (uri) => (await ask<StatFileResult>(methods.statFile, uri)) ?? undefined,
    list: (uri) => ask<ListFolderResult>(methods.listFolder, uri),
    real: async (uri) => uri,
  };
}

/** Has the client write a file. */
export async function writeClientFile(
  connection: Connection,
  uri: string,
  text: AsyncIterable<string>,
  signal: AbortSignal,
): Promise<void> {
  const parts: string[] = [];
  for await (const part of text) {
    signal.throwIfAborted();
    parts.push(part);
  }
  const bytes = new TextEncoder().encode(parts.join('')).buffer;
  await connection.sendRequest(methods.writeFile, { uri, bytes } satisfies WriteFileParams);
}
