import * as z from 'zod';
import { segmentInsights } from '../../insights/index.ts';
import { refuseErrors, subjectInput, subjectOf } from '../subject.ts';
import { defineTool, ToolError } from '../tool.ts';

/**
 * How many users a segment holds. Its result goes to a language model: numbers and the segment's own words only, never a
 * user, and no value that was looked up in the data.
 */
export const countSegment = defineTool({
  name: 'count_segment',
  title: 'Count a segment',
  description:
    'Counts the users of a segment in the project’s data: the total, how many can be reached by each channel and why the others cannot, and how many users remain after each rule, so that the rule which empties a segment shows. Gives numbers only, never users.',
  input: z.object({
    ...subjectInput,
    as_of: z.string().max(64).optional().describe('Count as of this date or date-time (default: what the schema says)'),
  }),
  output: z.object({
    segment: z.string(),
    as_of: z.string(),
    total: z.int(),
    of: z.int().describe('All users'),
    reachable_any: z.int(),
    reachable: z.array(
      z.object({
        channel: z.string(),
        label: z.string(),
        users: z.int(),
        not_because: z.record(z.string(), z.int()),
      }),
    ),
    rules: z.array(
      z.object({
        rule: z.string(),
        alone: z.int().describe('Users that hold it, whatever the other rules say'),
        remaining: z.int().describe('Users that hold it and all rules before it'),
      }),
    ),
    emptied_by: z.string().nullable().describe('The rule that left nobody'),
  }),
  async run(host, input, signal) {
    const subject = await subjectOf(host, input);
    refuseErrors(subject);
    const { snapshot, uri } = subject;
    const options = { samples: 0, signal, ...(input.as_of === undefined ? {} : { asOf: input.as_of }) };
    const counted = await host.withStore(snapshot, signal, (store) => segmentInsights(snapshot, store, uri, options));
    if (counted.state === 'invalid') throw new ToolError('The segment has errors, so it selects nobody yet. Check it.');
    if (counted.state === 'failed') throw new ToolError(counted.message);
    const { evaluation, rules, segment, empty } = counted;
    const result = {
      segment: segment.id,
      as_of: new Date(evaluation.asOf).toISOString(),
      total: evaluation.total,
      of: evaluation.of,
      reachable_any: evaluation.reachableAny,
      reachable: evaluation.reachable.map(({ channel, label, users, notBecause }) => ({
        channel,
        label,
        users,
        not_because: { ...notBecause },
      })),
      rules: rules.map(({ sentence, alone, remaining }) => ({ rule: sentence, alone, remaining })),
      emptied_by: empty?.sentence ?? null,
    };
    const text = [
      `${result.total} of ${result.of} users as of ${result.as_of}; ${result.reachable_any} can be reached`,
      ...result.reachable.map(({ label, users }) => `${label}: ${users}`),
      ...result.rules.map(({ rule, remaining }) => `${remaining} remain after: ${rule}`),
      ...(result.emptied_by === null ? [] : [`Nobody is left because of: ${result.emptied_by}`]),
    ].join('\n');
    return { result, text };
  },
});
