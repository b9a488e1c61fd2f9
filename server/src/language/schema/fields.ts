/** Maps of the schema file by their documented keys, and plain values, with the problems said. */
import { report } from '../checks/check.ts';
import { emptyValue } from '../checks/empty-value.ts';
import { missingKey } from '../checks/missing-key.ts';
import { unknownKey } from '../checks/unknown-key.ts';
import { enumerated } from '../checks/wording.ts';
import { wrongValue } from '../checks/wrong-value.ts';
import type { Diagnostic, Range } from '../diagnostic.ts';
import { quoteScalar } from '../format/quote.ts';
import { insertEntry } from '../syntax/edit.ts';
import type { Entry, MapNode, Scalar, ScalarNode, SyntaxNode } from '../syntax/tree.ts';
import { alternatives, type SchemaKey, type SchemaShape } from './key-shape.ts';
import { suggest } from './suggest.ts';

/** What reading a part of the file needs. */
export interface SchemaContext {
  readonly text: string;
  /** The file's first line, where missing keys of the file itself are reported. */
  readonly firstLine: Range;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** The value of a key that has one; a key without a value is reported where one is needed. */
export type Fields = (name: string) => Entry | undefined;

export function keyText(entry: Entry): string {
  return String(entry.key.value);
}

/** The entries of a map by key. Unknown keys and missing required ones are reported; `where` names the map: “the event “Charged””. */
export function readFields(node: MapNode, keys: readonly SchemaKey[], where: string, context: SchemaContext): Fields {
  const found = new Map<string, Entry>();
  for (const entry of node.entries) {
    const key = keyText(entry);
    if (keys.some(({ name }) => name === key)) found.set(key, entry);
    else reportUnknownKey(entry, keys, where, context);
  }
  for (const key of keys) {
    if (key.required && !found.has(key.name)) reportMissing(node, key, where, context);
  }
  return (name) => found.get(name);
}

function reportUnknownKey(entry: Entry, keys: readonly SchemaKey[], where: string, context: SchemaContext): void {
  const key = keyText(entry);
  const suggestions = suggest(
    key,
    keys.map(({ name }) => ({ name, aliases: COMMON_NAMES[name] ?? [] })),
  );
  const allowed = keys.map(({ name }) => name);
  context.report(report(unknownKey, entry.key.range, { key, where, suggestions, allowed }, { suggestions }));
}

/** What other tools call these keys. */
const COMMON_NAMES: Readonly<Record<string, readonly string[]>> = {
  values: ['enum', 'allowed', 'allowed_values', 'one_of', 'choices', 'options'],
  description: ['desc', 'doc', 'comment', 'note', 'summary'],
  aliases: ['alias', 'synonyms', 'also_known_as', 'aka'],
  pii: ['private', 'personal', 'gdpr'],
  timezone: ['tz', 'time_zone', 'zone'],
  project: ['name'],
  properties: ['props', 'attributes', 'traits', 'fields', 'params', 'parameters'],
  users: ['user', 'people', 'profiles', 'identify'],
  events: ['event', 'actions', 'track'],
  reachable: ['rules', 'where', 'when'],
  means: ['rules', 'where', 'definition', 'is'],
  type: ['kind', 'data_type', 'datatype'],
  examples: ['example', 'sample_values'],
  path: ['file', 'files', 'glob', 'src', 'source'],
  time: ['timestamp', 'ts', 'date'],
  user: ['user_id', 'id', 'distinct_id'],
  id: ['user_id', 'user', 'key'],
  replaced_by: ['replacement', 'use', 'instead'],
  as_of: ['now', 'date', 'asof'],
  glossary: ['terms', 'dictionary', 'vocabulary'],
};

function reportMissing(node: MapNode, key: SchemaKey, where: string, context: SchemaContext): void {
  const value = key.snippet
    .slice(key.name.length + 1)
    .replace(/\$\{\d+[:|]([^}|,]*)[^}]*\}|\$\d+/g, '$1')
    .trim();
  const edit = node.entries.length > 0 ? insertEntry(context.text, node, key.name, value) : undefined;
  const insert =
    edit && value !== '' && !value.includes('\n') ? { at: edit.range.start, text: edit.newText } : undefined;
  const [first] = node.entries;
  const range = first ? { start: node.range.start, end: Math.max(node.range.start, first.range.end) } : node.range;
  context.report(
    report(missingKey, range, { key: key.name, where: capitalized(where), ...(insert ? { insert } : {}) }),
  );
}

function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** True where nothing stands, or `null`. */
export function isNothing(node: SyntaxNode | undefined): node is undefined {
  return node === undefined || (node.kind === 'scalar' && node.value === null);
}

/** Reads the text of an entry. A number or boolean without quotes is taken as it is written. */
export function readText(entry: Entry | undefined, context: SchemaContext): string | undefined {
  const node = presentScalar(entry, 'a text', context);
  if (entry === undefined || node === undefined) return undefined;
  const text = scalarText(node);
  if (text.trim() !== '') return text;
  context.report(report(emptyValue, node.range, { key: keyText(entry), needs: 'a text' }));
  return undefined;
}

/** A scalar's text: a plain number's is what was written, so that `1.10` and `2026` lose nothing. */
export function scalarText(node: ScalarNode): string {
  return typeof node.value === 'string' ? node.value : node.source;
}

/** Reads `true` or `false`; `false` when it is something else. */
export function readBoolean(entry: Entry | undefined, context: SchemaContext): boolean {
  const node = presentScalar(entry, '`true` or `false`', context);
  if (entry === undefined || node === undefined) return false;
  if (typeof node.value === 'boolean') return node.value;
  const word = String(node.value).toLowerCase();
  const meant = ['yes', 'on', 'true', '1', 'y'].includes(word)
    ? 'true'
    : ['no', 'off', 'false', '0', 'n'].includes(word)
      ? 'false'
      : undefined;
  reportWrong(node, keyText(entry), 'true or false', context, meant);
  // What was meant counts: `pii: yes` must not lay personal data open.
  return meant === 'true';
}

/** Reads one of a key's documented values. */
export function readChoice(entry: Entry | undefined, shape: SchemaShape, context: SchemaContext): string | undefined {
  const text = readText(entry, context);
  if (entry?.value === undefined || text === undefined) return undefined;
  const values = alternatives(shape).flatMap((each) => (each.kind === 'text' ? (each.values ?? []) : []));
  const allowed = values.map(({ value }) => String(value));
  if (allowed.includes(text)) return text;
  const [suggestion] = suggest(
    text,
    allowed.map((name) => ({ name })),
  );
  reportWrong(entry.value, keyText(entry), enumerated(allowed, 'or'), context, suggestion);
  return undefined;
}

/** Reads a list of texts; a single text counts as a list of one. Empty and doubled ones are left out. */
export function readTexts(entry: Entry | undefined, context: SchemaContext): { text: string; node: ScalarNode }[] {
  return readScalars(entry, 'a text', context).flatMap((node) => {
    const text = scalarText(node);
    if (text.trim() !== '') return [{ text, node }];
    context.report(report(emptyValue, node.range, { key: keyText(entry as Entry), needs: 'a text' }));
    return [];
  });
}

/** Reads a list of scalars; a single one counts as a list of one. */
export function readScalars(entry: Entry | undefined, item: string, context: SchemaContext): ScalarNode[] {
  if (entry === undefined) return [];
  const key = keyText(entry);
  if (isNothing(entry.value)) {
    context.report(report(emptyValue, entry.range, { key, needs: `a list: [${item}, …]` }));
    return [];
  }
  const node = entry.value;
  if (node.kind === 'scalar') {
    const inner = quoteScalar(node.value as Scalar);
    reportWrong(
      node,
      key,
      'a list',
      context,
      `[${node.style === 'plain' && !/[,[\]{}]/.test(node.source) ? node.source : inner}]`,
    );
    return [node];
  }
  if (node.kind === 'map') {
    reportWrong(node, key, 'a list', context);
    return [];
  }
  return node.items.flatMap((each) => {
    if (each.kind === 'scalar' && each.value !== null) return [each];
    if (each.kind === 'scalar')
      context.report(
        report(emptyValue, each.range.start < each.range.end ? each.range : entry.key.range, { key, needs: item }),
      );
    else reportWrong(each, key, `${item} as each item`, context);
    return [];
  });
}

/** The map of an entry. Nothing is an empty map when `mayBeEmpty`; else it is reported, as anything but a map is. */
export function readMap(
  entry: Entry | undefined,
  what: string,
  context: SchemaContext,
  options: { readonly mayBeEmpty?: boolean; readonly replacement?: (node: ScalarNode) => string | undefined } = {},
): MapNode | undefined {
  if (entry === undefined) return undefined;
  const node = entry.value;
  if (isNothing(node)) {
    if (!options.mayBeEmpty) context.report(report(emptyValue, entry.range, { key: keyText(entry), needs: what }));
    return undefined;
  }
  if (node.kind === 'map') return node;
  reportWrong(node, keyText(entry), what, context, node.kind === 'scalar' ? options.replacement?.(node) : undefined);
  return undefined;
}

export function reportWrong(
  node: SyntaxNode,
  key: string,
  expected: string,
  context: SchemaContext,
  replacement?: string,
): void {
  const data = { key, expected, found: nounOf(node), ...(replacement === undefined ? {} : { replacement }) };
  context.report(report(wrongValue, node.range, data, replacement === undefined ? {} : { suggestions: [replacement] }));
}

function presentScalar(entry: Entry | undefined, expected: string, context: SchemaContext): ScalarNode | undefined {
  if (entry === undefined) return undefined;
  if (isNothing(entry.value)) {
    context.report(report(emptyValue, entry.range, { key: keyText(entry), needs: expected }));
    return undefined;
  }
  if (entry.value.kind === 'scalar') return entry.value;
  reportWrong(entry.value, keyText(entry), expected, context);
  return undefined;
}

function nounOf(node: SyntaxNode): string {
  if (node.kind === 'map') return 'a map of keys';
  if (node.kind === 'list') return 'a list';
  if (node.value === null) return 'nothing';
  const text = scalarText(node);
  return text.length > 40 ? 'a long text' : `“${text.replace(/\s+/g, ' ')}”`;
}
