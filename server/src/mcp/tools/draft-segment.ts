import * as z from 'zod';
import { PromptError, translatePrompt } from '../../agent/index.ts';
import { draftContext } from '../../project/index.ts';
import { defineTool, ToolError } from '../tool.ts';

/** A prompt turned into a segment by the built-in translator: nothing leaves the machine, nothing is written. */
export const draftSegment = defineTool({
  name: 'draft_segment',
  title: 'Draft a segment from a prompt',
  description:
    'Turns a description of an audience into the YAML of a segment that checks clean, offline and without a language model. Says what was assumed, what was not understood, and asks where words have no definition; answers can be given in a further call. Writes no file.',
  input: z.object({
    prompt: z.string().min(1).max(10_000).describe('Whom the segment shall hold, in a sentence'),
    answers: z
      .array(z.object({ about: z.string(), answer: z.string() }))
      .max(20)
      .optional()
      .describe('Answers to questions of an earlier call: the words asked about, and an option or own words'),
  }),
  output: z.object({
    status: z.enum(['ok', 'partial', 'unclear']).describe('Whether all, part or nothing of the prompt became rules'),
    id: z.string().describe('The file would be <id>.segment.yaml'),
    yaml: z.string().nullable(),
    assumptions: z.array(z.string()),
    questions: z.array(z.object({ about: z.string(), question: z.string(), options: z.array(z.string()) })),
    not_understood: z.array(z.string()),
    phrases: z.array(z.object({ text: z.string(), rule: z.string() })).describe('Which words became which rule'),
    same_as: z.string().nullable().describe('A segment with the same rules: better referred to than copied'),
  }),
  async run(host, { prompt, answers = [] }, signal) {
    const snapshot = await host.project();
    try {
      const drafted = await translatePrompt({
        prompt,
        answers,
        ...draftContext(snapshot),
        provider: 'builtin',
        signal,
      });
      const result = {
        status: drafted.status,
        id: drafted.id,
        yaml: drafted.yaml,
        assumptions: [...drafted.assumptions],
        questions: drafted.questions.map(({ about, question, options }) => ({
          about,
          question,
          options: [...options],
        })),
        not_understood: [...drafted.notUnderstood, ...drafted.refusedAnswers.map(({ reason }) => reason)],
        phrases: drafted.phrases.map(({ text, rule }) => ({ text, rule })),
        same_as: drafted.sameAs?.id ?? null,
      };
      const list = (title: string, items: readonly string[]) =>
        items.length === 0 ? [] : [`${title}: ${items.join('; ')}`];
      const text = [
        `status: ${result.status}`,
        ...(result.yaml === null ? [] : ['', result.yaml.trimEnd(), '']),
        ...list('Assumed', result.assumptions),
        ...list('Not understood', result.not_understood),
        ...result.questions.map(({ question, options }) => `Question: ${question} (${options.join(' / ')})`),
        ...(result.same_as === null ? [] : [`The segment ${result.same_as} has the same rules.`]),
      ].join('\n');
      return { result, text };
    } catch (error) {
      if (error instanceof PromptError) throw new ToolError(error.message);
      throw error;
    }
  },
});
