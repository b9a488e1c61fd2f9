import {
  BECAUSE_KEY,
  boundOperators,
  FILTER_KEYS,
  type KeyDoc,
  operators,
  operatorsFor,
  ruleKinds,
  segmentKeys,
} from '../../language/index.ts';
import type { ProjectSchema, Property } from '../../language/schema/model.ts';
import { propertyOf } from './properties.ts';
import { ruleKindOf } from './rule-shapes.ts';
import { schemaShapesAt } from './schema-shapes.ts';
import { get, type Shape, textsOf } from './shape.ts';

/** A key that can stand at a place, documented. */
export interface KeyInfo {
  readonly name: string;
  readonly kind: 'rule' | 'key' | 'operator';
  /** Markdown. */
  readonly doc: string;
  /** Key and value as a snippet; for a rule kind the whole rule. */
  readonly snippet: string;
  readonly title?: string;
}

const plain = ({ name, doc, snippet }: Pick<KeyDoc, 'name' | 'doc' | 'snippet'>): KeyInfo => ({
  name,
  kind: 'key',
  doc,
  snippet,
});

const kinds: readonly KeyInfo[] = Object.values(ruleKinds).map(({ id, doc, snippet, title }) => ({
  name: id,
  kind: 'rule',
  doc,
  snippet,
  title,
}));

/** The kinds by their first key alone: beside keys that are there already. */
const heads: readonly KeyInfo[] = kinds.map((kind) => {
  const head = ruleKinds[kind.name as keyof typeof ruleKinds].keys[0];
  return head ? { ...kind, snippet: head.snippet } : kind;
});

type OperatorLike = { readonly id: string; readonly doc: string; readonly snippet: string; readonly title: string };
const operatorInfo = ({ id, doc, snippet, title }: OperatorLike): KeyInfo => ({
  name: id,
  kind: 'operator',
  doc,
  snippet,
  title,
});

/** Operators of a property, and whether case can be left aside. */
function conditionKeys(property: Property | undefined): readonly KeyInfo[] {
  const text = property === undefined || property.type === 'string' || property.type === 'list<string>';
  const found = operatorsFor(property).map((operator) =>
    operatorInfo({ ...operator, snippet: fitted(operator, property) }),
  );
  const ignoreCase = FILTER_KEYS.filter((key) => text && key.name === 'ignore_case').map(plain);
  return [...found, ...ignoreCase];
}

/** An operator's snippet with a value that its property can have. */
function fitted(operator: OperatorLike, property: Property | undefined): string {
  if (property?.type === 'boolean' && operator.id === 'is') return 'is: ${1|true,false|}';
  return operator.snippet;
}

/** The keys of the value of one of a rule's keys: of `at`, `regularly`, `sum`. */
function nestedKeys(key: string): readonly KeyInfo[] {
  const doc = ruleKinds.did.keys.find((each) => each.name === key);
  return [...(doc?.keys ?? []).map(plain), ...(doc?.operators === 'number' ? boundOperators.map(operatorInfo) : [])];
}

const stepKeys: readonly KeyDoc[] = ruleKinds.sequence.keys.find((key) => key.name === 'sequence')?.keys ?? [];

/** Every key that the map at a place may have. */
export function keysAt(shape: Shape, schema: ProjectSchema): readonly KeyInfo[] {
  switch (shape.of) {
    case 'segment':
      return segmentKeys.map(plain);
    case 'rule': {
      const because = shape.because ? [plain(BECAUSE_KEY)] : [];
      const kind = ruleKindOf(shape.map);
      if (!kind) return [...(shape.map?.entries.length ? heads : kinds), ...because];
      const own = kinds.filter((info) => info.name === kind);
      const keys = ruleKinds[kind].keys.filter((key) => key.name !== kind).map(plain);
      if (kind !== 'user') return [...own, ...keys, ...because];
      const property = propertyOf(schema, { of: 'users' }, textsOf(get(shape.map, 'user'))[0] ?? '');
      return [...own, ...conditionKeys(property), ...because];
    }
    case 'filter': {
      const name = textsOf(get(shape.map, 'property'))[0];
      const starts = FILTER_KEYS.filter((key) => key.name !== 'ignore_case').map(plain);
      if (name === undefined) return starts;
      const property = propertyOf(schema, { of: 'events', events: shape.events }, name);
      return [...starts.filter((key) => key.name === 'property'), ...conditionKeys(property)];
    }
    case 'step':
      return stepKeys.map(plain);
    case 'at':
      return nestedKeys('at');
    case 'bounds':
    case 'measure':
      return nestedKeys(shape.key);
    case 'regularly':
      return nestedKeys('regularly');
    case 'near':
      return NEAR;
    case 'schema':
      return schemaShapesAt(shape.path).flatMap((form) => (form.kind === 'map' ? form.keys.map(plain) : []));
    default:
      return [];
  }
}

const NEAR: readonly KeyInfo[] = [
  { name: 'lat', kind: 'key', doc: 'Latitude in degrees, from -90 to 90.', snippet: 'lat: ${1}' },
  { name: 'lon', kind: 'key', doc: 'Longitude in degrees, from -180 to 180.', snippet: 'lon: ${1}' },
  { name: 'radius', kind: 'key', doc: 'The distance: `500m`, `5km`, `3mi`.', snippet: 'radius: ${1:5km}' },
];

/** The documentation of a key at a place, also of an operator that its property does not take. */
export function keyInfo(shape: Shape, name: string, schema: ProjectSchema): KeyInfo | undefined {
  const known = keysAt(shape, schema).find((key) => key.name === name);
  if (known) return known;
  const conditions = shape.of === 'rule' || shape.of === 'filter' || shape.of === 'bounds' || shape.of === 'measure';
  return conditions && Object.hasOwn(operators, name)
    ? operatorInfo(operators[name as keyof typeof operators])
    : undefined;
}
