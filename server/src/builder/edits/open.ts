/** Lists in brackets, written on lines of their own. */
import { columnOf, lineEnd } from '../../language/index.ts';
import { hasComment } from '../../language/syntax/scan.ts';
import type { Entry, ListNode, SyntaxNode } from '../../language/syntax/tree.ts';
import type { EditFile } from './edit.ts';

/** The text with a list, and whatever brackets it stands in, opened; undefined when a comment stands inside these. */
export function opened({ text, tree, habits }: EditFile, list: ListNode): string | undefined {
  const outermost = outermostFlow(tree.root, list);
  if (outermost === undefined) return undefined;
  const { node, entry } = outermost;
  if (hasComment(text.slice(node.range.start, node.range.end))) return undefined;
  const { eol, step } = habits;
  const holds = (each: SyntaxNode) => each.range.start <= list.range.start && list.range.end <= each.range.end;

  const items = ({ items }: ListNode, keyColumn: number): readonly string[] =>
    items.map((item) => `${' '.repeat(keyColumn + step)}- ${written(item, keyColumn + step + 2)}`);
  const written = (each: SyntaxNode, column: number): string => {
    if (each.kind !== 'map' || !holds(each)) return text.slice(each.range.start, each.range.end);
    return each.entries.map((inner) => entryText(inner, column)).join(`${eol}${' '.repeat(column)}`);
  };
  const entryText = ({ key, value, range }: Entry, column: number): string => {
    const name = text.slice(key.range.start, key.range.end);
    if (value === undefined) return `${name}:`;
    if (value.kind !== 'list' || !holds(value)) return text.slice(range.start, range.end);
    return [`${name}:`, ...items(value, column)].join(eol);
  };

  const stop = lineEnd(text, node.range.end);
  const behind = text.slice(node.range.end, stop).trimEnd();
  if (node.kind === 'list') {
    const before = text.slice(0, node.range.start).trimEnd();
    const lines = items(node, entry === undefined ? 0 : columnOf(text, entry.key.range.start));
    return [before + behind, ...lines].join(eol) + text.slice(stop);
  }
  const lines = written(node, columnOf(text, node.range.start)).split(eol);
  const [first, ...others] = lines;
  return text.slice(0, node.range.start) + [`${first}${behind}`, ...others].join(eol) + text.slice(stop);
}

/** The outermost node in brackets on the way to a list, with the entry that it is the value of. */
function outermostFlow(root: SyntaxNode | undefined, list: ListNode) {
  let entry: Entry | undefined;
  let node = root;
  while (node !== undefined && node.kind !== 'scalar' && !node.flow) {
    const at: SyntaxNode = node;
    entry = at.kind === 'map' ? at.entries.find(({ value }) => value && holds(value, list)) : undefined;
    node =
      at.kind === 'map' ? entry?.value : at.kind === 'list' ? at.items.find((item) => holds(item, list)) : undefined;
  }
  return node === undefined || node.kind === 'scalar' ? undefined : { node, entry };
}

const holds = (node: SyntaxNode, list: ListNode): boolean =>
  node.range.start <= list.range.start && list.range.end <= node.range.end;
