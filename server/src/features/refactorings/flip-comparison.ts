/**
 * Turns a comparison round: `gte` becomes `lt`, `before` becomes `after`, `is: true` becomes `is: false`.
 *
 * This is not the opposite of the rule: a missing value satisfies neither, as the title says. Negating the rule would
 * include users without the value.
 */
import { type OperatorId, operatorsFor, renameKey, type TextEdit } from '../../language/index.ts';
import type { Entry } from '../../language/syntax/tree.ts';
import { parseMoment } from '../../language/values/index.ts';
import { kindKey } from './clauses.ts';
import { operatorEntries } from './negation.ts';
import type { Offer, Refactoring } from './refactoring.ts';

const TURNED: Readonly<Partial<Record<OperatorId, OperatorId>>> = { gt: 'lte', lte: 'gt', gte: 'lt', lt: 'gte' };

export const flipComparison: Refactoring = {
  id: 'flip-comparison',
  kind: 'refactor.rewrite',
  title: 'Flip a comparison',
  documents: ['segment', 'schema'],
  example: {
    title: 'Flip gte to lt: users without age satisfy neither',
    before: `name: Minors
where:
  - user: age
    <|>gte: 18
`,
    after: `name: Minors
where:
  - user: age
    lt: 18
`,
  },
  offer: ({ selected, range }) => {
    const [clause] = selected?.clauses ?? [];
    if (!clause || selected?.from !== selected?.to || !['user', 'property'].includes(kindKey(clause))) return [];
    const { model } = clause;
    if (model?.kind !== 'user' && model?.kind !== 'property') return [];
    const entries = operatorEntries(clause);
    const here = entries.filter((entry) => entry.range.start <= range.start && range.end <= entry.range.end);
    const valid = operatorsFor(model.property.property).map(({ id }) => id);
    const who = model.kind === 'user' ? 'users' : 'events';
    return (here.length > 0 ? here : entries).flatMap((entry): readonly Offer[] => {
      const turned = turn(entry);
      if (!turned || (turned.operator && !valid.includes(turned.operator))) return [];
      const title = `Flip ${turned.from} to ${turned.to}: ${who} without ${model.property.name} satisfy neither`;
      // Two keys of one name cannot stand side by side.
      if (turned.operator && entries.some(({ key }) => key.value === turned.operator)) return [];
      return [{ title, meaning: 'changed', change: () => ({ edits: [turned.edit] }) }];
    });
  },
};

interface Turned {
  readonly from: string;
  readonly to: string;
  readonly operator?: OperatorId;
  readonly edit: TextEdit;
}

function turn(entry: Entry): Turned | undefined {
  const id = String(entry.key.value) as OperatorId;
  const { value } = entry;
  if (value?.kind !== 'scalar') return undefined;
  if (id === 'is' && typeof value.value === 'boolean') {
    const to = String(!value.value);
    return { from: `is: ${value.value}`, to: `is: ${to}`, edit: { range: value.range, newText: to } };
  }
  const moment = (id === 'before' || id === 'after') && parseMoment(String(value.value)) !== undefined;
  const operator = moment ? (id === 'before' ? 'after' : 'before') : TURNED[id];
  return operator && { from: id, to: operator, operator, edit: renameKey(entry, operator) };
}
