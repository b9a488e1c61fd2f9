import { Option } from 'commander';
import { type SegmentInsights, segmentInsights } from '../../insights/index.ts';
import type { CliCommand } from '../command.ts';
import { evaluated, formatOption, wholeNumber, withSegment } from '../evaluate.ts';
import { insightsText } from '../insights-text.ts';
import { reportUnprepared } from '../store.ts';

export const insights: CliCommand = {
  name: 'insights',
  summary: 'count a segment: total, reachability by channel, sample users',
  define: (definition) =>
    evaluated(definition)
      .addOption(new Option('--samples <n>', 'how many sample users').default('10'))
      .addOption(formatOption('text', 'json')),
  async run(call) {
    const { io, options } = call;
    const samples = wholeNumber('--samples', options['samples'], 0);
    return withSegment(call, async ({ store, asOf, ...session }) => {
      const result = await segmentInsights(session.snapshot, store, session.uri, {
        samples,
        signal: io.signal,
        ...asOf,
      });
      if (result.state !== 'ready') return reportUnprepared(result, session, io);
      await io.out(
        options['format'] === 'json'
          ? `${JSON.stringify(insightsJson(result), null, 2)}\n`
          : insightsText(result, io.color),
      );
      return 0;
    });
  },
};

/** The shape that the command line's contract gives. */
function insightsJson({ segment, explanation, evaluation, rules, empty, timezone }: SegmentInsights): object {
  return {
    segment: segment.id,
    name: segment.name,
    explanation,
    as_of: new Date(evaluation.asOf).toISOString(),
    timezone,
    users: { total: evaluation.total, of: evaluation.of },
    reachable: evaluation.reachable.map(({ channel, label, users, notBecause }) => ({
      channel,
      label,
      users,
      not_because: notBecause,
    })),
    reachable_any: evaluation.reachableAny,
    rules: rules.map(({ sentence, alone, remaining }) => ({ rule: sentence, alone, remaining })),
    ...(empty ? { empty: { rule: empty.sentence, nearest: empty.nearest } } : {}),
    sample: evaluation.sample,
    took_ms: evaluation.tookMs,
  };
}
