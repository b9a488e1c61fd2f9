/** Conditions and filters in plain English. */
import { enumerated } from '../checks/wording.ts';
import type { Condition, Filter, PropertyUse } from '../model.ts';
import { operators } from '../operators/index.ts';
import { subjectWords, valueWords } from './names.ts';

/** `city is not Pune (or unknown)`; several operators share their subject. */
export function conditionWords(use: PropertyUse, conditions: readonly Condition[], ignoreCase: boolean): string {
  const words = valueWords(use.property);
  const said = conditions.map(({ operator, operand }) => operators[operator].sentence(operand, words));
  // Operators that all are negative hold for a missing value too, which readers would not expect.
  const missing = conditions.every(({ operator }) => 'negative' in operators[operator]);
  const notes = [...(missing ? ['or unknown'] : []), ...(ignoreCase ? ['in any case'] : [])];
  return `${subjectWords(use)} ${enumerated(said, 'and')}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
}

/** `amount is at least 100 USD and category is Shoes`. */
export function filterWords(filters: readonly Filter[]): string {
  return filters.map((filter) => one(filter, filters.length > 1)).join(' and ');
}

function one(filter: Filter, nested: boolean): string {
  if (filter.kind === 'property') return conditionWords(filter.property, filter.conditions, filter.ignoreCase);
  if (filter.kind === 'none') return `neither ${filter.of.map((each) => one(each, true)).join(' nor ')}`;
  const said = filter.of.map((each) => one(each, true)).join(filter.kind === 'any' ? ' or ' : ' and ');
  return nested && filter.of.length > 1 ? `(${said})` : said;
}
