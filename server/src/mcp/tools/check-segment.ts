import * as z from 'zod';
import { findingShape, findingsOf } from '../findings.ts';
import { findingText, pathFromRoot, subjectInput, subjectOf } from '../subject.ts';
import { defineTool } from '../tool.ts';

const MOST = 50;

/** Every problem of a segment, with what would mend it. */
export const checkSegment = defineTool({
  name: 'check_segment',
  title: 'Check a segment',
  description:
    'Checks a user segment (.segment.yaml) against the project’s schema and its other segments: unknown events, properties and values, wrong types, contradictions, references. Gives diagnostics by line with suggested replacements. Check every segment you write, and mend it until there are no errors.',
  input: z.object(subjectInput),
  output: z.object({
    file: z.string().nullable(),
    ok: z.boolean().describe('No errors; there may be warnings'),
    errors: z.int(),
    warnings: z.int(),
    diagnostics: z.array(findingShape),
    left_out: z.int().describe('Diagnostics beyond those listed'),
  }),
  async run(host, input) {
    const { snapshot, uri } = await subjectOf(host, input);
    const found = findingsOf(snapshot.file(uri)?.text ?? '', snapshot.diagnostics().get(uri) ?? []);
    const count = (severity: string) => found.filter((each) => each.severity === severity).length;
    const [errors, warnings] = [count('error'), count('warning')];
    // Errors first: they are what stops a segment when not all fit.
    const shown = [...found].sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
    const diagnostics = shown.slice(0, MOST);
    const lines = diagnostics.map(findingText);
    return {
      result: {
        file: input.text === undefined ? pathFromRoot(snapshot, uri) : null,
        ok: errors === 0,
        errors,
        warnings,
        diagnostics,
        left_out: found.length - diagnostics.length,
      },
      text: found.length === 0 ? 'No problems.' : [`Errors: ${errors}, warnings: ${warnings}`, ...lines].join('\n'),
    };
  },
});
