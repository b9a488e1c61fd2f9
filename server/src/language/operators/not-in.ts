import * as z from 'zod';
import { equalTo, givenValues, not } from './operands.ts';
import type { Operator } from './operator.ts';

export const notIn: Operator = {
  id: 'not_in',
  title: 'is none of',
  doc: 'None of the values of the list. Holds for a missing value too.\n\n`not_in: [Web, Desktop]`',
  types: ['string', 'number', 'version'],
  form: 'values',
  snippet: 'not_in: [${1}]',
  inverse: 'in',
  negative: true,
  shape: z.array(z.union([z.string(), z.number()])).min(1),
  sentence: (operand, words) => `is not ${words.many(givenValues(operand), 'or')}`,
  quantity: (operand, words) => `other than ${words.many(givenValues(operand), 'or')}`,
  lower: (operand, subject) => not(equalTo(givenValues(operand), subject)),
};
