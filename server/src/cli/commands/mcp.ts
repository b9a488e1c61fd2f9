import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CliCommand } from '../command.ts';
import { CliError } from '../io.ts';

interface Program {
  serve(folder: string, version: string): Promise<void>;
}

export const mcp: CliCommand = {
  name: 'mcp',
  summary: 'offer search, draft, check, count and explain to agents (Model Context Protocol over stdio)',
  define: (definition) => definition,
  async run({ io, options }) {
    const named = options['project'];
    const folder = typeof named === 'string' ? resolve(io.cwd, named) : io.cwd;
    if (!existsSync(folder)) throw new CliError(`There is no folder ${named}.`);
    // A program of its own beside this one: no other command loads the protocol.
    const program = new URL('./mcp.js', import.meta.url).href;
    const { serve } = (await import(program)) as Program;
    await serve(folder, process.env['SEGMENTS_VERSION'] ?? '0.0.0');
    return 0;
  },
};
