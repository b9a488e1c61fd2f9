import { resolve } from 'node:path';
import { Option } from 'commander';
import { exportMembers } from '../../insights/index.ts';
import { writeFileAtomically } from '../../insights/write-file.ts';
import type { CliCommand } from '../command.ts';
import { evaluated, formatOption, withSegment } from '../evaluate.ts';
import { counted } from '../reporters/findings.ts';
import { reportUnprepared } from '../store.ts';

export const users: CliCommand = {
  name: 'users',
  summary: 'export the members of a segment',
  define: (definition) =>
    evaluated(definition)
      .addOption(formatOption('ids', 'csv', 'ndjson'))
      .addOption(new Option('--include-pii', 'export personal properties too').default(false))
      .addOption(new Option('--columns <names>', 'properties, separated by commas, in this order (default: all)'))
      .addOption(new Option('--out <path>', 'write a file instead of standard output')),
  async run(call) {
    const { io, options } = call;
    return withSegment(call, async ({ store, asOf, ...session }) => {
      const result = await exportMembers(session.snapshot, store, session.uri, {
        format: options['format'] as 'ids' | 'csv' | 'ndjson',
        includePii: options['includePii'] === true,
        ...(typeof options['columns'] === 'string' ? { columns: named(options['columns']) } : {}),
        signal: io.signal,
        ...asOf,
      });
      if (result.state !== 'ready') return reportUnprepared(result, session, io);
      const out = options['out'];
      if (typeof out === 'string') {
        await writeFileAtomically(resolve(io.cwd, out), result.text, { signal: io.signal, secret: true });
        io.err(`${counted(result.count(), 'user')} written to ${out}.`);
      } else {
        for await (const text of result.text) await io.out(text);
      }
      return 0;
    });
  },
};

const named = (list: string): readonly string[] =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
