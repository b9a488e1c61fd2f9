import * as z from 'zod';
import { givenValue } from './operands.ts';
import type { Operator } from './operator.ts';

export const matches: Operator = {
  id: 'matches',
  title: 'matches',
  doc: 'A regular expression in RE2 syntax is found anywhere in the value; anchor it with `^` and `$`.\n\n`matches: "^SKU-[0-9]+$"`',
  types: ['string'],
  form: 'pattern',
  snippet: "matches: '${1}'",
  shape: z.string(),
  sentence: (operand) => `matches the pattern “${givenValue(operand)}”`,
  lower: (operand, { column, ignoreCase }) => ({
    op: 'matches',
    column,
    pattern: String(givenValue(operand)),
    ...(ignoreCase ? { ignoreCase } : {}),
  }),
};
