/** One line for each item of a schema. Free text is quoted as JSON, on one line, cut: it is data, whatever it says. */
import type { Channel, EventType, GlossaryEntry, Property, Roles } from '../../language/schema/model.ts';
import type { SegmentInfo } from '../result.ts';

/** Names are exact, so they are not cut; the language keeps them short. Everything else is. */
const LONGEST = { description: 200, alias: 60, value: 80 } as const;
const MOST = { aliases: 12, values: 60 } as const;

/** A JSON string that cannot end the block it stands in, nor begin another. */
export function quoted(text: string, longest = Number.POSITIVE_INFINITY): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  const letters = longest === Number.POSITIVE_INFINITY ? undefined : [...line];
  const short = letters && letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : line;
  return JSON.stringify(short).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
}

/** A name as it has to be written back: nothing in it is changed. */
const name = (text: string): string => JSON.stringify(text).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');

function about(item: {
  readonly aliases: readonly string[];
  readonly description?: string | undefined;
  readonly deprecated?: string | true;
  readonly replacedBy?: string;
}): string {
  const aliases = item.aliases.slice(0, MOST.aliases).map((alias) => quoted(alias, LONGEST.alias));
  return [
    aliases.length ? `; also called ${aliases.join(', ')}` : '',
    item.description ? `; ${quoted(item.description, LONGEST.description)}` : '',
    item.deprecated ? '; deprecated' : '',
    item.replacedBy ? `; use ${name(item.replacedBy)}` : '',
  ].join('');
}

/** `wanted` tells values to keep when there are too many. */
export function propertyLine(property: Property, wanted: (value: string) => boolean): string {
  const head = `${name(property.name)}: ${property.type}${property.unit ? ` in ${quoted(property.unit, 30)}` : ''}`;
  return `${head}${values(property, wanted)}${about(property)}`;
}

function values(property: Property, wanted: (value: string) => boolean): string {
  if (!property.values?.length || property.pii || property.sensitive) return '';
  const all = property.values.map(String);
  const first = all.length > MOST.values ? all.filter(wanted) : [];
  const kept = new Set([...first, ...all].slice(0, MOST.values));
  const shown = all.filter((value) => kept.has(value) && value.length <= LONGEST.value).map(name);
  const left = all.length - shown.length;
  const labels = [...property.labels]
    .filter(([value]) => kept.has(String(value)))
    .map(([value, label]) => `${name(String(value))} = ${quoted(label, LONGEST.value)}`);
  return [
    `; one of ${shown.join(', ')}${left ? ` and ${left} more` : ''}`,
    property.ordered ? ' (lowest to highest)' : '',
    labels.length ? `; means ${labels.join(', ')}` : '',
  ].join('');
}

export const eventLine = (event: EventType): string => `${name(event.name)}${about(event)}`;

export const channelLine = (channel: Channel): string =>
  `${name(channel.id)}: ${quoted(channel.label, LONGEST.alias)}${about(channel)}`;

export const glossaryLine = (entry: GlossaryEntry): string => `${name(entry.term)}${about(entry)}`;

export const segmentLine = (segment: SegmentInfo): string =>
  `${name(segment.id)}: ${quoted(segment.name, LONGEST.alias)}${segment.description ? `; ${quoted(segment.description, LONGEST.description)}` : ''}`;

export function roleLines({ activity, purchase, signup, birthday }: Roles): readonly string[] {
  const money = purchase?.value ? `, its money is ${name(purchase.value)}` : '';
  return [
    ...(activity ? [`activity: ${name(activity)}`] : []),
    ...(purchase ? [`purchase: ${name(purchase.event)}${money}`] : []),
    ...(signup ? [`signup: ${name(signup)}`] : []),
    ...(birthday ? [`birthday: ${name(birthday)}`] : []),
  ];
}
