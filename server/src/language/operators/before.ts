import * as z from 'zod';
import { windowPhrase } from '../describe/words.ts';
import { givenWindow, inWindow } from './operands.ts';
import type { Operator } from './operator.ts';

export const before: Operator = {
  id: 'before',
  title: 'is before',
  doc: 'Earlier than that local day’s start or date-time; of a duration: that long ago or earlier.\n\n`before: 2026-01-01` · `before: 30d`',
  types: ['datetime', 'date'],
  form: 'ago-or-moment',
  snippet: 'before: ${1:30d}',
  shape: z.string(),
  sentence: (operand) => `is ${windowPhrase(givenWindow(operand))}`,
  lower: (operand, { column, clock }) => inWindow(givenWindow(operand), column, clock),
};
