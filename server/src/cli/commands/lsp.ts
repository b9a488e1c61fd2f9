import { Option } from 'commander';
import type { CliCommand } from '../command.ts';

export const lsp: CliCommand = {
  name: 'lsp',
  summary: 'run the language server over stdio, for any editor',
  // Editors add --stdio by habit; it is the only way there is.
  define: (definition) => definition.addOption(new Option('--stdio').hideHelp()),
  async run() {
    // The server is a program of its own beside this one: the command line knows nothing of the protocol.
    const server = new URL('./server.js', import.meta.url).href;
    if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
    await import(server);
    return new Promise(() => undefined);
  },
};
