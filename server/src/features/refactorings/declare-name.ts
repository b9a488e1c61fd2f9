/**
 * Adds what a rule names to the project schema when it is missing there: an event with the properties that the rule asks of it, a
 * property of the type that its operators need, a channel.
 *
 * What is added is a beginning: look through its type, give it a description. The title tells how often the data has an event or a
 * property; the type of a property is then the one that fits its values there, and what seems to be personal is `pii`.
 */
import { type Diagnostic, quoteKey, type TextEdit } from '../../language/index.ts';
import type { PropertyType } from '../../language/schema/model.ts';
import type { MapNode } from '../../language/syntax/tree.ts';
import { typeAsked } from './declared-type.ts';
import { entriesAt } from './place.ts';
import type { Offer, Refactoring, Site } from './refactoring.ts';
import { addToSchema, eventText, type PropertyStub, propertyText } from './schema-edits.ts';

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
      const rule = ruleMap(at);
      const value = eventText(rule ? askedProperties(rule).map((asked) => stubOf(asked, name, site)) : []);
      return [
        offer(`Add the event “${name}”${seen(rows)} to the schema`, () => [
          addToSchema(snapshot, ['events'], name, value),
        ]),
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
  const asked: PropertyStub = { name, type: typeAsked(own.map, key) };
  if (key === 'user') {
    const stub = stubOf(asked, undefined, site);
    return [
      offer(
        `Add the property “${name}” (${stub.type}) of users${seen(rowsOf(name, [undefined], site))} to the schema`,
        () => [addToSchema(snapshot, ['users', 'properties'], name, propertyText(stub))],
      ),
    ];
  }
  const rule = ruleMap(site);
  const events = (rule ? eventNames(rule) : []).filter(
    (event) => snapshot.schema.events.get(event)?.properties.has(name) === false,
  );
  if (events.length === 0) return [];
  const stubs = events.map((event) => ({ event, ...stubOf(asked, event, site) }));
  const types = [...new Set(stubs.map(({ type }) => type))].join(' and ');
  const owners = events.map((event) => `“${event}”`).join(' and ');
  const title = `Add the property “${name}” (${types}) of ${owners}${seen(rowsOf(name, events, site))} to the schema`;
  return [
    offer(title, () =>
      stubs.map((stub) => addToSchema(snapshot, ['events', stub.event, 'properties'], name, propertyText(stub))),
    ),
  ];
}

type Owner = string | undefined;

const foundIn = (name: string, event: Owner, { context, document }: Site) =>
  context.data.of(document.uri)?.undeclared({ name, ...(event === undefined ? {} : { event }) });

/** A property as the data has it, where it does, whatever a rule asks of it. */
function stubOf(asked: PropertyStub, event: Owner, site: Site): PropertyStub {
  const found = foundIn(asked.name, event, site);
  return found ? { name: asked.name, type: found.type, pii: found.pii, sensitive: found.sensitive } : asked;
}

/** How often the data has a property of any of these. */
const rowsOf = (name: string, owners: readonly Owner[], site: Site): number =>
  owners.reduce((sum, event) => sum + (foundIn(name, event, site)?.rows ?? 0), 0);

const seen = (rows: number): string =>
  rows === 0 ? '' : `, which the data has ${rows === 1 ? 'once' : `${rows.toLocaleString('en')} times`},`;

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

/** The properties that a rule asks of its event. */
function askedProperties(rule: MapNode): readonly PropertyStub[] {
  const found = new Map<string, PropertyType>();
  const visit = (map: MapNode): void => {
    for (const { key, value } of map.entries) {
      if ((key.value === 'property' || key.value === 'of') && value?.kind === 'scalar')
        found.set(String(value.value), typeAsked(map, key.value));
      if (value?.kind === 'map') visit(value);
      if (value?.kind === 'list') for (const item of value.items) if (item.kind === 'map') visit(item);
    }
  };
  visit(rule);
  return [...found].map(([name, type]) => ({ name, type }));
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
