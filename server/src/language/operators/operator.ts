/** What an operator is: one file each, every facet in it, so that completion, checks, sentences and plans agree. */
import type * as z from 'zod';
import type { Operand, OperatorId } from '../model.ts';
import type { Column, Predicate } from '../plan.ts';
import type { Property, PropertyType } from '../schema/model.ts';
import type { Clock } from '../values/index.ts';

/** How the operand is written, and so how it is read. */
export type OperandForm =
  /** One value of the property's type. */
  | 'value'
  /** A list of values of the property's type. */
  | 'values'
  /** A piece of text, whatever values the property has. */
  | 'text'
  /** A regular expression in RE2 syntax. */
  | 'pattern'
  /** `true` or `false`. */
  | 'flag'
  /** `[low, high]`: of values, or of moments or durations ago on dates. */
  | 'range'
  /** A local day. */
  | 'day'
  /** A duration or a calendar period. */
  | 'past'
  /** A duration ago or a moment. */
  | 'ago-or-moment'
  | 'moment'
  | 'duration'
  /** `{lat, lon, radius}`. */
  | 'place';

/** How values are said: with labels and units. */
export interface ValueWords {
  readonly type: PropertyType | undefined;
  /** The values go from lowest to highest. */
  readonly ordered: boolean;
  readonly one: (value: string | number | boolean) => string;
  readonly many: (values: readonly (string | number | boolean)[], word: 'and' | 'or') => string;
}

/** What a condition is lowered for. */
export interface LowerSubject {
  readonly column: Column;
  readonly property?: Property;
  readonly ignoreCase: boolean;
  readonly clock: Clock;
}

export interface Operator {
  readonly id: OperatorId;
  /** A few words: “is at least”. */
  readonly title: string;
  /** Short markdown with an example. */
  readonly doc: string;
  readonly types: readonly PropertyType[];
  /** Also valid on a property of any type whose `values` are ordered. */
  readonly onOrdered?: true;
  readonly form: OperandForm;
  /** The whole entry as an LSP snippet. */
  readonly snippet: string;
  /** The operator that is its exact complement. */
  readonly inverse?: OperatorId;
  /** Holds for a missing value as well. */
  readonly negative?: true;
  readonly shape: z.ZodType;
  /** What follows “whose city”: `is Pune`. */
  readonly sentence: (operand: Operand, words: ValueWords) => string;
  /** Of numbers: what follows “a total of”: `at least 500 USD`. */
  readonly quantity?: (operand: Operand, words: ValueWords) => string;
  readonly lower: (operand: Operand, subject: LowerSubject) => Predicate;
}
