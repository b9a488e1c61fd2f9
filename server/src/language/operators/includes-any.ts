import * as z from 'zod';
import { holding } from './lists.ts';
import { givenValues } from './operands.ts';
import type { Operator } from './operator.ts';

export const includesAny: Operator = {
  id: 'includes_any',
  title: 'includes any of',
  doc: 'The list holds any of the values.\n\n`includes_any: [Yoga, Running]`',
  types: ['list<string>', 'list<number>'],
  form: 'values',
  snippet: 'includes_any: [${1}]',
  shape: z.array(z.union([z.string(), z.number()])).min(1),
  sentence: (operand, words) => `include ${words.many(givenValues(operand), 'or')}`,
  lower: (operand, subject) => holding('any', givenValues(operand), subject),
};
