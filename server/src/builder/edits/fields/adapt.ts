/** Operators after their property became another. */

import { propertyOf } from '../../../features/place/properties.ts';
import { textsOf } from '../../../features/place/shape.ts';
import { isOperator, operators, operatorsFor, toData } from '../../../language/index.ts';
import { SUBSTITUTES } from '../../../language/operators/substitutes.ts';
import type { Property, PropertyType } from '../../../language/schema/model.ts';
import type { SyntaxNode } from '../../../language/syntax/tree.ts';
import type { BuilderPath, BuilderValue } from '../../../protocol/index.ts';
import { type EditContext, type EditFile, editFile } from '../edit.ts';
import { isList } from '../write.ts';
import { renamedText } from './key.ts';
import { placeOf } from './resolve.ts';
import { setText } from './set-text.ts';
import { unsetText } from './unset.ts';

/** The text `after` a key of a card was set; when that named another property, with operators and values that suit it. */
export function adapted(before: EditFile, after: string, at: BuilderPath, context: EditContext): string {
  const place = placeOf(before, at);
  if (place.at !== 'key' || place.docs === undefined || place.card === undefined) return after;
  const doc = place.docs.find(({ name }) => name === place.key);
  if (doc?.value !== 'user-property' && doc?.value !== 'event-property') return after;
  // `same` and `of` name properties, too, and have no operators beside them.
  if (place.key !== 'user' && place.key !== 'property') return after;
  const property = propertyAt(editFile(after), at, context);
  if (property === undefined) return after;
  const card = at.slice(0, -1);
  let text = after;
  for (const entry of place.map.entries) {
    const key = String(entry.key.value);
    if (key === 'ignore_case' && !['string', 'list<string>'].includes(property.type)) {
      text = unsetText(editFile(text), [...card, key]) ?? text;
    }
    if (!isOperator(key)) continue;
    text = suited(text, [...card, key], key, property, context);
  }
  return text;
}

function suited(text: string, at: BuilderPath, key: string, property: Property, context: EditContext): string {
  const valid = operatorsFor(property).map(({ id }) => id);
  const file = editFile(text);
  const place = placeOf(file, at);
  if (place.at !== 'key' || place.entry === undefined || !isOperator(key)) return text;
  const value = toData(place.entry.value) as BuilderValue;
  if (valid.includes(key)) {
    if (suits(value, operators[key].form, property)) return text;
    const cleared = setText(file, at, null);
    return typeof cleared === 'string' ? cleared : text;
  }
  const present = place.map.entries.map((entry) => String(entry.key.value));
  const instead = [...(SUBSTITUTES[key] ?? []), ...valid].find((id) => valid.includes(id) && !present.includes(id));
  if (instead === undefined) return unsetText(file, at) ?? text;
  const renamed = renamedText(file, at, instead);
  if (typeof renamed !== 'string') return text;
  return suited(renamed, [...at.slice(0, -1), instead], instead, property, context);
}

/** Whether a value can be one of a property's; what is wrong with it otherwise is for its checks to say. */
function suits(value: BuilderValue, form: string, { type, values }: Property): boolean {
  if (value === null || form === 'flag' || form === 'text' || form === 'pattern') return true;
  if (isList(value)) return value.every((each) => suits(each, form, { type, values } as Property));
  if (values !== undefined && form !== 'range') return values.includes(value as never);
  const wanted = JS_TYPES[type];
  return wanted === undefined || typeof value === wanted;
}

const JS_TYPES: Readonly<Partial<Record<PropertyType, string>>> = {
  string: 'string',
  'list<string>': 'string',
  version: 'string',
  number: 'number',
  'list<number>': 'number',
  boolean: 'boolean',
};

/** The property that a `user` or `property` key names. */
export function propertyAt(file: EditFile, at: BuilderPath, { schema }: EditContext): Property | undefined {
  const place = placeOf(file, at);
  if (place.at !== 'key') return undefined;
  const name = textsOf(place.entry?.value)[0];
  if (name === undefined) return undefined;
  if (place.key === 'user') return schema.users.get(name);
  return propertyOf(schema, { of: 'events', events: eventsAround(file, at) }, name);
}

/** The events of the innermost rule or step around a filter. */
function eventsAround(file: EditFile, at: BuilderPath): readonly string[] {
  for (let end = at.length - 1; end > 0; end--) {
    for (const key of ['did', 'did_not']) {
      const place = placeOf(file, [...at.slice(0, end), key]);
      const node: SyntaxNode | undefined = place.at === 'key' ? place.entry?.value : undefined;
      if (node !== undefined) return textsOf(node);
    }
  }
  return [];
}
