import type { EventType, Property } from '../language/schema/model.ts';

/** `number, USD`: what a property holds, in a few words. */
export function propertyDetail(property: Property): string {
  const flags = [property.unit, property.pii ? 'personal' : undefined, property.sensitive ? 'sensitive' : undefined];
  return [property.type, ...flags.filter((flag) => flag !== undefined)].join(', ');
}

/** Text of the schema as it is, inside markdown: nothing in it is a link, an image or HTML. */
export const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]()#+!|<>~]/g, '\\$&');

/** All that the schema says of a property, as markdown. */
export function propertyDoc(property: Property): string {
  const { description, values, labels, examples, aliases, ordered } = property;
  const withLabel = (value: unknown) => {
    const label = labels.get(String(value));
    return label === undefined ? `\`${code(value)}\`` : `\`${code(value)}\` (${escapeMarkdown(label)})`;
  };
  const list = (items: readonly unknown[]) =>
    `${items.slice(0, 20).map(withLabel).join(', ')}${items.length > 20 ? `, … (${items.length})` : ''}`;
  const lines = [
    description && escapeMarkdown(description),
    values && `${ordered ? 'Values, lowest first' : 'Values'}: ${list(values)}`,
    !values && examples.length > 0 && `For example ${list(examples)}`,
    aliases.length > 0 && `Also called: ${aliases.map(escapeMarkdown).join(', ')}`,
    property.pii && 'Personal data: masked in samples, never sent to a model.',
    property.sensitive && 'Sensitive data: rules that use it get a warning.',
    deprecation(property),
  ];
  return lines.filter(Boolean).join('\n\n');
}

/** All that the schema says of an event, as markdown. */
export function eventDoc(event: EventType): string {
  const properties = [...event.properties.values()].map(
    (p) => `- \`${code(p.name)}\`: ${escapeMarkdown(propertyDetail(p))}`,
  );
  const more = properties.length > 12 ? [`- … (${properties.length})`] : [];
  const lines = [
    event.description && escapeMarkdown(event.description),
    event.aliases.length > 0 && `Also called: ${event.aliases.map(escapeMarkdown).join(', ')}`,
    deprecation(event),
    properties.length > 0 && `Properties:\n\n${[...properties.slice(0, 12), ...more].join('\n')}`,
  ];
  return lines.filter(Boolean).join('\n\n');
}

function deprecation(declared: {
  readonly deprecated?: string | true;
  readonly replacedBy?: string;
}): string | undefined {
  if (!declared.deprecated) return undefined;
  const advice = declared.deprecated === true ? '' : `: ${escapeMarkdown(declared.deprecated)}`;
  const instead = declared.replacedBy === undefined ? '' : ` Use \`${code(declared.replacedBy)}\` instead.`;
  return `**Deprecated**${advice}.${instead}`.replace(/\.\.+/, '.');
}

/** Text inside backticks. */
export const code = (value: unknown): string => String(value).replaceAll('`', 'ˋ');
