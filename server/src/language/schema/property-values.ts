/** The values of a property: its closed set, its examples, their order and their labels. */
import { report } from '../checks/check.ts';
import { emptyValue } from '../checks/empty-value.ts';
import { duplicateValue } from '../checks/schema/duplicate-value.ts';
import { labelWithoutValue } from '../checks/schema/label-without-value.ts';
import { orderedWithoutValues } from '../checks/schema/ordered-without-values.ts';
import { valueNotOfType } from '../checks/schema/value-not-of-type.ts';
import { quoteScalar } from '../format/quote.ts';
import type { Entry, MapNode, Scalar, ScalarNode } from '../syntax/tree.ts';
import { versionKey } from '../values/version.ts';
import {
  isNothing,
  keyText,
  readBoolean,
  readMap,
  readScalars,
  readText,
  type SchemaContext,
  scalarText,
} from './fields.ts';
import type { PropertyType } from './model.ts';
import { suggest } from './suggest.ts';

/** The values of `values` or `examples` that fit the type; `undefined` when the key is absent. */
export function readValues(
  entry: Entry | undefined,
  type: PropertyType | undefined,
  context: SchemaContext,
): Scalar[] | undefined {
  if (entry === undefined) return undefined;
  const key = keyText(entry);
  const node = entry.value;
  if (key === 'values' && node?.kind === 'list' && node.items.length === 0) {
    context.report(report(emptyValue, entry.range, { key, needs: 'at least one value, or remove it' }));
  }
  const seen = new Set<Scalar>();
  for (const item of readScalars(entry, 'a value', context)) {
    const value = readValue(item, key, type, context);
    if (value === undefined) continue;
    if (seen.has(value)) context.report(report(duplicateValue, item.range, { value: String(value), key }));
    seen.add(value);
  }
  return [...seen];
}

function readValue(
  item: ScalarNode,
  key: string,
  type: PropertyType | undefined,
  context: SchemaContext,
): Scalar | undefined {
  const written = scalarText(item);
  const wrong = (replacement?: string): undefined => {
    const data = { value: written, type: type ?? 'value', key, ...(replacement === undefined ? {} : { replacement }) };
    context.report(
      report(valueNotOfType, item.range, data, replacement === undefined ? {} : { suggestions: [replacement] }),
    );
    return undefined;
  };
  switch (type) {
    case 'string':
    case 'list<string>':
      if (typeof item.value !== 'string') wrong(quoteScalar(written));
      return typeof item.value === 'string' ? item.value : written;
    case 'version':
      if (typeof item.value !== 'string') return wrong(quoteScalar(written));
      return versionKey(item.value) === undefined ? wrong() : item.value;
    case 'number':
    case 'list<number>':
      if (typeof item.value === 'number' && Number.isFinite(item.value)) return item.value;
      return wrong(typeof item.value === 'string' && /^[-+]?\d+(\.\d+)?$/.test(item.value) ? item.value : undefined);
    case 'boolean':
      return typeof item.value === 'boolean' ? item.value : wrong();
    default:
      return item.value;
  }
}

/** Whether `values` have an order; reported when there are none. */
export function readOrdered(
  entry: Entry | undefined,
  property: string,
  type: PropertyType | undefined,
  values: readonly Scalar[] | undefined,
  context: SchemaContext,
): boolean {
  if (!readBoolean(entry, context) || entry === undefined) return false;
  if (values !== undefined && values.length > 1) return type === 'string' || type === 'number' || type === 'version';
  context.report(report(orderedWithoutValues, entry.key.range, { property }));
  return false;
}

/** What values mean, by value. */
export function readLabels(
  entry: Entry | undefined,
  values: readonly Scalar[] | undefined,
  context: SchemaContext,
): Map<string, string> {
  const labels = new Map<string, string>();
  const node: MapNode | undefined = readMap(entry, 'a map of values and what they mean', context);
  const known = values && new Set(values.map(String));
  for (const each of node?.entries ?? []) {
    const value = keyText(each);
    if (isNothing(each.value)) {
      context.report(report(emptyValue, each.range, { key: value, needs: 'what it means' }));
      continue;
    }
    const label = readText(each, context);
    if (known && known.size > 0 && !known.has(value)) {
      const suggestions = suggest(
        value,
        [...known].map((name) => ({ name })),
      );
      context.report(report(labelWithoutValue, each.key.range, { value, suggestions }, { suggestions }));
    } else if (label !== undefined) labels.set(value, label);
  }
  return labels;
}
