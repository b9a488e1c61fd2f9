import type { CodeLens } from 'vscode-languageserver';
import { instantOf } from '../../insights/index.ts';
import type { EventType, ProjectSchema, Property } from '../../language/schema/model.ts';
import { nameKey, type ProjectSnapshot } from '../../project/index.ts';
import { agoText, counted, countText, shareText } from '../count-words.ts';
import type { ProjectData } from '../data.ts';
import { rangeAt } from '../definition.ts';
import type { FeatureContext, FeatureDocument } from '../feature.ts';
import { type LensData, titled, unresolved } from './lens.ts';

/** In a schema with more names than this only events have lenses: a client keeps all of a file's. */
const MOST_NAMES = 2_000;

/** So many of a property's values are named. */
const VALUES = 3;

/** At each event and property what the data holds of it, to be found when it is seen, and how many segments use it. */
export function schemaLenses(document: FeatureDocument, context: FeatureContext): CodeLens[] {
  const { snapshot, uri, text } = document;
  const data = context.data.of(uri);
  if (uri !== snapshot.schemaUri || !context.settings.codeLens.schema || !data) return [];
  const usage = context.data.usage(uri);
  const lines = new Set<number>();
  return declaredIn(snapshot.schema).flatMap((declared) => {
    const range = rangeAt(document, uri, declared.range);
    // Of names on one line the first, which holds the others, speaks for all.
    if (lines.has(range.start.line)) return [];
    lines.add(range.start.line);
    const found = unresolved(range, { uri: text.uri, ...aboutOf(declared) });
    const users = usage.get(nameKey(declared.kind, declared.name, declared.event)) ?? 0;
    if (users === 0) return [found];
    const { line, character } = range.start;
    const list = { command: 'segments.findUsages', arguments: [text.uri, line, character] };
    return [
      found,
      titled(range, `used by ${counted(users, 'segment')}`, context.client.ownCommands ? list : undefined),
    ];
  });
}

type Declared = Pick<EventType | Property, 'name' | 'range'> & {
  readonly kind: 'event' | 'property';
  readonly event?: string;
};

function declaredIn({ events, users }: ProjectSchema): readonly Declared[] {
  const properties = [...users.values(), ...[...events.values()].flatMap((event) => [...event.properties.values()])];
  const named = [
    ...[...events.values()].map(({ name, range }): Declared => ({ kind: 'event', name, range })),
    ...(events.size + properties.length > MOST_NAMES ? [] : properties).map(
      ({ name, range, event }): Declared => ({
        kind: 'property',
        name,
        range,
        ...(event === undefined ? {} : { event }),
      }),
    ),
  ];
  return named.sort((one, other) => one.range.start - other.range.start);
}

const aboutOf = ({ kind, name, event }: Declared) =>
  kind === 'event'
    ? ({ about: kind, name } as const)
    : { about: kind, name, ...(event === undefined ? {} : { event }) };

/** Says what is known at once; the client asks again when the rest was found. */
export function resolveSchemaLens(
  { range }: CodeLens,
  about: Exclude<LensData, { readonly about: 'total' }>,
  snapshot: ProjectSnapshot,
  context: FeatureContext,
): CodeLens {
  const data = context.data.of(about.uri);
  if (!data) return titled(range, '…');
  if (about.about === 'event') return titled(range, eventTitle(about.name, data, snapshot, context));
  const { users, events } = snapshot.schema;
  const owner = about.event === undefined ? users : events.get(about.event)?.properties;
  const property = owner?.get(about.name);
  return titled(range, property ? propertyTitle(property, data) : '…');
}

/** `12,431 events · 3,204 users · last seen 2 days ago`. */
function eventTitle(name: string, data: ProjectData, snapshot: ProjectSnapshot, { now }: FeatureContext): string {
  const rows = data.rows(name);
  if (rows === 0) return 'not in the data';
  const profile = data.event(name);
  if (profile?.last === undefined) return `${counted(rows, 'event')} · …`;
  const seen = agoText(profile.last, instantOf(snapshot, data.moment) ?? now, snapshot.schema.timezone);
  return `${counted(rows, 'event')} · ${counted(profile.users, 'user')} · last seen ${seen}`;
}

/** `98% filled · Mumbai 1,204 · Pune 803 · Delhi 512`. */
function propertyTitle(property: Property, data: ProjectData): string {
  const profile = data.property(property);
  if (!profile) return '…';
  if (profile.of === 0) return 'not in the data';
  const { spread, values, distinct } = profile;
  const filled = `${shareText(profile.present, profile.of)} filled`;
  if (profile.present === 0) return filled;
  if (spread && distinct > VALUES) {
    const [min, median, max] = [spread.min, spread.median, spread.max].map(shortText);
    return `${filled} · ${min} to ${max}, median ${median}`;
  }
  const top = values.slice(0, VALUES).map(({ value, count }) => `${shortText(value)} ${countText(count)}`);
  return [filled, ...top].join(' · ');
}

/** A value in a few words; of an instant its day. */
function shortText(value: string | number | boolean): string {
  const text =
    typeof value === 'number' ? countText(value) : String(value).replace(/^(\d{4}-\d\d-\d\d)T[\d:.]+Z$/, '$1');
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}
