import { report } from '../checks/check.ts';
import { missingKey } from '../checks/missing-key.ts';
import { invalidDate } from '../checks/rules/invalid-date.ts';
import { unknownTimezone } from '../checks/schema/unknown-timezone.ts';
import { unsupportedVersion } from '../checks/schema/unsupported-version.ts';
import { type Diagnostic, errorsIn, type Range } from '../diagnostic.ts';
import { parseYaml } from '../syntax/parse.ts';
import type { Entry, MapNode, SyntaxNode, Tree } from '../syntax/tree.ts';
import { parseMoment } from '../values/moment.ts';
import { checkNames } from './check-names.ts';
import {
  type Fields,
  isNothing,
  readChoice,
  readFields,
  readMap,
  readText,
  reportWrong,
  type SchemaContext,
} from './fields.ts';
import { schemaKeyAt, schemaKeys, schemaShapeAt } from './keys.ts';
import type { AsOf, ProjectSchema } from './model.ts';
import { readChannels, readGlossary } from './read-channels.ts';
import { readData } from './read-data.ts';
import { readEvents } from './read-events.ts';
import { readProperties } from './read-properties.ts';
import { readRoles, readSamples } from './read-roles.ts';
import { suggest } from './suggest.ts';
import { knownTimezone, suggestTimezones } from './timezone.ts';

/** A schema file as read: its tree, the schema that stands in it, and everything that is wrong with it. */
export interface SchemaReading {
  readonly uri: string;
  readonly tree: Tree;
  readonly schema: ProjectSchema;
  readonly diagnostics: readonly Diagnostic[];
  readonly hasErrors: boolean;
}

const NOWHERE: Range = { start: 0, end: 0 };

/** Reads a project schema. Always gives one: what is broken is left out and reported, the rest stands. */
export function readSchema(text: string, { uri }: { readonly uri: string }): SchemaReading {
  const tree = parseYaml(text);
  const diagnostics: Diagnostic[] = [...tree.diagnostics];
  const context: SchemaContext = {
    text,
    firstLine: firstLineOf(text),
    report: (diagnostic) => diagnostics.push(diagnostic),
  };
  const schema = readRoot(rootMap(tree, context), uri, tree, context);
  diagnostics.sort((a, b) => a.range.start - b.range.start);
  return { uri, tree, schema, diagnostics, hasErrors: errorsIn(diagnostics).length > 0 };
}

function rootMap({ root, diagnostics }: Tree, context: SchemaContext): MapNode | undefined {
  if (root?.kind === 'map') return root;
  // A text that could not be read at all has said so; another problem on top of that helps nobody.
  if (isNothing(root))
    return diagnostics.length === 0 ? { kind: 'map', range: NOWHERE, entries: [], flow: false } : undefined;
  const node: SyntaxNode = { ...root, range: context.firstLine };
  reportWrong(node, 'segments.schema.yaml', 'a map of keys: version, users, events, …', context);
  return undefined;
}

function readRoot(root: MapNode | undefined, uri: string, tree: Tree, context: SchemaContext): ProjectSchema {
  const optional = schemaKeys.map((key) => ({ ...key, required: false }));
  const get: Fields = root ? readFields(root, optional, 'the project schema', context) : () => undefined;
  if (root) readVersion(get('version'), root, context);
  const timezone = readTimezone(get('timezone'), context);
  const users = readUsers(get, context);
  const events = readEvents(get('events'), context);
  checkNames(events, 'event', get('events')?.value, context);
  const unknownShape = schemaShapeAt(['unknown']);
  const unknown = unknownShape && readChoice(get('unknown'), unknownShape, context) === 'warning' ? 'warning' : 'error';
  const broken = tree.diagnostics.length > 0 ? { broken: tree.text } : {};
  const bound = { users, events, unknown, timezone, ...broken } as const;
  const channels = readChannels(get('channels'), bound, context);
  checkNames(channels, 'channel', get('channels')?.value, context);
  const glossary = readGlossary(get('glossary'), { ...bound, channels }, context);
  checkNames(glossary, 'word', get('glossary')?.value, context);
  return {
    uri,
    project: readText(get('project'), context) ?? folderName(uri),
    timezone,
    asOf: readAsOf(get('as_of'), context),
    users,
    events,
    unknown,
    ...broken,
    channels,
    roles: readRoles(get('roles'), bound, context),
    glossary,
    samples: readSamples(get('samples'), bound, context),
    data: readData(get('data'), context),
  };
}

function readUsers(get: Fields, context: SchemaContext): ProjectSchema['users'] {
  const entry = get('users');
  const node = readMap(entry, 'a map: {properties: …}', context, { mayBeEmpty: true });
  const key = schemaKeyAt(['users']);
  if (node === undefined || key?.shape.kind !== 'map') return new Map();
  const properties = readFields(node, key.shape.keys, 'users', context)('properties');
  const users = readProperties(properties, {}, context);
  checkNames(users, 'user property', properties?.value, context);
  return users;
}

/** Without a version the file is still read as version 1, so this is not an error. */
function readVersion(entry: Entry | undefined, root: MapNode, context: SchemaContext): void {
  if (entry === undefined) {
    const at = root.entries[0]?.range.start ?? 0;
    const insert = root.flow ? {} : { insert: { at, text: 'version: 1\n' } };
    const data = { key: 'version', where: 'The project schema', ...insert };
    context.report(report(missingKey, context.firstLine, data, { severity: 'warning' }));
    return;
  }
  const node = entry.value;
  if (node?.kind === 'scalar' && (node.value === 1 || node.value === '1')) return;
  const version = node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
  context.report(report(unsupportedVersion, node?.range ?? entry.key.range, { version }));
}

function readTimezone(entry: Entry | undefined, context: SchemaContext): string {
  const name = readText(entry, context);
  if (entry?.value === undefined || name === undefined) return 'UTC';
  const timezone = knownTimezone(name);
  if (timezone !== undefined) return timezone;
  const suggestions = suggestTimezones(name);
  context.report(report(unknownTimezone, entry.value.range, { timezone: name, suggestions }, { suggestions }));
  return 'UTC';
}

function readAsOf(entry: Entry | undefined, context: SchemaContext): AsOf {
  const text = readText(entry, context);
  if (entry?.value === undefined || text === undefined || text === 'now') return { kind: 'now' };
  if (text === 'latest_event') return { kind: 'latest_event' };
  if (parseMoment(text) !== undefined) return { kind: 'instant', text };
  const suggestions = suggest(text, [
    { name: 'now', aliases: ['today'] },
    { name: 'latest_event', aliases: ['latest', 'last_event', 'newest_event'] },
  ]);
  const expected = '`now`, `latest_event`, a date or a date-time';
  context.report(
    report(invalidDate, entry.value.range, { key: 'as_of', text, expected, suggestions }, { suggestions }),
  );
  return { kind: 'now' };
}

function firstLineOf(text: string): Range {
  const found = text.search(/[\r\n]/);
  return { start: 0, end: found < 0 ? text.length : found };
}

/** A project without a name is called like its folder. */
function folderName(uri: string): string {
  const folder =
    uri
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-2) ?? '';
  try {
    return decodeURIComponent(folder) || 'project';
  } catch {
    return folder || 'project';
  }
}
