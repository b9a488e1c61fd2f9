import type { SyntaxNode } from './tree.ts';

/** A node as plain data. Maps have no prototype, so that a key such as `__proto__` is a key like any other. */
export function toData(node: SyntaxNode | undefined): unknown {
  if (node === undefined) return null;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toData);
  const data: Record<string, unknown> = Object.create(null);
  for (const { key, value } of node.entries) data[String(key.value)] = toData(value);
  return data;
}
