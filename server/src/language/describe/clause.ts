/** The parts that sentences are put together from. */
import type { Rule } from '../model.ts';
import type { ProjectSchema } from '../schema/model.ts';

/** “whose city is Pune”, “who did “Charged””: the text alone reads as an item of a list. */
export interface Clause {
  readonly lead: 'whose' | 'who';
  readonly text: string;
  /** Of a group: a title and its parts. `text` then says the same in one line. */
  readonly group?: { readonly title: string; readonly of: readonly Clause[] };
}

export interface Saying {
  readonly schema: Pick<ProjectSchema, 'channels'>;
  readonly rule: (rule: Rule) => Clause;
}
