import { Argument, Option } from 'commander';
import { describeSegment } from '../../language/index.ts';
import { reportBlockers } from '../blocked.ts';
import type { CliCommand } from '../command.ts';
import { openSegment } from '../session.ts';

export const explain: CliCommand = {
  name: 'explain',
  summary: 'say in plain English whom a segment holds',
  define: (definition) =>
    definition
      .addArgument(new Argument('<file>', 'a segment’s file or id'))
      .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text')),
  async run(call) {
    const { io, options } = call;
    const session = await openSegment(call);
    const { snapshot, uri } = session;
    const segment = snapshot.reading(uri)?.segment;
    if (!segment || reportBlockers(session, uri, io)) return 1;
    const text = describeSegment(segment, snapshot.schema);
    await io.out(
      options['format'] === 'json'
        ? `${JSON.stringify({ segment: segment.id, text }, null, 2)}\n`
        : `${text.trimEnd()}\n`,
    );
    return 0;
  },
};
