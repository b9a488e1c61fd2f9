import * as z from 'zod';
import { windowPhrase } from '../describe/words.ts';
import type { Operand } from '../model.ts';
import type { Predicate } from '../plan.ts';
import { compare } from './comparison.ts';
import { inWindow } from './operands.ts';
import type { LowerSubject, Operator, ValueWords } from './operator.ts';

function quantity(operand: Operand, words: ValueWords): string {
  if (operand.kind === 'window') return windowPhrase(operand.window);
  if (operand.kind !== 'range') throw new Error('between takes a range');
  return `between ${words.one(operand.low)} and ${words.one(operand.high)}`;
}

function lower(operand: Operand, subject: LowerSubject): Predicate {
  if (operand.kind === 'window') return inWindow(operand.window, subject.column, subject.clock);
  if (operand.kind !== 'range') throw new Error('between takes a range');
  return { op: 'and', of: [compare('gte', operand.low, subject), compare('lte', operand.high, subject)] };
}

export const between: Operator = {
  id: 'between',
  title: 'is between',
  doc: 'From the first to the second, both included. On dates whole local days, date-times (the second excluded), or durations ago, the longer first.\n\n`between: [18, 30]` · `between: [2026-01-01, 2026-01-31]` · `between: [60d, 30d]`',
  types: ['number', 'version', 'datetime', 'date'],
  onOrdered: true,
  form: 'range',
  snippet: 'between: [${1}, ${2}]',
  shape: z.array(z.union([z.number(), z.string()])).length(2),
  sentence: (operand, words) => `is ${quantity(operand, words)}`,
  quantity,
  lower,
};
