/** Names added to the project schema's file, where such names stand, in the style of what is there. */
import { columnOf, entryOf, eolOf, insertEntry, quoteKey, type TextEdit } from '../../language/index.ts';
import type { PropertyType } from '../../language/schema/model.ts';
import type { Entry, MapNode } from '../../language/syntax/tree.ts';
import type { ProjectSnapshot } from '../../project/index.ts';

/** What a property is declared as at first. */
export interface PropertyStub {
  readonly name: string;
  readonly type: PropertyType;
  readonly pii?: boolean;
  readonly sensitive?: boolean;
}

/** A value on one line; where there are two, the other stands below its key when that is not in brackets. */
export type ValueText = string | { readonly line: string; readonly block: string };

export const propertyText = ({ type, pii, sensitive }: Omit<PropertyStub, 'name'>): string =>
  `{type: ${type}${pii ? ', pii: true' : ''}${sensitive ? ', sensitive: true' : ''}}`;

/** More properties than these stand on lines of their own. */
const MOST_ON_A_LINE = 3;

/** An event with properties. */
export function eventText(properties: readonly PropertyStub[]): ValueText {
  if (properties.length === 0) return '{}';
  const entries = properties.map((property) => `${quoteKey(property.name)}: ${propertyText(property)}`);
  const line = `{properties: {${entries.join(', ')}}}`;
  if (properties.length <= MOST_ON_A_LINE) return line;
  return { line, block: ['', '  properties:', ...entries.map((entry) => `    ${entry}`)].join('\n') };
}

/** Adds an entry to the map at a path of keys, which is made where it is missing. */
export function addToSchema(
  { schemaReading, schemaUri, governed }: ProjectSnapshot,
  path: readonly string[],
  name: string,
  value: ValueText,
): TextEdit | undefined {
  const { tree } = schemaReading;
  const { text, root } = tree;
  if (!governed || root?.kind !== 'map') return undefined;
  let map: MapNode = root;
  for (const [depth, key] of path.entries()) {
    const entry = entryOf(map, key);
    const below = path.slice(depth + 1);
    if (!entry) return at(schemaUri, insertEntry(text, map, key, nested(below, name, value, map.flow)));
    if (!entry.value) return at(schemaUri, filled(text, map, entry, nested(below, name, value, map.flow)));
    if (entry.value.kind !== 'map' || text[entry.value.range.start] === '*') return undefined;
    map = entry.value;
  }
  return entryOf(map, name) ? undefined : at(schemaUri, insertEntry(text, map, name, textIn(map.flow, value)));
}

const textIn = (flow: boolean, value: ValueText): string =>
  typeof value === 'string' ? value : flow ? value.line : value.block;

/** Below a key no space stands behind its colon. */
const at = (uri: string, { range, newText }: TextEdit): TextEdit => ({
  range,
  newText: newText.replace(/: (?=\r?\n)/g, ':'),
  uri,
});

/** The value of a key that holds others down to the name: in brackets, or below it. */
function nested(path: readonly string[], name: string, value: ValueText, flow: boolean): string {
  const keys = [...path, name];
  if (flow) return keys.reduceRight((inner, key) => `{${quoteKey(key)}: ${inner}}`, textIn(flow, value));
  const lines = keys.map((key, depth) => `${'  '.repeat(depth + 1)}${quoteKey(key)}:`);
  const text = textIn(flow, value).replaceAll('\n', `\n${'  '.repeat(keys.length)}`);
  return `\n${lines.join('\n')} ${text}`;
}

/** A value for a key behind which nothing stands. */
function filled(text: string, map: MapNode, entry: Entry, value: string): TextEdit {
  const colon = text.indexOf(':', entry.key.range.end) + 1;
  const indent = ' '.repeat(columnOf(text, map.range.start));
  const newText = map.flow ? ` ${value}` : value.replaceAll('\n', eolOf(text) + indent);
  return { range: { start: colon, end: colon }, newText };
}
