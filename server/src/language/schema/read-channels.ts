import { report } from '../checks/check.ts';
import { emptyValue } from '../checks/empty-value.ts';
import type { RuleContext } from '../rules/context.ts';
import { type ParsedRule, parseRule } from '../rules/parse.ts';
import { toData } from '../syntax/data.ts';
import type { Entry, SyntaxNode } from '../syntax/tree.ts';
import {
  isNothing,
  keyText,
  readFields,
  readMap,
  readText,
  readTexts,
  reportWrong,
  type SchemaContext,
} from './fields.ts';
import { alternatives, type SchemaKey } from './key-shape.ts';
import { schemaShapeAt } from './keys.ts';
import type { Channel, ChannelRule, GlossaryEntry, ProjectSchema } from './model.ts';

type Bound = Pick<ProjectSchema, 'users' | 'events' | 'unknown' | 'timezone'>;

/** A channel cannot name channels, so that its rules need none. */
const NO_CHANNELS: ReadonlyMap<string, Channel> = new Map();

/** Reads the channels. One without a readable rule is kept, so that rules which name it are not broken too. */
export function readChannels(entry: Entry | undefined, bound: Bound, context: SchemaContext): Map<string, Channel> {
  const channels = new Map<string, Channel>();
  const node = readMap(entry, 'a map of channels: push: {label: Push, reachable: […]}', context, { mayBeEmpty: true });
  for (const each of node?.entries ?? []) {
    const id = keyText(each);
    const fields = readMap(each, 'a map: {label: …, reachable: […]}', context);
    const get = fields ? readFields(fields, keysOf('channels'), `the channel “${id}”`, context) : () => undefined;
    const description = readText(get('description'), context);
    const rules = ruleNodes(get('reachable'), context).flatMap((rule): ChannelRule[] => {
      const read = readRule(rule, { ...bound, channels: NO_CHANNELS }, 'channel', 'reachable', context);
      return read ? [read] : [];
    });
    channels.set(id, {
      id,
      label: readText(get('label'), context) ?? id,
      ...(description === undefined ? {} : { description }),
      aliases: readTexts(get('aliases'), context).map(({ text }) => text),
      range: each.key.range,
      rules,
    });
  }
  return channels;
}

/** Reads the business words. `means` is empty when one of its rules has an error. */
export function readGlossary(
  entry: Entry | undefined,
  bound: Bound & Pick<ProjectSchema, 'channels'>,
  context: SchemaContext,
): Map<string, GlossaryEntry> {
  const glossary = new Map<string, GlossaryEntry>();
  const node = readMap(entry, 'a map of words: active: {means: [{did: App Launched, within: 30d}]}', context, {
    mayBeEmpty: true,
  });
  for (const each of node?.entries ?? []) {
    const term = keyText(each);
    const fields = readMap(each, 'a map: {means: […]}', context);
    const get = fields ? readFields(fields, keysOf('glossary'), `the word “${term}”`, context) : () => undefined;
    const nodes = ruleNodes(get('means'), context);
    const rules = nodes.map((rule) => readRule(rule, bound, 'glossary', 'means', context)?.rule);
    const whole = rules.filter((rule) => rule !== undefined);
    const description = readText(get('description'), context);
    glossary.set(term, {
      term,
      range: each.key.range,
      ...(description === undefined ? {} : { description }),
      aliases: readTexts(get('aliases'), context).map(({ text }) => text),
      means: whole.length === nodes.length ? whole : [],
      source: toData(get('means')?.value),
    });
  }
  return glossary;
}

function readRule(
  node: SyntaxNode,
  bound: Bound & Pick<ProjectSchema, 'channels'>,
  place: RuleContext['place'],
  key: string,
  context: SchemaContext,
): ParsedRule | undefined {
  return parseRule(node, { schema: bound, place, text: context.text, report: context.report }, key);
}

function ruleNodes(entry: Entry | undefined, context: SchemaContext): readonly SyntaxNode[] {
  if (entry === undefined) return [];
  const key = keyText(entry);
  const { value } = entry;
  if (isNothing(value) || (value.kind === 'list' && value.items.length === 0)) {
    context.report(report(emptyValue, entry.range, { key, needs: 'at least one rule' }));
    return [];
  }
  if (value.kind === 'list') return value.items;
  reportWrong(value, key, 'a list of rules', context);
  return value.kind === 'map' ? [value] : [];
}

function keysOf(part: 'channels' | 'glossary'): readonly SchemaKey[] {
  const shape = schemaShapeAt([part, 'any']);
  return shape ? alternatives(shape).flatMap((each) => (each.kind === 'map' ? each.keys : [])) : [];
}
