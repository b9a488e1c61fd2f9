import * as z from 'zod';
import { windowPhrase } from '../describe/words.ts';
import { givenWindow, inWindow } from './operands.ts';
import type { Operator } from './operator.ts';

export const after: Operator = {
  id: 'after',
  title: 'is after',
  doc: 'From that local day’s start or date-time on. A duration cannot stand here: use `within`.\n\n`after: 2026-01-01`',
  types: ['datetime', 'date'],
  form: 'moment',
  snippet: 'after: ${1:2026-01-01}',
  shape: z.string(),
  sentence: (operand) => `is ${windowPhrase(givenWindow(operand))}`,
  lower: (operand, { column, clock }) => inWindow(givenWindow(operand), column, clock),
};
