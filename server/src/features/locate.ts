import type { Range } from '../language/index.ts';
import { type PathAt, pathAt } from '../language/index.ts';
import type { ScalarNode } from '../language/syntax/tree.ts';
import type { FeatureDocument } from './feature.ts';
import { shapeAt } from './place/place.ts';
import { schemaNames, schemaShapesAt } from './place/schema-shapes.ts';
import type { Expect, Shape } from './place/shape.ts';

/** The word at an offset, with what it is to the language. */
export type Word =
  /** A key of a map; `shape` is the map's. */
  | { readonly as: 'key'; readonly name: string; readonly shape: Shape; readonly range: Range; readonly path: PathAt }
  /** A scalar; `expect` is undefined where any text may stand. */
  | {
      readonly as: 'value';
      readonly node: ScalarNode;
      readonly text: string;
      readonly expect: Expect | undefined;
      readonly shape: Shape;
      /** The key that the scalar, or the list that it is in, stands under. */
      readonly key: string | undefined;
      readonly path: PathAt;
    };

export function wordAt(document: FeatureDocument, offset: number): Word | undefined {
  const path = pathAt(document.tree, offset);
  const { steps, node, at } = path;
  const last = steps.at(-1);
  if (at === 'key' && last?.kind === 'entry') {
    const shape = shapeAt(steps.slice(0, -1), document.kind);
    return { as: 'key', name: last.key, shape, range: last.entry.key.range, path };
  }
  if (at !== 'value' || node?.kind !== 'scalar' || offset < node.range.start || offset > node.range.end)
    return undefined;
  const shape = shapeAt(steps, document.kind);
  const key = steps.findLast((step) => step.kind === 'entry');
  return {
    as: 'value',
    node,
    text: String(node.value),
    expect: expectOf(shape),
    shape,
    key: key?.kind === 'entry' ? key.key : undefined,
    path,
  };
}

/** What a scalar at a place is expected to be; undefined where any text may stand. */
export function expectOf(shape: Shape): Expect | undefined {
  if (shape.of === 'value') return shape.expect;
  if (shape.of !== 'schema') return undefined;
  for (const form of schemaShapesAt(shape.path)) {
    const text = form.kind === 'list' ? form.of : form;
    const names = text.kind === 'text' ? schemaNames(text, shape) : undefined;
    if (names) return names;
  }
  return undefined;
}
