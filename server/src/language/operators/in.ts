import * as z from 'zod';
import { equalTo, givenValues } from './operands.ts';
import type { Operator } from './operator.ts';

export const isIn: Operator = {
  id: 'in',
  title: 'is any of',
  doc: 'Equal to any value of the list.\n\n`in: [iOS, Android]`',
  types: ['string', 'number', 'version'],
  form: 'values',
  snippet: 'in: [${1}]',
  inverse: 'not_in',
  shape: z.array(z.union([z.string(), z.number()])).min(1),
  sentence: (operand, words) => `is ${words.many(givenValues(operand), 'or')}`,
  quantity: (operand, words) => words.many(givenValues(operand), 'or'),
  lower: (operand, subject) => equalTo(givenValues(operand), subject),
};
