import { type Hover, type HoverParams, MarkupKind } from 'vscode-languageserver';
import type { Range } from '../language/index.ts';
import { describeRule, describeSegment } from '../language/index.ts';
import type { Channel } from '../language/schema/model.ts';
import { code, escapeMarkdown, eventDoc, propertyDetail, propertyDoc } from './describe-names.ts';
import type { AsyncFeature, FeatureContext, FeatureDocument } from './feature.ts';
import { hoverNumbers } from './hover-data.ts';
import { timeDoc } from './instants.ts';
import { type Word, wordAt } from './locate.ts';
import { keyInfo } from './place/key-docs.ts';
import { propertyOf } from './place/properties.ts';
import { schemaShapesAt } from './place/schema-shapes.ts';
import { type Owner, textsOf } from './place/shape.ts';

/** What the word under the pointer means, and what the data says of it. */
export const hover: AsyncFeature<HoverParams, Hover> = {
  method: 'textDocument/hover',
  capability: { hoverProvider: true },
  provide: async (document, { position }, context) => {
    const offset = document.text.offsetAt(position);
    const word = wordAt(document, offset);
    const meaning = word && (word.as === 'key' ? keyText(word, document) : valueText(word, document, context));
    if (!word || !meaning) return undefined;
    const numbers = await hoverNumbers(word, offset, document, context);
    const text = numbers === undefined ? meaning : `${meaning}\n\n---\n\n${numbers}`;
    const range: Range = word.as === 'key' ? word.range : word.node.range;
    return {
      contents: context.client.markdown
        ? { kind: MarkupKind.Markdown, value: text }
        : { kind: MarkupKind.PlainText, value: text.replace(/\\([\\`*_{}[\]()#+!|<>~])/g, '$1').replace(/[`*_]/g, '') },
      range: { start: document.text.positionAt(range.start), end: document.text.positionAt(range.end) },
    };
  },
};

function keyText(word: Extract<Word, { as: 'key' }>, document: FeatureDocument): string | undefined {
  const { schema } = document.snapshot;
  if (word.shape.of === 'schema' && schemaShapesAt(word.shape.path).some((form) => form.kind === 'names')) {
    return declaredText([...word.shape.path.map(String), word.name], document);
  }
  const info = keyInfo(word.shape, word.name, schema);
  if (!info) return undefined;
  const title =
    info.title === undefined ? `\`${code(info.name)}\`` : `\`${code(info.name)}\` · ${escapeMarkdown(info.title)}`;
  return `${title}\n\n${info.doc}`;
}

/** A name that the schema declares, hovered where it is declared. */
function declaredText(path: readonly string[], document: FeatureDocument): string | undefined {
  const { schema } = document.snapshot;
  const [top, name = '', , property] = path;
  if (top === 'events' && path.length === 2) return eventText(name, document);
  if (top === 'events' && path.length === 4)
    return propertyText({ of: 'events', events: [name] }, property ?? '', document);
  if (top === 'users' && path.length === 3) return propertyText({ of: 'users' }, path[2] ?? '', document);
  if (top === 'channels' && path.length === 2) {
    const channel = schema.channels.get(name);
    return channel && channelText(channel, document);
  }
  const entry = top === 'glossary' && path.length === 2 ? schema.glossary.get(name) : undefined;
  return (
    entry &&
    `**${escapeMarkdown(entry.term)}** means: ${entry.means.map((rule) => escapeMarkdown(describeRule(rule, schema))).join('; ')}`
  );
}

function valueText(
  word: Extract<Word, { as: 'value' }>,
  document: FeatureDocument,
  context: FeatureContext,
): string | undefined {
  const { expect, text } = word;
  const { schema } = document.snapshot;
  switch (expect?.kind) {
    case 'event':
      return eventText(text, document);
    case 'property':
      return propertyText(expect.owner, text, document);
    case 'segment':
      return segmentText(text, document);
    case 'channel': {
      const channel = schema.channels.get(text);
      return channel && channelText(channel, document);
    }
    case 'list-file':
      return `List \`${code(text)}\`: the ids in its first column.`;
    case 'time':
    case 'duration':
      return timeDoc(word.key ?? '', besides(word), document, context);
    case 'operand': {
      const time = timeDoc(expect.operator, besides(word), document, context);
      const property = propertyOf(schema, expect.owner, expect.property);
      if (time && (property?.type === 'date' || property?.type === 'datetime')) return time;
      const label = property?.labels.get(text);
      if (!property) return undefined;
      const meaning = label === undefined ? '' : ` ${escapeMarkdown(label)}.`;
      return `A value of \`${code(property.name)}\` (${escapeMarkdown(propertyDetail(property))}).${meaning}`;
    }
    default:
      return undefined;
  }
}

/** All texts of the list that a value stands in; a single value by itself. */
function besides(word: Extract<Word, { as: 'value' }>): readonly string[] {
  const last = word.path.steps.at(-1);
  return last?.kind === 'item' ? textsOf(last.list) : [word.text];
}

function eventText(name: string, { snapshot }: FeatureDocument): string | undefined {
  const event = snapshot.schema.events.get(name);
  return event && `**${escapeMarkdown(name)}** · event\n\n${eventDoc(event)}`;
}

function propertyText(owner: Owner, name: string, { snapshot }: FeatureDocument): string | undefined {
  const property = propertyOf(snapshot.schema, owner, name);
  if (!property) return undefined;
  const of = property.event === undefined ? 'user property' : `property of ${escapeMarkdown(property.event)}`;
  return `**${escapeMarkdown(name)}** · ${of} · ${escapeMarkdown(propertyDetail(property))}\n\n${propertyDoc(property)}`;
}

function segmentText(id: string, { snapshot }: FeatureDocument): string | undefined {
  const segment = snapshot.byId(id)?.segment;
  if (!segment) return undefined;
  const lines = [
    `**${escapeMarkdown(segment.name)}** · segment`,
    segment.description && escapeMarkdown(segment.description),
    escapeMarkdown(describeSegment(segment, snapshot.schema)).replaceAll('\n', '  \n'),
  ];
  return lines.filter(Boolean).join('\n\n');
}

function channelText(channel: Channel, { snapshot }: FeatureDocument): string {
  const rules = channel.rules.map(({ rule, because }) => {
    const reason = because === undefined ? '' : ` (else: ${escapeMarkdown(because)})`;
    return `- ${escapeMarkdown(describeRule(rule, snapshot.schema))}${reason}`;
  });
  const description = channel.description === undefined ? [] : [escapeMarkdown(channel.description)];
  return [
    `**${escapeMarkdown(channel.label)}** · channel`,
    ...description,
    `Reachable when:\n\n${rules.join('\n')}`,
  ].join('\n\n');
}
