import * as z from 'zod';
import { holding } from './lists.ts';
import { givenValue, not } from './operands.ts';
import type { Operator } from './operator.ts';

export const excludes: Operator = {
  id: 'excludes',
  title: 'excludes',
  doc: 'The list does not hold the value. Holds for a missing list too.\n\n`excludes: Yoga`',
  types: ['list<string>', 'list<number>'],
  form: 'value',
  snippet: 'excludes: ${1}',
  inverse: 'includes',
  negative: true,
  shape: z.union([z.string(), z.number()]),
  sentence: (operand, words) => `do not include ${words.one(givenValue(operand))}`,
  lower: (operand, subject) => not(holding('any', [givenValue(operand)], subject)),
};
