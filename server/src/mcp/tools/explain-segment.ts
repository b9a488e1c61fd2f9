import * as z from 'zod';
import { describeRule, describeSegment } from '../../language/index.ts';
import { refuseErrors, subjectInput, subjectOf } from '../subject.ts';
import { defineTool, ToolError } from '../tool.ts';

/** A segment in plain English. */
export const explainSegment = defineTool({
  name: 'explain_segment',
  title: 'Explain a segment',
  description:
    'Says in plain English whom a segment holds, as a whole and rule by rule, as a reviewer would read it. Compare it with what was asked for.',
  input: z.object(subjectInput),
  output: z.object({
    segment: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    explanation: z.string(),
    rules: z.array(z.string()),
  }),
  async run(host, input) {
    const subject = await subjectOf(host, input);
    refuseErrors(subject);
    const { snapshot, uri } = subject;
    const segment = snapshot.reading(uri)?.segment;
    if (!segment) throw new ToolError('There are no rules to explain.');
    const explanation = describeSegment(segment, snapshot.schema).trimEnd();
    return {
      result: {
        segment: segment.id,
        name: segment.name,
        description: segment.description ?? null,
        explanation,
        rules: segment.where.map((rule) => describeRule(rule, snapshot.schema)),
      },
      text: explanation,
    };
  },
});
