import type { Scalar } from '../../language/syntax/tree.ts';
import type { Owner } from '../place/shape.ts';

export type CandidateKind =
  | 'rule'
  | 'key'
  | 'operator'
  | 'event'
  | 'property'
  | 'segment'
  | 'channel'
  | 'value'
  | 'time'
  | 'file'
  | 'text';

/** A name of the project whose documentation can be looked up again; the candidate's label is its name. */
export type About =
  | { readonly of: 'event' | 'segment' | 'channel' }
  | { readonly of: 'property'; readonly owner: Owner };

/** Something that could stand at the cursor, not yet fitted to the text around it. */
export interface Candidate {
  readonly label: string;
  readonly kind: CandidateKind;
  /**
   * `scalar` is quoted as the place demands; `entry` is a key with its value as a snippet, of one or more lines;
   * `snippet` is a value as a snippet.
   */
  readonly insert:
    | { readonly as: 'scalar'; readonly value: Scalar }
    | { readonly as: 'entry'; readonly key: string; readonly snippet: string }
    | { readonly as: 'snippet'; readonly snippet: string };
  /** A few words beside the label. */
  readonly detail?: string;
  /** How much of the data it is: `1,204 users`. */
  readonly count?: string;
  /** Markdown. */
  readonly doc?: string;
  /** What the documentation is of, for clients that ask for it when an item is looked at. */
  readonly about?: About;
  /** Other words under which it is found. */
  readonly aliases?: readonly string[];
  readonly deprecated?: boolean;
  /** After a value is chosen, offer what can follow: for keys. */
  readonly opens?: boolean;
}

export const scalar = (
  value: Scalar,
  kind: CandidateKind,
  more: Omit<Partial<Candidate>, 'insert' | 'kind'> = {},
): Candidate => ({ label: String(value), kind, insert: { as: 'scalar', value }, ...more });

/** A key with its documentation. */
export const entry = (
  key: { readonly name: string; readonly snippet: string; readonly doc: string },
  kind: CandidateKind,
  more: Omit<Partial<Candidate>, 'insert' | 'kind'> = {},
): Candidate => ({
  label: key.name,
  kind,
  insert: { as: 'entry', key: key.name, snippet: key.snippet },
  doc: key.doc,
  opens: true,
  ...more,
});
