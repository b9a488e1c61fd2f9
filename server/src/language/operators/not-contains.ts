import * as z from 'zod';
import { givenValue, not } from './operands.ts';
import type { Operator } from './operator.ts';
import { textAt } from './text.ts';

export const notContains: Operator = {
  id: 'not_contains',
  title: 'does not contain',
  doc: 'The text stands nowhere in the value. Holds for a missing value too.\n\n`not_contains: test`',
  types: ['string'],
  form: 'text',
  snippet: 'not_contains: ${1}',
  inverse: 'contains',
  negative: true,
  shape: z.string(),
  sentence: (operand) => `does not contain “${givenValue(operand)}”`,
  lower: (operand, subject) => not(textAt('contains', operand, subject)),
};
