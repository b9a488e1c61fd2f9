import * as z from 'zod';
import { holding } from './lists.ts';
import { givenValues } from './operands.ts';
import type { Operator } from './operator.ts';

export const includesAll: Operator = {
  id: 'includes_all',
  title: 'includes all of',
  doc: 'The list holds all of the values.\n\n`includes_all: [Yoga, Running]`',
  types: ['list<string>', 'list<number>'],
  form: 'values',
  snippet: 'includes_all: [${1}]',
  shape: z.array(z.union([z.string(), z.number()])).min(1),
  sentence: (operand, words) => `include ${words.many(givenValues(operand), 'and')}`,
  lower: (operand, subject) => holding('all', givenValues(operand), subject),
};
