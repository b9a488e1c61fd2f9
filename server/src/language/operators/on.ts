import * as z from 'zod';
import { windowPhrase } from '../describe/words.ts';
import { givenWindow, inWindow } from './operands.ts';
import type { Operator } from './operator.ts';

export const on: Operator = {
  id: 'on',
  title: 'is on',
  doc: 'On that local day.\n\n`on: 2026-01-01`',
  types: ['datetime', 'date'],
  form: 'day',
  snippet: 'on: ${1:2026-01-01}',
  shape: z.string(),
  sentence: (operand) => `is ${windowPhrase(givenWindow(operand))}`,
  lower: (operand, { column, clock }) => inWindow(givenWindow(operand), column, clock),
};
