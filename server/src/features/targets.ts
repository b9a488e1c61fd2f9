import { entryOf, lineEnd, lineStart, type Range } from '../language/index.ts';
import type { ProjectSchema, Property } from '../language/schema/model.ts';
import { disabledColumn } from '../language/syntax/disabled.ts';
import type { ScalarNode } from '../language/syntax/tree.ts';
import { isSegmentFile, listUri, segmentIdOf } from '../project/index.ts';
import { disabledMentions } from './disabled-mentions.ts';
import type { FeatureDocument } from './feature.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import { propertyOf } from './place/properties.ts';

/** Something with a name that the project declares in one place. */
export type Target =
  | { readonly kind: 'event'; readonly name: string }
  | { readonly kind: 'property'; readonly name: string; readonly event: string | undefined }
  | { readonly kind: 'channel'; readonly name: string }
  | { readonly kind: 'term'; readonly name: string }
  | { readonly kind: 'segment'; readonly name: string }
  | { readonly kind: 'list'; readonly name: string };

/** The name at an offset, with what it names. Several things when a property is of several events. */
export function targetsAt(
  document: FeatureDocument,
  offset: number,
): { readonly range: Range; readonly node: ScalarNode; readonly targets: readonly Target[] } | undefined {
  const mention = mentionAt(document, offset);
  const node = mention?.node ?? ownName(document, offset);
  if (!node) return undefined;
  const targets = mention ? targetsOf(mention, document.snapshot.schema) : ownId(document);
  return targets.length === 0 ? undefined : { range: node.range, node, targets };
}

/** The mention that an offset lies in or touches, also in a disabled rule. */
function mentionAt({ tree, kind }: FeatureDocument, offset: number): Mention | undefined {
  const touched = ({ node }: Mention) => node.range.start <= offset && offset <= node.range.end;
  const found = mentionsIn(tree, kind).find(touched);
  if (found || kind !== 'segment') return found;
  const line = tree.text.slice(lineStart(tree.text, offset), lineEnd(tree.text, offset));
  return disabledColumn(line) === undefined ? undefined : disabledMentions(tree).find(touched);
}

/** On the name of a segment the segment itself is meant. */
function ownName({ kind, tree }: FeatureDocument, offset: number): ScalarNode | undefined {
  const name = kind === 'segment' && tree.root?.kind === 'map' ? entryOf(tree.root, 'name')?.value : undefined;
  return name?.kind === 'scalar' && name.range.start <= offset && offset <= name.range.end ? name : undefined;
}

function ownId({ snapshot, uri }: FeatureDocument): readonly Target[] {
  return isSegmentFile(uri) && snapshot.file(uri) ? [{ kind: 'segment', name: segmentIdOf(uri) }] : [];
}

/** What a mention names; of a property that no event is named for, the first that has its name. */
export function targetsOf(mention: Mention, schema: ProjectSchema): readonly Target[] {
  const { kind, name, owner } = mention;
  if (kind === 'data-path') return [];
  if (kind !== 'property') return [{ kind, name }];
  if (!owner || owner.of === 'users') return [{ kind, name, event: undefined }];
  if (mention.as === 'declaration') return owner.events.map((event) => ({ kind, name, event }));
  if (owner.events.length === 0) {
    const holders = mention.as === 'column' ? [...schema.events.values()] : [];
    if (holders.length > 0) {
      return holders.filter((event) => event.properties.has(name)).map((event) => ({ kind, name, event: event.name }));
    }
    const property = propertyOf(schema, owner, name);
    return property ? [{ kind, name, event: property.event }] : [];
  }
  // Two steps of a sequence can be of one event.
  return [...new Set(owner.events)]
    .filter((event) => schema.events.get(event)?.properties.has(name))
    .map((event) => ({ kind, name, event }));
}

/** Whether a mention speaks of something. */
export function speaksOf(mention: Mention, target: Target): boolean {
  if (mention.kind !== target.kind || mention.name !== target.name) return false;
  if (target.kind !== 'property') return true;
  const { owner } = mention;
  if (!owner || owner.of === 'users') return target.event === undefined;
  if (target.event === undefined) return false;
  return owner.events.length === 0 ? mention.as === 'column' : owner.events.includes(target.event);
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
      return inSchema(declaredProperty(target, schema)?.range);
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
  schema: ProjectSchema,
): Property | undefined =>
  target.event === undefined
    ? schema.users.get(target.name)
    : schema.events.get(target.event)?.properties.get(target.name);
