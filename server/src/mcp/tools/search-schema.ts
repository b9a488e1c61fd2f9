import * as z from 'zod';
import { describeRule } from '../../language/index.ts';
import type { Property } from '../../language/schema/model.ts';
import type { ProjectSnapshot } from '../../project/index.ts';
import { rank, type Searchable } from '../search.ts';
import { shortened } from '../subject.ts';
import { defineTool } from '../tool.ts';

const KINDS = ['event', 'user_property', 'event_property', 'channel', 'segment', 'glossary'] as const;
const VALUES = 30;

const itemShape = z.object({
  kind: z.enum(KINDS),
  name: z.string(),
  events: z.array(z.string()).optional().describe('The events that have the property'),
  type: z.string().optional(),
  unit: z.string().optional(),
  description: z.string().optional(),
  aliases: z.array(z.string()).optional(),
  values: z.array(z.string()).optional().describe('The only values it can have'),
  pii: z.boolean().optional(),
  deprecated: z.boolean().optional(),
  replaced_by: z.string().optional(),
  properties: z.array(z.string()).optional().describe('The event’s properties'),
  means: z.array(z.string()).optional().describe('The rules that the word stands for, in words'),
  rules: z.unknown().optional().describe('The same, to be written into a segment'),
});
type Item = z.infer<typeof itemShape>;

/** What rules can speak of, found by words. Names and closed values only: no examples from data. */
export const searchSchema = defineTool({
  name: 'search_schema',
  title: 'Search the schema',
  description:
    'Finds what segments of this project can speak of: events and their properties, user properties, channels, other segments, and glossary words with their meaning, by words of their names, aliases, values and descriptions. Search before writing rules; names must be written exactly as given here. An empty query lists everything, kind by kind.',
  input: z.object({
    query: z.string().max(400).describe('Words to look for, e.g. “plan price country”'),
    kinds: z.array(z.enum(KINDS)).max(KINDS.length).optional().describe('Only these kinds'),
    limit: z.int().min(1).max(50).default(15),
  }),
  output: z.object({ total: z.int().describe('Matches in all'), items: z.array(itemShape) }),
  async run(host, { query, kinds, limit }) {
    const snapshot = await host.project();
    const all = itemsOf(snapshot).filter(({ item }) => !kinds || kinds.length === 0 || kinds.includes(item.kind));
    const found = rank(query, all);
    const items = found.slice(0, limit).map(({ item }) => item);
    const more = found.length > items.length ? [`${found.length - items.length} more match`] : [];
    return {
      result: { total: found.length, items },
      text: items.length === 0 ? `Nothing matches “${query}”.` : [...items.map(itemText), ...more].join('\n'),
    };
  },
});

interface Entry extends Searchable {
  readonly item: Item;
}

function itemsOf(snapshot: ProjectSnapshot): readonly Entry[] {
  const { schema } = snapshot;
  const events = [...schema.events.values()].map((event) =>
    entry({
      kind: 'event',
      ...declared(event),
      ...listed('properties', [...event.properties.keys()]),
    }),
  );
  const users = [...schema.users.values()].map((property) => propertyEntry('user_property', property));
  const channels = [...schema.channels.values()].map(({ id, label, description, aliases }) =>
    entry({ kind: 'channel', name: id, description: description ?? label, ...listed('aliases', aliases) }),
  );
  const segments = snapshot.summaries.map(({ id, name, description }) =>
    entry({
      kind: 'segment',
      name: id,
      description: description === undefined ? name : `${name}: ${description}`,
    }),
  );
  const glossary = [...schema.glossary.values()].map(({ term, description, aliases, means, source }) =>
    entry({
      kind: 'glossary',
      name: term,
      ...(description === undefined ? {} : { description }),
      ...listed('aliases', aliases),
      means: means.map((rule) => describeRule(rule, schema)),
      rules: source,
    }),
  );
  return [...events, ...users, ...eventProperties(snapshot), ...channels, ...segments, ...glossary];
}

/** Properties that several events declare alike are one item. */
function eventProperties({ schema }: ProjectSnapshot): readonly Entry[] {
  const alike = new Map<string, { readonly property: Property; readonly events: string[] }>();
  for (const event of schema.events.values()) {
    for (const property of event.properties.values()) {
      const { name, type, values, unit, aliases, description } = property;
      const key = JSON.stringify([name, type, values, unit, aliases, description]);
      const known = alike.get(key);
      if (known) known.events.push(event.name);
      else alike.set(key, { property, events: [event.name] });
    }
  }
  return [...alike.values()].map(({ property, events }) => propertyEntry('event_property', property, events));
}

function propertyEntry(kind: 'user_property' | 'event_property', property: Property, events: readonly string[] = []) {
  const values = property.pii ? [] : (property.values ?? []).map(String);
  const labels = property.pii ? [] : [...property.labels.values()];
  return entry(
    {
      kind,
      ...declared(property),
      type: property.type,
      ...(property.unit === undefined ? {} : { unit: property.unit }),
      ...listed('values', shortened(values, VALUES)),
      ...(property.pii ? { pii: true } : {}),
      ...listed('events', shortened(events, VALUES)),
    },
    [...values, ...labels],
  );
}

interface Declared {
  readonly name: string;
  readonly description?: string;
  readonly aliases: readonly string[];
  readonly deprecated?: string | true;
  readonly replacedBy?: string;
}

const declared = ({ name, description, aliases, deprecated, replacedBy }: Declared) => ({
  name,
  ...(description === undefined ? {} : { description }),
  ...listed('aliases', aliases),
  ...(deprecated === undefined ? {} : { deprecated: true }),
  ...(replacedBy === undefined ? {} : { replaced_by: replacedBy }),
});

const listed = (key: string, items: readonly string[]): Partial<Item> =>
  items.length > 0 ? { [key]: [...items] } : {};

const entry = (item: Item, values: readonly string[] = []): Entry => ({
  item,
  name: item.name,
  aliases: item.aliases ?? [],
  values,
  description: [item.description, ...(item.events ?? [])].filter((text) => text !== undefined).join(' '),
});

const itemText = (item: Item): string =>
  [
    `${item.kind.replace('_', ' ')} ${item.name}`,
    ...(item.type === undefined ? [] : [`(${item.type}${item.unit === undefined ? '' : `, ${item.unit}`})`]),
    ...(item.events ? [`of ${item.events.join(', ')}`] : []),
    ...(item.values ? [`one of: ${item.values.join(', ')}`] : []),
    ...(item.replaced_by === undefined ? [] : [`replaced by ${item.replaced_by}`]),
    ...(item.properties ? [`with ${item.properties.join(', ')}`] : []),
    ...(item.means ? [`means: ${item.means.join(' and ')}`] : []),
    ...(item.description === undefined ? [] : [`— ${item.description}`]),
  ].join(' ');
