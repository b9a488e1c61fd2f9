import * as z from 'zod';
import { windowPhrase } from '../describe/words.ts';
import { givenWindow, inWindow } from './operands.ts';
import type { Operator } from './operator.ts';

export const within: Operator = {
  id: 'within',
  title: 'is within the last',
  doc: 'In the last so long, or in a calendar period: `today`, `yesterday`, `this_week`, `last_week`, `this_month`, `last_month`, `this_quarter`, `last_quarter`, `this_year`, `last_year`.\n\n`within: 30d` · `within: this_month`',
  types: ['datetime', 'date'],
  form: 'past',
  snippet: 'within: ${1:30d}',
  inverse: 'not_within',
  shape: z.string(),
  sentence: (operand) => `is ${windowPhrase(givenWindow(operand))}`,
  lower: (operand, { column, clock }) => inWindow(givenWindow(operand), column, clock),
};
