import * as z from 'zod';
import { equalTo, givenValue, not } from './operands.ts';
import type { Operator } from './operator.ts';

export const isNot: Operator = {
  id: 'is_not',
  title: 'is not',
  doc: 'Anything but the value. Holds for a missing value too; add `exists: true` to leave those out.\n\n`is_not: Web`',
  types: ['string', 'number', 'version'],
  form: 'value',
  snippet: 'is_not: ${1}',
  inverse: 'is',
  negative: true,
  shape: z.union([z.string(), z.number()]),
  sentence: (operand, words) => `is not ${words.one(givenValue(operand))}`,
  quantity: (operand, words) => `other than ${words.one(givenValue(operand))}`,
  lower: (operand, subject) => not(equalTo([givenValue(operand)], subject)),
};
