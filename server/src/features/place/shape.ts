import type { OperatorId } from '../../language/index.ts';
import type { MapNode, SyntaxNode } from '../../language/syntax/tree.ts';

/** Whose properties a name is looked up in: the users', or those of all of these events together. */
export type Owner = { readonly of: 'users' } | { readonly of: 'events'; readonly events: readonly string[] };

/** What a scalar is expected to be. */
export type Expect =
  | { readonly kind: 'event' | 'segment' | 'channel' | 'list-file' | 'duration' | 'weekday' | 'text' | 'timezone' }
  | { readonly kind: 'property'; readonly owner: Owner; readonly types?: 'number' | 'scalar' }
  /** A time window's operand. `dates` are dates, `periods` are `today`, `last_week` and the like. */
  | { readonly kind: 'time'; readonly durations: boolean; readonly dates: boolean; readonly periods: boolean }
  | { readonly kind: 'operand'; readonly owner: Owner; readonly property: string; readonly operator: OperatorId }
  | { readonly kind: 'choice'; readonly choices: readonly (string | boolean | number)[] }
  | { readonly kind: 'number'; readonly examples?: readonly number[] };

/** What stands at a place of a file: a map of known keys, a list, or a value. */
export type Shape =
  | { readonly of: 'segment' }
  | { readonly of: 'rules'; readonly because: boolean }
  | { readonly of: 'rule'; readonly map: MapNode | undefined; readonly because: boolean }
  | { readonly of: 'filters'; readonly events: readonly string[] }
  | { readonly of: 'filter'; readonly map: MapNode | undefined; readonly events: readonly string[] }
  | { readonly of: 'steps'; readonly list: SyntaxNode | undefined }
  | {
      readonly of: 'step';
      readonly map: MapNode | undefined;
      readonly before: readonly string[];
      readonly first: boolean;
    }
  | { readonly of: 'at' }
  /** `count: {gte: 3}` and its like; `measure` also takes `of`. */
  | { readonly of: 'bounds'; readonly key: string }
  | { readonly of: 'measure'; readonly key: string; readonly events: readonly string[] }
  | { readonly of: 'regularly' }
  | { readonly of: 'near' }
  /** A place of the schema file; what it holds is said by the schema's own table of keys. */
  | { readonly of: 'schema'; readonly path: readonly (string | number)[]; readonly root: MapNode | undefined }
  | { readonly of: 'value'; readonly expect: Expect; readonly many: 'no' | 'yes' | 'either' }
  | { readonly of: 'nothing' };

export const NOTHING: Shape = { of: 'nothing' };

export const value = (expect: Expect, many: 'no' | 'yes' | 'either' = 'no'): Shape => ({ of: 'value', expect, many });

/** The value of a key in a map. */
export const get = (map: MapNode | undefined, key: string): SyntaxNode | undefined =>
  map?.entries.find((entry) => entry.key.value === key)?.value;

/** The texts that a scalar or a list of scalars holds. */
export function textsOf(node: SyntaxNode | undefined): readonly string[] {
  if (!node) return [];
  if (node.kind === 'scalar') return node.value === null ? [] : [String(node.value)];
  return node.kind === 'list' ? node.items.flatMap(textsOf) : [];
}

export const keysOf = (map: MapNode | undefined): readonly string[] =>
  map?.entries.map((entry) => String(entry.key.value)) ?? [];
