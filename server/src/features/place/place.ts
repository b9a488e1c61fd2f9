import type { PathStep } from '../../language/syntax/path.ts';
import type { SyntaxNode } from '../../language/syntax/tree.ts';
import {
  eventsBefore,
  underAt,
  underBounds,
  underFilter,
  underMeasure,
  underNear,
  underRegularly,
  underRule,
  underStep,
} from './rule-shapes.ts';
import { underSchema } from './schema-shapes.ts';
import { NOTHING, type Shape, value } from './shape.ts';

export type DocumentKind = 'segment' | 'schema';

/** The shape of a file's root. */
export const rootShape = (kind: DocumentKind): Shape =>
  kind === 'segment' ? { of: 'segment' } : { of: 'schema', path: [], root: undefined };

/** What is expected at the end of a path: the one description of the files' form that all features go by. */
export function shapeAt(path: readonly PathStep[], kind: DocumentKind): Shape {
  return path.reduce(under, rootShape(kind));
}

/** What is expected one step further. */
export function under(shape: Shape, step: PathStep): Shape {
  return step.kind === 'entry' ? underKey(shape, step) : underItem(shape, step);
}

function underKey(outer: Shape, step: Extract<PathStep, { kind: 'entry' }>): Shape {
  const { map, key } = step;
  // A map where a list is expected: people leave the dash out; what they write is one of its items.
  const shape = outer.of === 'rules' || outer.of === 'filters' || outer.of === 'steps' ? itemOf(outer, map) : outer;
  switch (shape.of) {
    case 'segment':
      return underSegment(key);
    case 'rule':
      return underRule(map, key);
    case 'filter':
      return underFilter(map, key, shape.events);
    case 'step':
      return underStep(map, key, shape.before);
    case 'at':
      return underAt(key);
    case 'bounds':
      return underBounds(key);
    case 'measure':
      return underMeasure(shape, key);
    case 'regularly':
      return underRegularly(key);
    case 'near':
      return underNear(key);
    case 'schema':
      return underSchema(shape, key, shape.path.length === 0 ? map : shape.root);
    default:
      return NOTHING;
  }
}

function underItem(shape: Shape, step: Extract<PathStep, { kind: 'item' }>): Shape {
  const item = step.list.items[step.index];
  if (shape.of === 'steps') {
    const before = eventsBefore(step.list, step.index);
    return { of: 'step', map: mapOf(item), before, first: step.index === 0 };
  }
  if (shape.of === 'schema') return underSchema(shape, step.index, shape.root);
  if (shape.of === 'value') return shape.many === 'no' ? NOTHING : { ...shape, many: 'no' };
  return itemOf(shape, item);
}

function itemOf(shape: Shape, item: SyntaxNode | undefined): Shape {
  if (shape.of === 'rules') return { of: 'rule', map: mapOf(item), because: shape.because };
  if (shape.of === 'filters') return { of: 'filter', map: mapOf(item), events: shape.events };
  if (shape.of === 'steps') return { of: 'step', map: mapOf(item), before: [], first: true };
  return NOTHING;
}

const mapOf = (node: SyntaxNode | undefined) => (node?.kind === 'map' ? node : undefined);

function underSegment(key: string): Shape {
  if (key === 'where') return { of: 'rules', because: false };
  if (key === 'type') return value({ kind: 'choice', choices: ['past_behavior', 'live'] });
  if (key === 'tags') return value({ kind: 'text' }, 'yes');
  return value({ kind: 'text' });
}
