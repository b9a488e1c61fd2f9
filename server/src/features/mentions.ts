import type { MapNode, ScalarNode, Tree } from '../language/syntax/tree.ts';
import { expectOf } from './locate.ts';
import type { DocumentKind } from './place/place.ts';
import { schemaShapesAt } from './place/schema-shapes.ts';
import { get, type Owner, type Shape, textsOf } from './place/shape.ts';
import { walk } from './place/walk.ts';

export type MentionKind = 'event' | 'property' | 'channel' | 'term' | 'segment' | 'list' | 'data-path';

/** A name of the project where it stands in a text, whether what it names is declared or not. */
export interface Mention {
  readonly kind: MentionKind;
  readonly name: string;
  /** Whose property it is; of no events as long as a rule names none. */
  readonly owner?: Owner;
  /**
   * `column`: the property of a data source's `columns`. Without events it is that of any event, since one source may
   * hold all of them.
   */
  readonly as: 'declaration' | 'use' | 'column';
  readonly node: ScalarNode;
  /** In a rule that is commented out for a moment. */
  readonly disabled?: true;
}

const found = new WeakMap<Tree, readonly Mention[]>();

/**
 * Every name in a file, in the order of the text. It goes by the form of the text alone, so that a rule with errors
 * still mentions what it speaks of. What an alias repeats is not there to be mentioned.
 */
export function mentionsIn(tree: Tree, kind: DocumentKind): readonly Mention[] {
  let mentions = found.get(tree);
  if (!mentions) {
    mentions = collect(tree, kind);
    found.set(tree, mentions);
  }
  return mentions;
}

function collect(tree: Tree, kind: DocumentKind): readonly Mention[] {
  const mentions: Mention[] = [];
  const add = (mention: Mention | undefined) => mention && mentions.push(mention);
  walk(tree, kind, {
    key: (node, shape, outer) => add(declared(node, shape, outer)),
    scalar: (node, shape) => add(used(node, shape)),
  });
  return mentions;
}

function used(node: ScalarNode, shape: Shape): Mention | undefined {
  if (node.value === null) return undefined;
  const name = String(node.value);
  const expect = expectOf(shape);
  switch (expect?.kind) {
    case 'event':
    case 'channel':
    case 'segment':
      return { kind: expect.kind, name, as: 'use', node };
    case 'list-file':
      return { kind: 'list', name, as: 'use', node };
    case 'property':
      return { kind: 'property', name, owner: expect.owner, as: 'use', node };
    default:
      return isDataPath(shape) ? { kind: 'data-path', name, as: 'use', node } : undefined;
  }
}

const isDataPath = (shape: Shape): boolean =>
  shape.of === 'schema' &&
  shape.path[0] === 'data' &&
  schemaShapesAt(shape.path).some((form) => form.kind === 'text' && form.names === 'data-path');

/** A key that its author chose. `outer` is the map around the one that the key is in. */
function declared(node: ScalarNode, shape: Shape, outer: MapNode | undefined): Mention | undefined {
  if (shape.of !== 'schema') return undefined;
  const name = String(node.value);
  const [top, second] = shape.path;
  const depth = shape.path.length;
  const says = (kind: MentionKind, owner?: Owner): Mention => ({
    kind,
    name,
    ...(owner ? { owner } : {}),
    as: 'declaration',
    node,
  });
  switch (top) {
    case 'events':
      if (depth === 1) return says('event');
      return depth === 3 && shape.path[2] === 'properties'
        ? says('property', { of: 'events', events: [String(second)] })
        : undefined;
    case 'users':
      return depth === 2 && second === 'properties' ? says('property', { of: 'users' }) : undefined;
    case 'channels':
      return depth === 1 ? says('channel') : undefined;
    case 'glossary':
      return depth === 1 ? says('term') : undefined;
    case 'data': {
      if (shape.path.at(-1) !== 'columns' || depth < 3) return undefined;
      const owner: Owner =
        second === 'users' ? { of: 'users' } : { of: 'events', events: textsOf(get(outer, 'event')) };
      return { ...says('property', owner), as: 'column' };
    }
    default:
      return undefined;
  }
}
