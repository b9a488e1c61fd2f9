/**
 * Adds what a rule names to the project schema when it is missing there: an event with the properties that the rule asks of it, a
 * property of the type that its operators need, a channel.
 *
 * What is added is a beginning: look through its type, give it a description. The title tells how often the data has an event.
 */
import { type Diagnostic, quoteKey, type TextEdit } from '../../language/index.ts';
import type { MapNode } from '../../language/syntax/tree.ts';
import { typeAsked } from './declared-type.ts';
import { entriesAt } from './place.ts';
import type { Offer, Refactoring, Site } from './refactoring.ts';
import { addToSchema } from './schema-edits.ts';

export const declareName: Refactoring = {
  id: 'declare-name',
  kind: 'quickfix',
  title: 'Add an event, a property or a channel to the schema',
  documents: ['segment', 'schema'],
  example: {
    title: 'Add the event “Refunded” to the schema',
    before: `--- a.segment.yaml
name: Refunded
where:
  - did: <|>Refunded
    where:
      - property: amount
        gte: 100
--- segments.schema.yaml
version: 1
project: shop
events:
  Charged: {}
`,
    after: `--- segments.schema.yaml
version: 1
project: shop
events:
  Charged: {}
  Refunded: {properties: {amount: {type: number}}}
`,
  },
  offer: (site) => site.problems.flatMap((problem) => fixesOf(problem, site)),
};

function fixesOf(problem: Diagnostic, site: Site): readonly Offer[] {
  const { snapshot } = site.document;
  const { name } = (problem.data ?? {}) as { readonly name?: string };
  if (name === undefined || !snapshot.governed) return [];
  const offer = (title: string, edits: () => readonly (TextEdit | undefined)[]): Offer => ({
    title,
    mends: problem,
    change: () => {
      const made = edits();
      return made.includes(undefined) ? undefined : { edits: made as TextEdit[] };
    },
  });
  const at = { ...site, range: { start: problem.range.start, end: problem.range.start } };
  switch (problem.code) {
    case 'unknown-event': {
      const rows = site.context.data.of(site.document.uri)?.rows(name) ?? 0;
      const seen = rows > 0 ? `, which the data has ${rows.toLocaleString('en')} times` : '';
      const rule = ruleMap(at);
      const value = rule ? eventStub(rule) : '{}';
      return [
        offer(`Add the event “${name}”${seen} to the schema`, () => [addToSchema(snapshot, ['events'], name, value)]),
      ];
    }
    case 'unknown-channel': {
      const value = channelStub(name, [...snapshot.schema.users.keys()]);
      if (value === undefined) return [];
      return [
        offer(`Add the channel “${name}” to the schema`, () => [addToSchema(snapshot, ['channels'], name, value)]),
      ];
    }
    case 'unknown-property':
      return propertyFixes(name, at, offer);
    default:
      return [];
  }
}

type Make = (title: string, edits: () => readonly (TextEdit | undefined)[]) => Offer;

function propertyFixes(name: string, site: Site, offer: Make): readonly Offer[] {
  const { snapshot } = site.document;
  const [own] = entriesAt(site);
  const key = String(own?.entry.key.value);
  if (!own || (key !== 'user' && key !== 'property' && key !== 'of' && key !== 'same')) return [];
  const type = typeAsked(own.map, key);
  const value = `{type: ${type}}`;
  if (key === 'user')
    return [
      offer(`Add the property “${name}” (${type}) of users to the schema`, () => [
        addToSchema(snapshot, ['users', 'properties'], name, value),
      ]),
    ];
  const rule = ruleMap(site);
  const events = (rule ? eventNames(rule) : []).filter(
    (event) => snapshot.schema.events.get(event)?.properties.has(name) === false,
  );
  if (events.length === 0) return [];
  const title = `Add the property “${name}” (${type}) of ${events.map((event) => `“${event}”`).join(' and ')} to the schema`;
  return [
    offer(title, () => events.map((event) => addToSchema(snapshot, ['events', event, 'properties'], name, value))),
  ];
}

/** The rule or step around the place that names events. */
function ruleMap(site: Site): MapNode | undefined {
  return entriesAt(site).find(({ map }) =>
    map.entries.some(({ key }) => key.value === 'did' || key.value === 'did_not'),
  )?.map;
}

function eventNames({ entries }: MapNode): readonly string[] {
  const value = entries.find(({ key }) => key.value === 'did' || key.value === 'did_not')?.value;
  const nodes = value?.kind === 'list' ? value.items : value ? [value] : [];
  return nodes.flatMap((node) => (node.kind === 'scalar' ? [String(node.value)] : []));
}

/** An event with the properties that a rule asks of it. */
function eventStub(rule: MapNode): string {
  const found = new Map<string, string>();
  const visit = (map: MapNode): void => {
    for (const { key, value } of map.entries) {
      if ((key.value === 'property' || key.value === 'of') && value?.kind === 'scalar')
        found.set(String(value.value), typeAsked(map, key.value));
      if (value?.kind === 'map') visit(value);
      if (value?.kind === 'list') for (const item of value.items) if (item.kind === 'map') visit(item);
    }
  };
  visit(rule);
  const properties = [...found].map(([name, type]) => `${quoteKey(name)}: {type: ${type}}`);
  return properties.length === 0 ? '{}' : `{properties: {${properties.join(', ')}}}`;
}

/** A channel that is reached where a property with a name like its own exists. */
function channelStub(name: string, users: readonly string[]): string | undefined {
  const word = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const near =
    users.find((each) =>
      each
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '')
        .includes(word),
    ) ?? users[0];
  return near === undefined ? undefined : `{reachable: [{user: ${quoteKey(near)}, exists: true}]}`;
}
