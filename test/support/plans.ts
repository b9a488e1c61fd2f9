/**
 * Tracking plans of other products as project schemas: a source of event and property names as people really write
 * them. Knows just enough of each format to find names, types, descriptions and allowed values.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PropertyType, parseYaml, quoteKey, quoteScalar, toData } from '../../server/src/language/index.ts';

const folder = join(import.meta.dirname, '../fixtures/plans');

interface PlanProperty {
  readonly type: PropertyType;
  readonly description?: string;
  readonly values?: readonly string[];
}

interface PlanEvent {
  readonly description?: string;
  readonly properties: ReadonlyMap<string, PlanProperty>;
}

export interface Plan {
  readonly name: string;
  readonly users: ReadonlyMap<string, PlanProperty>;
  readonly events: ReadonlyMap<string, PlanEvent>;
}

/** Every plan of the fixtures. */
export function plans(): Plan[] {
  return [
    typewriterV1('segment-typewriter/typewriter-e2e.v1.json'),
    typewriterV2('segment-typewriter/typewriter-telemetry.v2.json'),
    typewriterV1('rudder-typer/sample-plan.json'),
    typewriterV1('rudder-typer/e2e-kotlin.json'),
    rudderSchemas(),
    awsToolkit(),
    iglu(),
    ga4(),
    posthog(),
    bufferKit(),
    segmentSpec(),
  ];
}

/** The plan as the text of a `segments.schema.yaml`. */
export function schemaText({ name, users, events }: Plan): string {
  const property = ([key, { type, description, values }]: [string, PlanProperty]): string => {
    const parts = [`type: ${type}`];
    if (description) parts.push(`description: ${quoteScalar(description)}`);
    if (values) parts.push(`values: [${values.map((value) => quoteScalar(value)).join(', ')}]`);
    return `${quoteKey(key)}: {${parts.join(', ')}}`;
  };
  const lines = ['version: 1', `project: ${quoteScalar(name)}`, 'users:', '  properties:'];
  for (const each of users) lines.push(`    ${property(each)}`);
  lines.push('events:');
  for (const [event, { description, properties }] of events) {
    lines.push(`  ${quoteKey(event)}:`);
    if (description) lines.push(`    description: ${quoteScalar(description, 'block')}`);
    if (properties.size > 0) lines.push('    properties:');
    for (const each of properties) lines.push(`      ${property(each)}`);
  }
  return `${lines.join('\n')}\n`;
}

type Json = { readonly [key: string]: unknown };

function read(path: string): Json {
  return JSON.parse(readFileSync(join(folder, path), 'utf8')) as Json;
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function described(value: unknown): { description?: string } {
  return typeof value === 'string' && value.trim() !== '' ? { description: value } : {};
}

/** The properties of a JSON Schema; nested objects with dots, as in data. */
function propertiesOf(schema: Json, prefix = ''): Map<string, PlanProperty> {
  const found = new Map<string, PlanProperty>();
  for (const [key, value] of Object.entries(object(schema['properties']))) {
    const inner = object(value);
    const nested = propertiesOf(inner, `${prefix}${key}.`);
    if (nested.size > 0) for (const each of nested) found.set(...each);
    else found.set(`${prefix}${key}`, propertyOf(inner));
  }
  return found;
}

function propertyOf(schema: Json): PlanProperty {
  const types = [schema['type']].flat().filter((type) => type !== 'null');
  const type = types.length === 1 ? typeOf(String(types[0]), schema) : 'string';
  const values = type === 'string' ? enumOf(schema['enum']) : undefined;
  return { type, ...described(schema['description']), ...(values ? { values } : {}) };
}

function enumOf(value: unknown): readonly string[] | undefined {
  const texts = [
    ...new Set((Array.isArray(value) ? value : []).filter((each) => each !== null && each !== '').map(String)),
  ];
  return texts.length > 0 ? texts : undefined;
}

function typeOf(type: string, { format, items }: Json): PropertyType {
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'boolean') return 'boolean';
  if (type === 'array')
    return ['number', 'integer'].includes(String(object(items)['type'])) ? 'list<number>' : 'list<string>';
  return format === 'date-time' ? 'datetime' : format === 'date' ? 'date' : 'string';
}

/** Segment's first API, and RudderStack: `rules.events[]` with a JSON Schema of the whole call. */
function typewriterV1(path: string): Plan {
  const plan = read(path);
  const events = new Map<string, PlanEvent>();
  let users = new Map<string, PlanProperty>();
  for (const event of list(object(plan['rules'])['events'])) {
    const parts = object(object(event['rules'])['properties']);
    if (event['eventType'] === 'identify') users = propertiesOf(object(parts['traits']));
    if (event['name'] === '') continue;
    events.set(String(event['name']), {
      ...described(event['description']),
      properties: propertiesOf(object(parts['properties'])),
    });
  }
  return { name: path, users, events };
}

/** Segment's second API: `rules[]`, each with its own JSON Schema. */
function typewriterV2(path: string): Plan {
  const events = new Map<string, PlanEvent>();
  for (const rule of list(read(path)['rules'])) {
    const schema = object(rule['jsonSchema']);
    events.set(String(rule['key']), { ...described(schema['description']), properties: propertiesOf(schema) });
  }
  return { name: path, users: new Map(), events };
}

function rudderSchemas(): Plan {
  const events = new Map<string, PlanEvent>();
  for (const file of readdirSync(join(folder, 'rudder-typer/schemas'))) {
    const schema = read(`rudder-typer/schemas/${file}`);
    events.set(String(schema['title']), { ...described(schema['description']), properties: propertiesOf(schema) });
  }
  return { name: 'rudder-typer/schemas', users: new Map(), events };
}

/** Types once, metrics that name them. */
function awsToolkit(): Plan {
  const files = ['commonDefinitions', 'vscodeDefinitions'].map((file) => read(`aws-toolkit/${file}.json`));
  const types = new Map(files.flatMap((file) => list(file['types'])).map((type) => [String(type['name']), type]));
  const events = new Map<string, PlanEvent>();
  for (const metric of files.flatMap((file) => list(file['metrics']))) {
    const properties = new Map<string, PlanProperty>();
    for (const each of list(metric['metadata'])) {
      const type = types.get(String(each['type'])) ?? {};
      const values = enumOf(type['allowedValues']);
      const number = ['int', 'double'].includes(String(type['type']));
      const kind: PropertyType = type['type'] === 'boolean' ? 'boolean' : number ? 'number' : 'string';
      properties.set(String(each['type']), {
        type: kind,
        ...described(type['description']),
        ...(values && kind === 'string' ? { values } : {}),
      });
    }
    events.set(String(metric['name']), { ...described(metric['description']), properties });
  }
  return { name: 'aws-toolkit', users: new Map(), events };
}

function iglu(): Plan {
  const events = new Map<string, PlanEvent>();
  const paths = readdirSync(join(folder, 'iglu'), { recursive: true, encoding: 'utf8' });
  for (const path of paths.filter((name) => /\d-\d-\d$/.test(name))) {
    const schema = read(`iglu/${path}`);
    const self = object(schema['self']);
    events.set(`${self['vendor']}/${self['name']}`, {
      ...described(schema['description']),
      properties: propertiesOf(schema),
    });
  }
  return { name: 'iglu', users: new Map(), events };
}

function ga4(): Plan {
  const events = new Map<string, PlanEvent>();
  for (const event of list(read('ga4/ga4-recommended-events.json'))) {
    const parameters = [...list(event['parameters']), ...list(event['item_parameters'])];
    const properties = parameters.map(({ name, type }): [string, PlanProperty] => [
      String(name),
      { type: type === 'number' ? 'number' : 'string' },
    ]);
    events.set(String(event['event']), { properties: new Map(properties) });
  }
  return { name: 'ga4', users: new Map(), events };
}

/** One list for events and properties: whatever has examples is a property. */
function posthog(): Plan {
  const definitions = read('posthog-taxonomy/core-definitions.json');
  const properties = new Map<string, PlanProperty>();
  const events = new Map<string, PlanEvent>();
  for (const [name, value] of Object.entries(object(definitions['event']))) {
    const { description, examples } = object(value);
    if (examples) properties.set(name, { type: 'string', ...described(description) });
    else events.set(name, { ...described(description), properties });
  }
  return { name: 'posthog-taxonomy', users: properties, events };
}

function bufferKit(): Plan {
  const load = (path: string): Json =>
    object(toData(parseYaml(readFileSync(join(folder, 'buffer-kit', path), 'utf8')).root));
  const properties = (value: unknown) =>
    new Map(
      list(value).map((each): [string, PlanProperty] => [
        String(each['name']),
        propertyOf({ ...each, enum: undefined }),
      ]),
    );
  const events = new Map<string, PlanEvent>();
  for (const path of ['events/billing/trial-started.yaml', 'events/application-installed.yaml']) {
    const event = load(path);
    events.set(String(event['name']), {
      ...described(event['description']),
      properties: properties(event['properties']),
    });
  }
  return { name: 'buffer-kit', users: properties(load('identify_traits.yaml')['traits']), events };
}

function segmentSpec(): Plan {
  const types: readonly [RegExp, PropertyType][] = [
    [/^(Float|Integer|Number)$/, 'number'],
    [/^Boolean$/, 'boolean'],
    [/Date/, 'datetime'],
    [/^Array/, 'list<string>'],
  ];
  const events = new Map<string, PlanEvent>();
  for (const group of Object.values(read('segment-spec/segment-spec-events.json'))) {
    for (const event of list(object(group)['events'])) {
      const properties = new Map<string, PlanProperty>();
      for (const { name, type, description } of list(event['properties'])) {
        const found = types.find(([pattern]) => pattern.test(String(type)))?.[1] ?? 'string';
        properties.set(String(name), { type: found, ...described(description) });
      }
      events.set(String(event['event']), { properties });
    }
  }
  return { name: 'segment-spec', users: new Map(), events };
}
