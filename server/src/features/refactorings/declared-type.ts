/** The type that a property must have for what a rule asks of it. */
import { type OperatorId, parseDuration, parseMoment } from '../../language/index.ts';
import { isOperator } from '../../language/operators/index.ts';
import type { PropertyType } from '../../language/schema/model.ts';
import type { MapNode, Scalar, SyntaxNode } from '../../language/syntax/tree.ts';

const BY_OPERATOR: Readonly<Partial<Record<OperatorId, PropertyType>>> = {
  contains: 'string',
  not_contains: 'string',
  starts_with: 'string',
  ends_with: 'string',
  matches: 'string',
  on: 'datetime',
  before: 'datetime',
  after: 'datetime',
  within: 'datetime',
  not_within: 'datetime',
  within_next: 'datetime',
  anniversary_within_next: 'datetime',
  near: 'geo',
};

const LISTS: ReadonlySet<string> = new Set(['includes', 'includes_any', 'includes_all', 'excludes']);

/** From the operators beside a property in a rule or filter; a measure `of` it takes numbers. Text when nothing tells. */
export function typeAsked(map: MapNode, key: 'user' | 'property' | 'of' | 'same'): PropertyType {
  if (key === 'of') return 'number';
  for (const entry of map.entries) {
    const id = String(entry.key.value);
    if (!isOperator(id)) continue;
    const [value] = scalars(entry.value);
    if (LISTS.has(id)) return typeof value === 'number' ? 'list<number>' : 'list<string>';
    const told = BY_OPERATOR[id] ?? (id === 'exists' || value === undefined ? undefined : typeOf(value, id));
    if (told) return told;
  }
  return 'string';
}

function typeOf(value: Scalar, operator: OperatorId): PropertyType {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  const text = String(value);
  if (parseMoment(text) || (operator === 'between' && parseDuration(text))) return 'datetime';
  return /^\d+(\.\d+)+(-[\w.]+)?$/.test(text) ? 'version' : 'string';
}

function scalars(node: SyntaxNode | undefined): readonly Scalar[] {
  if (node?.kind === 'scalar') return [node.value];
  return node?.kind === 'list' ? node.items.flatMap(scalars) : [];
}
