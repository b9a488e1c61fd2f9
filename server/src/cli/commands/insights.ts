import { Option } from 'commander';
import { type SegmentInsights, segmentInsights } from '../../insights/index.ts';
import { askSection, readSection, sectionHelp, sectionJson, sectionText } from '../ask-sections.ts';
import type { CliCommand } from '../command.ts';
import { evaluated, formatOption, wholeNumber, withSegment } from '../evaluate.ts';
import { insightsText } from '../insights-text.ts';
import { reportUnprepared } from '../store.ts';

export const insights: CliCommand = {
  name: 'insights',
  summary:
    'count a segment: total, reachability by channel, sample users; with --section, whatever else there is to say',
  define: (definition) =>
    evaluated(definition)
      .addOption(new Option('--samples <n>', 'how many sample users').default('10'))
      .addOption(sectionOption())
      .addOption(formatOption('text', 'json'))
      .addHelpText('after', `\nSections:\n${sectionHelp()}`),
  async run(call) {
    const { io, options } = call;
    const samples = wholeNumber('--samples', options['samples'], 0);
    const asked = (options['section'] as readonly string[]).map(readSection);
    const isJson = options['format'] === 'json';
    return withSegment(call, async (on) => {
      const { store, asOf, ...session } = on;
      const result = await segmentInsights(session.snapshot, store, session.uri, {
        samples,
        signal: io.signal,
        ...asOf,
      });
      if (result.state !== 'ready') return reportUnprepared(result, session, io);
      if (!isJson) await io.out(insightsText(result, io.color));
      const sections: object[] = [];
      for (const section of asked) {
        const outcome = await askSection(section, on, io);
        if (isJson) sections.push(sectionJson(section.id, outcome));
        else await io.out(`\n${sectionText(section.id, outcome, io.color)}`);
      }
      if (isJson) {
        const json = { ...insightsJson(result), ...(asked.length > 0 ? { sections } : {}) };
        await io.out(`${JSON.stringify(json, null, 2)}\n`);
      }
      return 0;
    });
  },
};

const sectionOption = (): Option =>
  new Option('--section <section>', 'a further section, such as trend or breakdown=city (repeatable)')
    .default([] as readonly string[], 'none')
    .argParser((value: string, before: readonly string[]) => [...before, value]);

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
