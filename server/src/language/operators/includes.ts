import * as z from 'zod';
import { holding } from './lists.ts';
import { givenValue } from './operands.ts';
import type { Operator } from './operator.ts';

export const includes: Operator = {
  id: 'includes',
  title: 'includes',
  doc: 'The list holds the value.\n\n`includes: Yoga`',
  types: ['list<string>', 'list<number>'],
  form: 'value',
  snippet: 'includes: ${1}',
  inverse: 'excludes',
  shape: z.union([z.string(), z.number()]),
  sentence: (operand, words) => `include ${words.one(givenValue(operand))}`,
  lower: (operand, subject) => holding('any', [givenValue(operand)], subject),
};
