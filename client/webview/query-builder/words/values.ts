import type { BuilderChoice, BuilderInput, BuilderValue } from '../../../../server/src/protocol/index.ts';

/** A value as people read it: with its label where the schema gives one. Undefined: still to be given. */
export function sayValue(value: BuilderValue | undefined, choices: readonly BuilderChoice[] = []): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'object') return JSON.stringify(value);
  return choices.find((choice) => choice.value === value)?.label ?? String(value);
}

/** The values of a field that takes one or several. */
export function valuesOf(value: BuilderValue): readonly BuilderValue[] {
  if (value === null) return [];
  return isList(value) ? value : [value];
}

export function isList(value: BuilderValue): value is readonly BuilderValue[] {
  return Array.isArray(value);
}

/** What stands in a field once its values are these: one alone where the field takes one or a list. */
export function ofValues(values: readonly BuilderValue[], many: 'no' | 'yes' | 'either'): BuilderValue {
  if (!values.length) return null;
  return many === 'yes' || (many === 'either' && values.length > 1) ? values : (values[0] ?? null);
}

/** What is typed, as a value of a property's type; undefined: it is none. */
export function readValue(text: string, input: BuilderInput): string | undefined {
  const typed = text.trim();
  return typed === '' || (input.type !== 'value' && input.type !== 'text') ? undefined : typed;
}
