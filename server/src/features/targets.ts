import type { Range } from '../language/index.ts';
import type { Property } from '../language/schema/model.ts';
import { listUri } from '../project/index.ts';
import type { FeatureDocument } from './feature.ts';
import { type Word, wordAt } from './locate.ts';
import { propertiesOf, propertyOf } from './place/properties.ts';
import { schemaShapesAt } from './place/schema-shapes.ts';

/** Something with a name that the project declares in one place. */
export type Target =
  | { readonly kind: 'event'; readonly name: string }
  | { readonly kind: 'property'; readonly name: string; readonly event: string | undefined }
  | { readonly kind: 'channel'; readonly name: string }
  | { readonly kind: 'term'; readonly name: string }
  | { readonly kind: 'segment'; readonly name: string }
  | { readonly kind: 'list'; readonly name: string };

/** The words at an offset that name something, with what they name. Several when a property is of several events. */
export function targetsAt(
  document: FeatureDocument,
  offset: number,
): { readonly range: Range; readonly targets: readonly Target[] } | undefined {
  const word = wordAt(document, offset);
  if (!word) return undefined;
  const targets = word.as === 'key' ? declaredBy(word) : namedBy(word, document);
  return targets.length === 0 ? undefined : { range: word.as === 'key' ? word.range : word.node.range, targets };
}

function declaredBy(word: Extract<Word, { as: 'key' }>): readonly Target[] {
  if (word.shape.of !== 'schema') return [];
  if (!schemaShapesAt(word.shape.path).some((form) => form.kind === 'names')) return [];
  const [top, event] = word.shape.path;
  const depth = word.shape.path.length;
  if (top === 'events' && depth === 1) return [{ kind: 'event', name: word.name }];
  if (top === 'events' && depth === 3) return [{ kind: 'property', name: word.name, event: String(event) }];
  if (top === 'users' && depth === 2) return [{ kind: 'property', name: word.name, event: undefined }];
  if (top === 'channels' && depth === 1) return [{ kind: 'channel', name: word.name }];
  return top === 'glossary' && depth === 1 ? [{ kind: 'term', name: word.name }] : [];
}

function namedBy({ expect, text }: Extract<Word, { as: 'value' }>, { snapshot }: FeatureDocument): readonly Target[] {
  switch (expect?.kind) {
    case 'event':
    case 'channel':
    case 'segment':
      return [{ kind: expect.kind, name: text }];
    case 'list-file':
      return [{ kind: 'list', name: text }];
    case 'property': {
      const { schema } = snapshot;
      const { owner } = expect;
      if (owner.of === 'users' || owner.events.length === 0) {
        const property = propertyOf(schema, owner, text);
        return property ? [{ kind: 'property', name: text, event: property.event }] : [];
      }
      return owner.events
        .filter((event) => propertiesOf(schema, { of: 'events', events: [event] }).some((p) => p.name === text))
        .map((event) => ({ kind: 'property', name: text, event }));
    }
    default:
      return [];
  }
}

/** Where a target is declared. A segment and a list are declared by their file: the range is its start. */
export function declarationOf(
  target: Target,
  { snapshot }: FeatureDocument,
): { readonly uri: string; readonly range: Range } | undefined {
  const { schema, schemaUri } = snapshot;
  const inSchema = (range: Range | undefined) => range && { uri: schemaUri, range };
  switch (target.kind) {
    case 'event':
      return inSchema(schema.events.get(target.name)?.range);
    case 'property':
      return inSchema(declaredProperty(target, snapshot.schema.users, schema.events)?.range);
    case 'channel':
      return inSchema(schema.channels.get(target.name)?.range);
    case 'term':
      return inSchema(schema.glossary.get(target.name)?.range);
    case 'segment': {
      const reading = snapshot.byId(target.name);
      return reading && { uri: reading.uri, range: reading.segment?.nameRange ?? START };
    }
    case 'list': {
      const uri = snapshot.lists.get(target.name) === 'missing' ? undefined : listUri(snapshot.rootUri, target.name);
      return uri === undefined ? undefined : { uri, range: START };
    }
  }
}

const START: Range = { start: 0, end: 0 };

const declaredProperty = (
  target: Extract<Target, { kind: 'property' }>,
  users: ReadonlyMap<string, Property>,
  events: ReadonlyMap<string, { readonly properties: ReadonlyMap<string, Property> }>,
): Property | undefined =>
  target.event === undefined ? users.get(target.name) : events.get(target.event)?.properties.get(target.name);
