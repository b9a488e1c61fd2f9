import type { PathStep } from '../../language/syntax/path.ts';
import type { MapNode, ScalarNode, SyntaxNode, Tree } from '../../language/syntax/tree.ts';
import { type DocumentKind, rootShape, under } from './place.ts';
import type { Shape } from './shape.ts';

/** What is told of a text's nodes, in the order of the text. What an alias repeats is not there and is not told of. */
export interface Visitor {
  /** A key of a map of the given shape; `outer` is the map around that one. */
  key?(node: ScalarNode, shape: Shape, outer: MapNode | undefined): void;
  /** A value, or one item of a list of values. */
  scalar?(node: ScalarNode, shape: Shape): void;
}

/** Goes through a whole file with what is expected at each place. */
export function walk(tree: Tree, kind: DocumentKind, visitor: Visitor): void {
  const written = (node: ScalarNode) => tree.text.startsWith(node.source, node.range.start);
  const step = (node: SyntaxNode | undefined, shape: Shape, outer: MapNode | undefined): void => {
    if (!node) return;
    if (node.kind === 'scalar') {
      if (written(node)) visitor.scalar?.(node, shape);
    } else if (node.kind === 'list') {
      node.items.forEach((item, index) => {
        step(item, under(shape, { kind: 'item', list: node, index }), outer);
      });
    } else {
      for (const entry of node.entries) {
        if (written(entry.key)) visitor.key?.(entry.key, shape, outer);
        const through: PathStep = { kind: 'entry', map: node, entry, key: String(entry.key.value) };
        step(entry.value, under(shape, through), node);
      }
    }
  };
  step(tree.root, rootShape(kind), undefined);
}
