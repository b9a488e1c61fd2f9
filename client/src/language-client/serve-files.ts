import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type FileParams,
  type ListFolderResult,
  methods,
  type ProgramFiles,
  type ReadFileResult,
  type StatFileResult,
  type WriteFileParams,
} from '../../../server/src/protocol/index.ts';

/** Answers a server that can't reach files itself: through VS Code's file systems, virtual ones too. */
export function serveFiles(client: BaseLanguageClient, programFiles: ProgramFiles): void {
  const { fs } = vscode.workspace;
  client.onRequest(methods.programFiles, () => programFiles);
  client.onRequest(methods.readFile, ({ uri }: FileParams) =>
    absentAsNull<ReadFileResult>(async () => ownBytes(await fs.readFile(vscode.Uri.parse(uri)))),
  );
  client.onRequest(methods.statFile, ({ uri }: FileParams) =>
    absentAsNull<StatFileResult>(async () => {
      const { type, size, mtime } = await fs.stat(vscode.Uri.parse(uri));
      return { kind: kindOf(type), size, modified: mtime };
    }),
  );
  client.onRequest(methods.listFolder, async ({ uri }: FileParams): Promise<ListFolderResult> => {
    const entries = await absentAsNull(async () => fs.readDirectory(vscode.Uri.parse(uri)));
    return (entries ?? []).map(([name, type]) => ({ name, kind: kindOf(type) }));
  });
  client.onRequest(methods.writeFile, async ({ uri, bytes }: WriteFileParams) => {
    await fs.writeFile(vscode.Uri.parse(uri), new Uint8Array(bytes));
    return null;
  });
}

/** A link to a folder is a file here, so that it is not walked. */
const kindOf = (type: vscode.FileType) => (type === vscode.FileType.Directory ? 'folder' : 'file');

/** A part of a larger piece of memory is copied, so that not all of that is sent. */
const ownBytes = (bytes: Uint8Array): ArrayBuffer =>
  (bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()).buffer as ArrayBuffer;

async function absentAsNull<Result>(read: () => Promise<Result>): Promise<Result | null> {
  try {
    return await read();
  } catch {
    return null;
  }
}
