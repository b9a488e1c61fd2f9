import { isOperator, parseDuration, type Range } from '../../language/index.ts';
import type { ProjectSchema, Property } from '../../language/schema/model.ts';
import type { ScalarNode } from '../../language/syntax/tree.ts';
import type { FeatureDocument } from '../feature.ts';
import { expectOf } from '../locate.ts';
import { mentionsIn } from '../mentions.ts';
import { propertyOf } from '../place/properties.ts';
import { RULE_KINDS, ruleKindOf } from '../place/rule-shapes.ts';
import type { Expect, Shape } from '../place/shape.ts';
import { walk } from '../place/walk.ts';
import { targetsOf } from '../targets.ts';

/** Kinds of words. Those that LSP does not know by itself are declared in the manifest, with scopes for themes. */
export const TOKEN_TYPES = [
  'ruleKind',
  'operator',
  'event',
  'property',
  'segment',
  'channel',
  'glossaryTerm',
  'enumMember',
  'duration',
] as const;
export type TokenType = (typeof TOKEN_TYPES)[number];

export const TOKEN_MODIFIERS = ['declaration', 'deprecated'] as const;
export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

export interface Token {
  readonly range: Range;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

/**
 * The words of a document that the language knows, in the order of the text. A name that the project does not declare
 * has none, so it stands out from those that are right.
 */
export function tokensOf({ tree, kind, snapshot }: FeatureDocument): readonly Token[] {
  const { schema, names } = snapshot;
  const tokens: Token[] = [];
  const add = ({ range }: ScalarNode, type: TokenType, ...modifiers: TokenModifier[]) =>
    tokens.push({ range, type, modifiers });

  for (const mention of mentionsIn(tree, kind)) {
    const { node, as } = mention;
    const modifiers: TokenModifier[] = as === 'declaration' ? ['declaration'] : [];
    const [target] = targetsOf(mention, schema);
    if (!target) continue;
    switch (target.kind) {
      case 'event': {
        const event = schema.events.get(target.name);
        if (event) add(node, 'event', ...modifiers, ...(event.deprecated ? (['deprecated'] as const) : []));
        break;
      }
      case 'property': {
        const property = declared(target.name, target.event, schema);
        if (property) add(node, 'property', ...modifiers, ...(property.deprecated ? (['deprecated'] as const) : []));
        break;
      }
      case 'segment':
        if (names.has(target.name)) add(node, 'segment');
        break;
      case 'channel':
        if (schema.channels.has(target.name)) add(node, 'channel', ...modifiers);
        break;
      case 'term':
        add(node, 'glossaryTerm', ...modifiers);
        break;
      case 'list':
        break;
    }
  }
  walk(tree, kind, {
    key: (node, shape) => {
      const type = keyType(String(node.value), shape);
      if (type) add(node, type);
    },
    scalar: (node, shape) => {
      const type = valueType(node, expectOf(shape), schema);
      if (type) add(node, type);
    },
  });
  return tokens.sort((a, b) => a.range.start - b.range.start);
}

const declared = (name: string, event: string | undefined, schema: ProjectSchema): Property | undefined =>
  event === undefined ? schema.users.get(name) : schema.events.get(event)?.properties.get(name);

const KINDS: ReadonlySet<string> = new Set([...RULE_KINDS, 'property']);

function keyType(key: string, shape: Shape): TokenType | undefined {
  switch (shape.of) {
    case 'rule':
      if (KINDS.has(key)) return 'ruleKind';
      // Of other rules it is a time window or a modifier.
      return ruleKindOf(shape.map) === 'user' && isOperator(key) ? 'operator' : undefined;
    case 'step':
      return KINDS.has(key) ? 'ruleKind' : undefined;
    case 'filter':
      if (KINDS.has(key)) return 'ruleKind';
      return isOperator(key) ? 'operator' : undefined;
    case 'bounds':
    case 'measure':
    case 'regularly':
      return isOperator(key) ? 'operator' : undefined;
    default:
      return undefined;
  }
}

function valueType(node: ScalarNode, expect: Expect | undefined, schema: ProjectSchema): TokenType | undefined {
  const text = String(node.value);
  switch (expect?.kind) {
    case 'duration':
    case 'time':
      return parseDuration(text) ? 'duration' : undefined;
    case 'operand': {
      const property = propertyOf(schema, expect.owner, expect.property);
      if (property?.values?.some((value) => value === node.value)) return 'enumMember';
      const isTime = property?.type === 'datetime' || property?.type === 'date';
      return isTime && parseDuration(text) ? 'duration' : undefined;
    }
    default:
      return undefined;
  }
}
