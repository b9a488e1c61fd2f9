import * as z from 'zod';
import type { Diagnostic } from '../language/diagnostic.ts';

/** A diagnostic by line and column, both from 1; the end is excluded. */
export const findingShape = z.object({
  line: z.int(),
  column: z.int(),
  end_line: z.int(),
  end_column: z.int(),
  severity: z.enum(['error', 'warning', 'information', 'hint']),
  code: z.string(),
  message: z.string(),
  suggestions: z.array(z.string()),
});

export type Finding = z.infer<typeof findingShape>;

/** The diagnostics of a text in the order of their places. */
export function findingsOf(text: string, diagnostics: readonly Diagnostic[]): readonly Finding[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n?|\n/g)) starts.push(match.index + match[0].length);
  const place = (offset: number) => {
    let line = starts.length - 1;
    while (line > 0 && starts[line]! > offset) line--;
    return { line: line + 1, column: offset - starts[line]! + 1 };
  };
  return [...diagnostics]
    .sort((a, b) => a.range.start - b.range.start)
    .map(({ range, severity, code, message, suggestions = [] }) => {
      const end = place(range.end);
      return {
        ...place(range.start),
        end_line: end.line,
        end_column: end.column,
        severity,
        code,
        message,
        suggestions: [...suggestions],
      };
    });
}
