import * as z from 'zod';
import { equalTo, givenValue } from './operands.ts';
import type { Operator } from './operator.ts';

export const is: Operator = {
  id: 'is',
  title: 'is',
  doc: 'Equal to one value. Text compares exactly unless `ignore_case: true`.\n\n`is: iOS` · `is: true`',
  types: ['string', 'number', 'version', 'boolean'],
  form: 'value',
  snippet: 'is: ${1}',
  inverse: 'is_not',
  shape: z.union([z.string(), z.number(), z.boolean()]),
  sentence: (operand, words) => `is ${words.one(givenValue(operand))}`,
  quantity: (operand, words) => `exactly ${words.one(givenValue(operand))}`,
  lower: (operand, subject) => equalTo([givenValue(operand)], subject),
};
