/** Keys and values of a map as fields. */
import { addableKeys } from '../../features/completion/keys.ts';
import { type KeyInfo, keyInfo } from '../../features/place/key-docs.ts';
import { under } from '../../features/place/place.ts';
import { propertyOf } from '../../features/place/properties.ts';
import { get, type Shape, textsOf } from '../../features/place/shape.ts';
import { type KeyDoc, toData, WINDOW_KEYS } from '../../language/index.ts';
import type { ProjectSchema } from '../../language/schema/model.ts';
import type { Entry, MapNode } from '../../language/syntax/tree.ts';
import type { BuilderField, BuilderKey, BuilderPath, BuilderValue } from '../../protocol/index.ts';
import { docsBelow } from '../outline/card-keys.ts';
import { blankValue } from './blank.ts';
import { inputOf, misfit } from './inputs.ts';
import type { ProblemDesk } from './problems.ts';
import { missingEntry } from './shape-at.ts';

/** Where a form is read. */
export interface FormSource {
  readonly text: string;
  readonly schema: ProjectSchema;
  /** Absent in disabled cards, whose text is not looked through for problems. */
  readonly desk: ProblemDesk | undefined;
}

/** A map with what the language expects of it. */
export interface FormMap {
  readonly map: MapNode;
  readonly shape: Shape;
  readonly docs: readonly KeyDoc[];
  readonly path: BuilderPath;
  /** The unit of what is measured in it. */
  readonly unit?: string;
  readonly isRoot?: true;
}

/** `addable` are the keys that can still be added to the map. */
export function fieldOf(source: FormSource, form: FormMap, entry: Entry, addable: readonly BuilderKey[]): BuilderField {
  const { text, schema, desk } = source;
  const key = String(entry.key.value);
  const { map, shape, docs } = form;
  const info = keyInfo(shape, key, schema);
  const doc = docs.find(({ name }) => name === key);
  const below = under(shape, { kind: 'entry', map, entry, key });
  const wanted = inputOf(below, key, schema, form.unit);
  const reason = misfit(wanted, entry.value);
  const input = reason === undefined ? wanted : ({ type: 'raw', reason } as const);
  const path = [...form.path, key];
  const problems = desk?.open(entry.range) ?? [];
  const role = roleOf(key, info, doc, form);
  const value = entry.value;
  return {
    path,
    key,
    title: titleOf(key, info, doc),
    doc: brief(info?.doc ?? doc?.doc ?? ''),
    value: input.type === 'cards' ? null : (toData(value) as BuilderValue),
    text: input.type === 'cards' || value === undefined ? '' : text.slice(value.range.start, value.range.end).trimEnd(),
    input,
    role,
    required: role === 'kind' || doc?.required === true,
    alternatives: alternativesOf(source, form, entry, role, addable),
    ...(input.type === 'map' ? mapFields(source, { shape: below, doc, path }, value) : {}),
    problems,
  };
}

/** The keys that can still be added to a map. */
export function addableOf({ schema }: FormSource, form: FormMap): readonly BuilderKey[] {
  return addableKeys(form.shape, form.map, schema)
    .filter(({ name }) => name !== 'because')
    .map((info) => keyOf(info, form, schema));
}

function keyOf(info: KeyInfo, form: FormMap, schema: ProjectSchema): BuilderKey {
  const { name: key } = info;
  const { shape, map, docs, unit } = form;
  const doc = docs.find(({ name }) => name === key);
  const below = under(shape, { kind: 'entry', map, entry: missingEntry(key), key });
  return {
    key,
    title: titleOf(key, info, doc),
    doc: brief(info.doc),
    role: roleOf(key, info, doc, form),
    blank: blankValue(info.snippet, key, doc),
    input: inputOf(below, key, schema, unit),
  };
}

/** What could stand in an entry's place: the keys of its role that could be added if it were not there. */
function alternativesOf(
  source: FormSource,
  form: FormMap,
  entry: Entry,
  role: BuilderField['role'],
  addable: readonly BuilderKey[],
): readonly BuilderKey[] {
  if (role === 'operator') return addable.filter((key) => key.role === role);
  if (role !== 'window' && role !== 'measure') return [];
  const map = { ...form.map, entries: form.map.entries.filter((other) => other !== entry) };
  const shape = 'map' in form.shape ? ({ ...form.shape, map } as Shape) : form.shape;
  return addableOf(source, { ...form, map, shape }).filter(
    (key) => key.role === role && key.key !== String(entry.key.value),
  );
}

interface Below {
  readonly shape: Shape;
  readonly doc: KeyDoc | undefined;
  readonly path: BuilderPath;
}

function mapFields(source: FormSource, { shape, doc, path }: Below, value: Entry['value']) {
  const map: MapNode =
    value?.kind === 'map' ? value : { kind: 'map', range: { start: 0, end: 0 }, entries: [], flow: true };
  const unit = measuredUnit(source.schema, shape, map);
  const docs = doc === undefined ? [] : docsBelow(doc);
  const form: FormMap = { map, shape, docs, path, ...(unit === undefined ? {} : { unit }) };
  const addable = addableOf(source, form);
  return { fields: map.entries.map((entry) => fieldOf(source, form, entry, addable)), addable };
}

/** `sum` and its like are in the unit of their property. */
function measuredUnit(schema: ProjectSchema, shape: Shape, map: MapNode): string | undefined {
  if (shape.of !== 'measure' || shape.key === 'distinct') return undefined;
  const name = textsOf(get(map, 'of'))[0];
  return name === undefined ? undefined : propertyOf(schema, { of: 'events', events: shape.events }, name)?.unit;
}

const WINDOWS: ReadonlySet<string> = new Set(WINDOW_KEYS.map(({ name }) => name));

function roleOf(
  key: string,
  info: KeyInfo | undefined,
  doc: KeyDoc | undefined,
  { isRoot, docs, shape }: FormMap,
): BuilderField['role'] {
  if (isRoot) return 'head';
  if (info?.kind === 'rule' || isKindKey(key, shape)) return 'kind';
  if (info?.kind === 'operator') return 'operator';
  const isWindow = WINDOWS.has(key) && docs.some(({ name }) => name === 'before');
  if (isWindow) return 'window';
  return doc?.operators === 'number' ? 'measure' : 'modifier';
}

function isKindKey(key: string, { of }: Shape): boolean {
  if (of === 'step') return key === 'did' || key === 'did_not';
  return of === 'filter' && ['property', 'all', 'any', 'none'].includes(key);
}

function titleOf(key: string, info: KeyInfo | undefined, doc: KeyDoc | undefined): string {
  if (info?.kind === 'operator') return info.title ?? key;
  const words = key.replaceAll('_', ' ');
  return doc?.title ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** Its first paragraph: what stands beside a choice has no room for examples. */
const brief = (doc: string): string => doc.split(/\n\n|```/)[0]?.trim() ?? '';
