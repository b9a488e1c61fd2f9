import * as z from 'zod';
import { windowPhrase } from '../describe/words.ts';
import { givenWindow, inWindow, not } from './operands.ts';
import type { Operator } from './operator.ts';

export const notWithin: Operator = {
  id: 'not_within',
  title: 'is not within the last',
  doc: 'The complement of `within`: earlier, later than now, or missing.\n\n`not_within: 30d`',
  types: ['datetime', 'date'],
  form: 'past',
  snippet: 'not_within: ${1:30d}',
  inverse: 'within',
  negative: true,
  shape: z.string(),
  sentence: (operand) => `is not ${windowPhrase(givenWindow(operand))}`,
  lower: (operand, { column, clock }) => not(inWindow(givenWindow(operand), column, clock)),
};
