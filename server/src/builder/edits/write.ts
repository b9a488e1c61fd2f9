/** Plain values as YAML, in the form that a person would give them. */
import { quoteKey, quoteScalar } from '../../language/index.ts';
import type { BuilderValue } from '../../protocol/index.ts';
import type { Habits } from './habits.ts';

type PlainMap = { readonly [key: string]: BuilderValue };

export function isMap(value: BuilderValue | undefined): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: BuilderValue | undefined): value is readonly BuilderValue[] {
  return Array.isArray(value);
}

/** Items that are maps stand below each other. */
export function isCards(value: BuilderValue | undefined): value is readonly PlainMap[] {
  return isList(value) && value.length > 0 && value.every(isMap);
}

/** A card with its dash at `column`, each line with its line break. */
export function writeCard(card: PlainMap, column: number, habits: Habits): string {
  const indent = ' '.repeat(column);
  const lines = Object.entries(card).map(
    ([key, value], index) =>
      `${indent}${index === 0 ? '- ' : '  '}${quoteKey(key)}:${writeValue(value, column + 2, habits)}`,
  );
  return `${lines.length === 0 ? `${indent}- {}` : lines.join(habits.eol)}${habits.eol}`;
}

/** What follows the colon of a key at `column`: a space and a text on the line, or cards on lines of their own. */
export function writeValue(value: BuilderValue, column: number, habits: Habits): string {
  if (value === null) return '';
  if (!isCards(value)) return ` ${isMap(value) || isList(value) ? inBrackets(value) : quoteScalar(value, 'block')}`;
  const cards = value.map((card) => writeCard(card, column + habits.step, habits)).join('');
  return habits.eol + cards.slice(0, -habits.eol.length);
}

/** A value on one line, as it can stand inside brackets. */
export function inBrackets(value: BuilderValue): string {
  if (isMap(value)) {
    const entries = Object.entries(value);
    return `{${entries.map(([key, each]) => `${quoteKey(key)}: ${each === null ? '' : inBrackets(each)}`).join(', ')}}`;
  }
  return isList(value) ? `[${value.map(inBrackets).join(', ')}]` : quoteScalar(value, 'flow');
}
