/** What the tables of the schema's keys are made of. */

/** What may stand at a place of the schema file. */
export type SchemaShape =
  | {
      readonly kind: 'text';
      /** The only texts allowed. */
      readonly values?: readonly SchemaValue[];
      /** What the text names, for completion and go to definition. */
      readonly names?: SchemaNames;
    }
  | { readonly kind: 'boolean' | 'scalar' }
  | { readonly kind: 'list'; readonly of: SchemaShape; readonly atLeastOne?: boolean }
  | { readonly kind: 'map'; readonly keys: readonly SchemaKey[] }
  /** A map whose keys the author chooses: events, properties, channels. `what` is one of them in words. */
  | { readonly kind: 'names'; readonly what: string; readonly of: SchemaShape }
  | { readonly kind: 'either'; readonly of: readonly SchemaShape[] }
  /** Rules as in a segment; those of a channel may say why they fail. */
  | { readonly kind: 'rules'; readonly because: boolean };

export type SchemaNames =
  | 'event'
  | 'user-property'
  | 'event-property'
  | 'sibling'
  | 'timezone'
  | 'column'
  | 'data-path';

export interface SchemaValue {
  readonly value: string | number;
  readonly doc: string;
}

export interface SchemaKey {
  readonly name: string;
  /** Markdown, one or two sentences. */
  readonly doc: string;
  readonly shape: SchemaShape;
  readonly required?: boolean;
  /** LSP snippet of key and value. */
  readonly snippet: string;
}

export const TEXT: SchemaShape = { kind: 'text' };
export const TEXTS: SchemaShape = { kind: 'list', of: TEXT };
export const BOOLEAN: SchemaShape = { kind: 'boolean' };

/** The shapes that one shape stands for. */
export function alternatives(shape: SchemaShape): readonly SchemaShape[] {
  return shape.kind === 'either' ? shape.of.flatMap(alternatives) : [shape];
}
