/** What a rule kind is: one file each, every facet in it. */
import type * as z from 'zod';
import type { Clause, Saying } from '../describe/clause.ts';
import type { Lowering } from '../lower/lowering.ts';
import type { Rule, RuleKind } from '../model.ts';
import type { Plan } from '../plan.ts';
import type { Entry, MapNode } from '../syntax/tree.ts';
import type { Reading } from './context.ts';
import type { KeyDoc } from './keys.ts';

/** A rule as it is read: its map, and the entry whose key says its kind. */
export interface RuleSource {
  readonly node: MapNode;
  readonly kind: Entry;
  /** Keys that may stand there beside those of the kind: `because` in a channel. */
  readonly extraKeys: readonly string[];
}

/** A kind in general; `R` is the rule it makes. */
export interface RuleKindEntry<in R extends Rule = Rule> {
  readonly id: RuleKind;
  /** A few words for lists and the query builder: “Did an event”. */
  readonly title: string;
  /** Short markdown with an example. */
  readonly doc: string;
  /** The whole rule as an LSP snippet, without the dash. */
  readonly snippet: string;
  /** Its keys; the first says the kind. */
  readonly keys: readonly KeyDoc[];
  /** Operators of the property stand beside the keys. */
  readonly operators?: true;
  /** The rule as a plain value; `rule` is the shape of nested ones. */
  readonly shape: (rule: z.ZodType) => z.ZodType;
  /** The rule, or undefined when nothing can be made of it; what is wrong is reported. */
  readonly parse: (source: RuleSource, context: Reading) => Rule | undefined;
  readonly clause: (rule: R, saying: Saying) => Clause;
  readonly lower: (rule: R, lowering: Lowering) => Plan;
}
