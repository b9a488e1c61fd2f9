/** What says the exact opposite of a rule or filter by other words in its place. */
import {
  OPPOSITE_KINDS,
  type OperatorId,
  operators,
  operatorsFor,
  type RuleKind,
  renameKey,
  type TextEdit,
} from '../../language/index.ts';
import { isOperator } from '../../language/operators/index.ts';
import type { Entry } from '../../language/syntax/tree.ts';
import { type Clause, kindKey } from './clauses.ts';

export interface Flip {
  readonly from: string;
  readonly to: string;
  readonly edits: readonly TextEdit[];
  /** What it does to users, or events, without the value. */
  readonly missing?: 'holds' | 'fails';
}

/** What `did_not` takes as well. */
const PLAIN: ReadonlySet<string> = new Set(['did', 'where', 'within', 'between', 'before', 'after', 'at', 'because']);

/** The operators of a rule or filter about a property. */
export const operatorEntries = ({ node }: Clause): readonly Entry[] =>
  node.entries.filter(({ key }) => isOperator(String(key.value)));

/** How a clause says the exact opposite by another key; undefined when it has no such form. */
export function flipOf(clause: Clause): Flip | undefined {
  const key = kindKey(clause);
  const other = OPPOSITE_KINDS[key as RuleKind];
  if (other) {
    if (key === 'did' && !clause.node.entries.every((entry) => PLAIN.has(String(entry.key.value)))) return undefined;
    return { from: key, to: other, edits: [renameKey(clause.kind, other)] };
  }
  return key === 'user' || key === 'property' ? flipOperator(clause) : undefined;
}

function flipOperator(clause: Clause): Flip | undefined {
  const [entry, another] = operatorEntries(clause);
  const { model } = clause;
  if (!entry || another || (model?.kind !== 'user' && model?.kind !== 'property')) return undefined;
  const id = String(entry.key.value) as OperatorId;
  if (id === 'exists' && entry.value?.kind === 'scalar' && typeof entry.value.value === 'boolean') {
    const [from, to] = [String(entry.value.value), String(!entry.value.value)];
    return { from: `exists: ${from}`, to: `exists: ${to}`, edits: [{ range: entry.value.range, newText: to }] };
  }
  const { inverse } = operators[id] as { readonly inverse?: OperatorId };
  if (!inverse || !operatorsFor(model.property.property).some((each) => each.id === inverse)) return undefined;
  const negative = 'negative' in operators[inverse];
  return { from: id, to: inverse, edits: [renameKey(entry, inverse)], missing: negative ? 'holds' : 'fails' };
}
