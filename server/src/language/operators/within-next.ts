import * as z from 'zod';
import { windowPhrase } from '../describe/words.ts';
import { givenWindow, inWindow } from './operands.ts';
import type { Operator } from './operator.ts';

export const withinNext: Operator = {
  id: 'within_next',
  title: 'is within the next',
  doc: 'Later than now, within so long.\n\n`within_next: 7d`',
  types: ['datetime', 'date'],
  form: 'duration',
  snippet: 'within_next: ${1:7d}',
  shape: z.string(),
  sentence: (operand) => `is ${windowPhrase(givenWindow(operand))}`,
  lower: (operand, { column, clock }) => inWindow(givenWindow(operand), column, clock),
};
