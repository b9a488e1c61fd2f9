import { describeSegment } from '../../language/index.ts';
import { reportBlockers } from '../blocked.ts';
import type { CliCommand } from '../command.ts';
import { formatOption, segmentArgument } from '../evaluate.ts';
import { openSegment } from '../session.ts';

export const explain: CliCommand = {
  name: 'explain',
  summary: 'say in plain English whom a segment holds',
  define: (definition) => definition.addArgument(segmentArgument()).addOption(formatOption('text', 'json')),
  async run(call) {
    const { io, options } = call;
    const session = await openSegment(call);
    const { snapshot, uri } = session;
    const segment = snapshot.reading(uri)?.segment;
    const blockers = snapshot.blockers(uri);
    if (!segment || blockers.length > 0) return reportBlockers(session, blockers, io);
    const text = describeSegment(segment, snapshot.schema).trimEnd();
    await io.out(
      options['format'] === 'json' ? `${JSON.stringify({ segment: segment.id, text }, null, 2)}\n` : `${text}\n`,
    );
    return 0;
  },
};
