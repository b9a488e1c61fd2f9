import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { nodeHost } from '../project/node-host.ts';
import { folderHost } from './host.ts';
import { serveTools } from './server.ts';

/** Serves the tools for the project around a folder over stdio, until the client goes. */
export async function serve(folder: string, version: string): Promise<void> {
  // Stdout belongs to the protocol; libraries that print would break it.
  console.log = console.info = console.debug = console.error.bind(console);
  const host = folderHost(folder, nodeHost);
  const transport = new StdioServerTransport();
  process.stdin.once('end', () => void transport.close());
  process.stdin.once('close', () => void transport.close());
  await serveTools(host, transport, version);
  await host.close();
}
