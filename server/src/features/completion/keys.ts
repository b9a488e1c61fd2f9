import type { ProjectSchema } from '../../language/schema/model.ts';
import type { MapNode } from '../../language/syntax/tree.ts';
import type { FeatureDocument } from '../feature.ts';
import { type KeyInfo, keysAt } from '../place/key-docs.ts';
import { propertiesOf } from '../place/properties.ts';
import { ruleKindOf } from '../place/rule-shapes.ts';
import { schemaShapesAt } from '../place/schema-shapes.ts';
import { get, keysOf, type Shape, textsOf } from '../place/shape.ts';
import { type Candidate, entry, scalar } from './candidate.ts';
import { byMost, operatorUse, type Ranking, usedWindows } from './ranking.ts';

const WINDOWS = ['within', 'between', 'before', 'after'];

/** Keys that can still be added to the map at a place. */
export function keyCandidates(
  shape: Shape,
  map: MapNode | undefined,
  document: FeatureDocument,
  ranking: Ranking,
): readonly Candidate[] {
  const keys = addableKeys(shape, map, document.snapshot.schema);
  const operators = byMost(
    keys.filter(({ kind }) => kind === 'operator'),
    ({ name }) => operatorUse(ranking, name),
  ).values();
  // Operators change places among themselves: what stood before or behind them stays there.
  const candidates = keys
    .map((key) => (key.kind === 'operator' ? (operators.next().value ?? key) : key))
    .map((key) => ({ ...key, snippet: withUsualTime(withoutKeys(key.snippet, keysOf(map)), ranking) }))
    .map((key) => entry(key, key.kind, key.title === undefined ? {} : { detail: key.title }));
  return shape.of === 'schema' ? [...candidates, ...nameCandidates(shape, new Set(keysOf(map)), document)] : candidates;
}

/** Those keys with their documentation. */
export function addableKeys(shape: Shape, map: MapNode | undefined, schema: ProjectSchema): readonly KeyInfo[] {
  const present = new Set(keysOf(map));
  return keysAt(shape, schema).filter((key) => !present.has(key.name) && canJoin(key, shape, map, present));
}

/** A snippet without the further keys that are there already. */
const withoutKeys = (snippet: string, present: readonly string[]): string =>
  snippet
    .split('\n')
    .filter((line, index) => index === 0 || !present.some((key) => line.startsWith(`${key}:`)))
    .join('\n');

/** A snippet with the time that the project uses most in place of the one that it has by default. */
function withUsualTime(snippet: string, ranking: Ranking): string {
  if (!/^(?:.*\n)?within: \$\{\d:30d\}$/.test(snippet)) return snippet;
  const usual = usedWindows(ranking).find((text) => /^\d+(?:d|w|mo)$/.test(text));
  return usual === undefined ? snippet : snippet.replace(':30d}', `:${usual}}`);
}

/** What cannot stand beside what is there already is not offered. */
function canJoin(key: KeyInfo, shape: Shape, map: MapNode | undefined, present: ReadonlySet<string>): boolean {
  if (shape.of === 'rule') {
    const kind = ruleKindOf(map);
    if (kind && key.kind === 'rule') return false;
    if (kind !== 'did' && kind !== 'did_not' && kind !== 'sequence') return true;
    return besideWindow(key.name, present) && besideOthers(key.name, present);
  }
  if (shape.of === 'step') {
    const begun = present.has('did') || present.has('did_not');
    if (key.name === 'did' || key.name === 'did_not') return !begun;
    if (!begun) return false;
    return !(shape.first && (key.name === 'within' || key.name === 'same'));
  }
  if (shape.of === 'filter') {
    const head = ['property', 'all', 'any', 'none'].some((name) => present.has(name));
    return head ? !['property', 'all', 'any', 'none'].includes(key.name) && present.has('property') : true;
  }
  return true;
}

const besideWindow = (name: string, present: ReadonlySet<string>): boolean =>
  !WINDOWS.includes(name) || (!WINDOWS.some((window) => present.has(window)) && !present.has('regularly'));

function besideOthers(name: string, present: ReadonlySet<string>): boolean {
  if (name === 'having') return present.has('occurrence');
  if (name === 'share') return present.has('where') && !present.has('occurrence');
  if (name === 'regularly') return !WINDOWS.some((window) => present.has(window));
  return !(name === 'occurrence' && present.has('share'));
}

/** Keys of the schema that are names: values to label, properties to map to columns. */
function nameCandidates(
  shape: Extract<Shape, { of: 'schema' }>,
  present: ReadonlySet<string>,
  { snapshot, tree }: FeatureDocument,
): readonly Candidate[] {
  if (!schemaShapesAt(shape.path).some((form) => form.kind === 'names')) return [];
  const { path } = shape;
  const last = path.at(-1);
  if (last === 'labels') {
    const values = nodeAtKeys(tree.root?.kind === 'map' ? tree.root : undefined, [...path.slice(0, -1), 'values']);
    return textsOf(values)
      .filter((text) => !present.has(text))
      .map((text) => scalar(text, 'value'));
  }
  if (last === 'columns' && path[0] === 'data') {
    const source = nodeAtKeys(tree.root?.kind === 'map' ? tree.root : undefined, path.slice(0, -1));
    const event = source?.kind === 'map' ? textsOf(get(source, 'event')) : [];
    const owner = path[1] === 'users' ? ({ of: 'users' } as const) : ({ of: 'events', events: event } as const);
    return propertiesOf(snapshot.schema, owner)
      .filter((property) => !present.has(property.name))
      .map((property) => scalar(property.name, 'property'));
  }
  return [];
}

function nodeAtKeys(root: MapNode | undefined, path: readonly (string | number)[]) {
  let node: ReturnType<typeof get> = root;
  for (const step of path) {
    if (node?.kind === 'map') node = get(node, String(step));
    else if (node?.kind === 'list' && typeof step === 'number') node = node.items[step];
    else return undefined;
  }
  return node;
}
