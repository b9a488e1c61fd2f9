/** What `contains`, `not_contains`, `starts_with` and `ends_with` share. */
import * as z from 'zod';
import type { Operand } from '../model.ts';
import type { Predicate } from '../plan.ts';
import { folded, givenValue } from './operands.ts';
import type { LowerSubject, Operator } from './operator.ts';

type How = 'contains' | 'starts_with' | 'ends_with';

/** A piece of text at some place of the value. */
export function textAt(how: How, operand: Operand, { column, ignoreCase }: LowerSubject): Predicate {
  const value = folded(givenValue(operand), ignoreCase);
  return { op: 'text', column, how, value, ...(ignoreCase ? { ignoreCase } : {}) };
}

/** A text operator, from what differs. */
export function textOperator(
  how: How,
  entry: Pick<Operator, 'title' | 'doc' | 'inverse'> & { readonly verb: string },
): Operator {
  return {
    id: how,
    title: entry.title,
    doc: entry.doc,
    types: ['string'],
    form: 'text',
    snippet: `${how}: \${1}`,
    ...(entry.inverse === undefined ? {} : { inverse: entry.inverse }),
    shape: z.string(),
    sentence: (operand) => `${entry.verb} “${givenValue(operand)}”`,
    lower: (operand, subject) => textAt(how, operand, subject),
  };
}
