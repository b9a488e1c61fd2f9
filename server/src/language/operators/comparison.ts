/** What `gt`, `gte`, `lt` and `lte` share. On ordered values they follow the schema's order, not the alphabet. */
import * as z from 'zod';
import type { Predicate } from '../plan.ts';
import type { Property } from '../schema/model.ts';
import { encode, equalTo, givenValue } from './operands.ts';
import type { LowerSubject, Operator, ValueWords } from './operator.ts';

type Comparison = 'gt' | 'gte' | 'lt' | 'lte';

const holds: Readonly<Record<Comparison, (place: number, bound: number) => boolean>> = {
  gt: (place, bound) => place > bound,
  gte: (place, bound) => place >= bound,
  lt: (place, bound) => place < bound,
  lte: (place, bound) => place <= bound,
};

/** The position of a value among ordered ones; undefined when the property has no order of its own. */
export function ranked(property: Property | undefined): readonly (string | number | boolean)[] | undefined {
  return property?.ordered && property.values !== undefined
    ? property.values.filter((value) => value !== null)
    : undefined;
}

/** Where a value stands among ordered ones, versions compared as versions; -1 when it does not. */
export function rankOf(
  value: string | number | boolean,
  order: readonly (string | number | boolean)[],
  property: Property,
): number {
  const key = encode(value, property.type);
  return order.findIndex((each) => encode(each, property.type) === key);
}

/** A comparison as a predicate. */
export function compare(cmp: Comparison, value: string | number | boolean, subject: LowerSubject): Predicate {
  const { column, property } = subject;
  const order = ranked(property);
  if (order === undefined || property === undefined) {
    return { op: 'compare', column, cmp, value: encode(value as string | number, column.type) };
  }
  const bound = rankOf(value, order, property);
  const satisfying = order.filter((_, place) => holds[cmp](place, bound));
  return satisfying.length === 0 ? { op: 'never' } : equalTo(satisfying, subject);
}

interface Phrases {
  readonly number: (value: string) => string;
  readonly version: (value: string) => string;
  readonly ordered: (value: string) => string;
}

/** One of the four comparisons, from what differs. */
export function comparison(
  id: Comparison,
  entry: Pick<Operator, 'title' | 'doc' | 'inverse'> & { readonly phrases: Phrases },
): Operator {
  const quantity = (value: string, words: ValueWords) =>
    words.ordered
      ? entry.phrases.ordered(value)
      : words.type === 'version'
        ? entry.phrases.version(value)
        : entry.phrases.number(value);
  return {
    id,
    title: entry.title,
    doc: entry.doc,
    types: ['number', 'version'],
    onOrdered: true,
    form: 'value',
    snippet: `${id}: \${1}`,
    shape: z.union([z.number(), z.string()]),
    sentence: (operand, words) => `is ${quantity(words.one(givenValue(operand)), words)}`,
    quantity: (operand, words) => quantity(words.one(givenValue(operand)), words),
    lower: (operand, subject) => compare(id, givenValue(operand), subject),
  };
}
