import { Option } from 'commander';
import { momentOf, prepareSegment } from '../../insights/index.ts';
import { dialects } from '../../query/index.ts';
import type { CliCommand } from '../command.ts';
import { evaluated, formatOption, withSegment } from '../evaluate.ts';
import { reportUnprepared } from '../store.ts';

export const sql: CliCommand = {
  name: 'sql',
  summary: 'print the compiled query of a segment, with its parameters',
  define: (definition) =>
    evaluated(definition)
      .addOption(
        new Option('--dialect <dialect>', 'of which database').choices(Object.keys(dialects)).default('sqlite'),
      )
      .addOption(formatOption('text', 'json')),
  async run(call) {
    const { io, options } = call;
    return withSegment(call, async ({ store, asOf, ...session }) => {
      const prepared = await prepareSegment(session.snapshot, session.uri, momentOf(store, asOf));
      if (prepared.state !== 'prepared') return reportUnprepared(prepared, session, io);
      const { sql: text, params } = store.sql(prepared);
      await io.out(
        options['format'] === 'json'
          ? `${JSON.stringify({ dialect: options['dialect'], sql: text, params }, null, 2)}\n`
          : `${text.trimEnd()};\n${params.map((value, i) => `-- ?${i + 1} = ${JSON.stringify(value)}`).join('\n')}\n`,
      );
      return 0;
    });
  },
};
