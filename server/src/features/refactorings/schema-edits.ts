/** Names added to the project schema's file, where such names stand, in the style of what is there. */
import { columnOf, entryOf, eolOf, insertEntry, quoteKey, type TextEdit } from '../../language/index.ts';
import type { Entry, MapNode } from '../../language/syntax/tree.ts';
import type { ProjectSnapshot } from '../../project/index.ts';

/** Adds an entry to the map at a path of keys, which is made where it is missing. `value` stands on one line. */
export function addToSchema(
  { schemaReading, schemaUri, governed }: ProjectSnapshot,
  path: readonly string[],
  name: string,
  value: string,
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
  return entryOf(map, name) ? undefined : at(schemaUri, insertEntry(text, map, name, value));
}

/** Below a key no space stands behind its colon. */
const at = (uri: string, { range, newText }: TextEdit): TextEdit => ({
  range,
  newText: newText.replace(/: (?=\r?\n)/g, ':'),
  uri,
});

/** The value of a key that holds others down to the name: in brackets, or below it. */
function nested(path: readonly string[], name: string, value: string, flow: boolean): string {
  const keys = [...path, name];
  if (flow) return keys.reduceRight((inner, key) => `{${quoteKey(key)}: ${inner}}`, value);
  const lines = keys.map((key, depth) => `${'  '.repeat(depth + 1)}${quoteKey(key)}:`);
  return `\n${lines.join('\n')} ${value}`;
}

/** A value for a key behind which nothing stands. */
function filled(text: string, map: MapNode, entry: Entry, value: string): TextEdit {
  const colon = text.indexOf(':', entry.key.range.end) + 1;
  const indent = ' '.repeat(columnOf(text, map.range.start));
  const newText = map.flow ? ` ${value}` : value.replaceAll('\n', eolOf(text) + indent);
  return { range: { start: colon, end: colon }, newText };
}
