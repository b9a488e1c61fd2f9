/** Rules and parts of them as YAML text, to stand beside what a person wrote. */
import { stringify } from 'yaml';
import { quoteKey, quoteScalar } from '../../language/index.ts';
import { renderSegment } from '../render.ts';
import type { PlainRule } from '../result.ts';

/** In brackets, on one line. */
export function flowText(value: unknown): string {
  if (isScalar(value)) return quoteScalar(value);
  return stringify(value, {
    version: '1.2',
    schema: 'core',
    collectionStyle: 'flow',
    flowCollectionPadding: false,
    lineWidth: 0,
    aliasDuplicateObjects: false,
  }).trim();
}

/** A list's item as the formatter writes it, its further lines indented by nothing but its own nesting. */
export function itemText(item: unknown): string {
  if (isScalar(item)) return quoteScalar(item);
  if (!isMap(item)) return flowText(item);
  const key = 'property' in item && !('user' in item) ? 'where' : undefined;
  // Filters are laid out inside a rule, rules in a segment.
  const rule = key === undefined ? item : { did: 'x', where: [item] };
  const lines = renderSegment({ name: 'x', prompt: '', rules: [rule as PlainRule] }).split('\n');
  const start = lines.findIndex((line) => line.trimStart().startsWith(key === undefined ? '- ' : '- property'));
  const column = lines[start]?.indexOf('-') ?? 0;
  return lines
    .slice(start)
    .filter((line) => line.trim() !== '')
    .map((line) => line.slice(column + 2))
    .join('\n');
}

/** The value of a key in block style: short things on the key's line, groups of rules below it. */
export function entryText(value: unknown): string {
  const nested = Array.isArray(value) && value.some((item) => isMap(item));
  if (!nested) return isScalar(value) ? quoteScalar(value, 'block') : flowText(value);
  return `\n${(value as readonly unknown[]).map((item) => indented(`- ${indented(itemText(item), 2).trimStart()}`, 2)).join('\n')}`;
}

/** Each line moved to the right. */
export function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}

export function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

export const keyText = quoteKey;
