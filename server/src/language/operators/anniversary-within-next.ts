import * as z from 'zod';
import { durationWords } from '../describe/words.ts';
import { recurringDays } from '../values/index.ts';
import { givenWindow } from './operands.ts';
import type { Operator } from './operator.ts';

export const anniversaryWithinNext: Operator = {
  id: 'anniversary_within_next',
  title: 'has its anniversary within the next',
  doc: 'Month and day recur within so long, today included. 29 February recurs on 1 March in other years.\n\n`anniversary_within_next: 7d`',
  types: ['datetime', 'date'],
  form: 'duration',
  snippet: 'anniversary_within_next: ${1:7d}',
  shape: z.string(),
  sentence: (operand) => {
    const window = givenWindow(operand);
    return window.kind === 'anniversary' ? `recurs within the next ${durationWords(window.duration, 'bare')}` : '';
  },
  lower: (operand, { column, clock }) => {
    const window = givenWindow(operand);
    if (window.kind !== 'anniversary') throw new Error('An anniversary was expected.');
    return { op: 'month_day', column, days: recurringDays(window.duration, clock) };
  },
};
