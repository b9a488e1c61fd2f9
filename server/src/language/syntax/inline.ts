/** Nodes as they stand in brackets on one line. */
import type { Range } from '../diagnostic.ts';
import { isPlainText, quoteScalar } from '../format/quote.ts';
import { columnOf } from './lines.ts';
import { tokens } from './scan.ts';
import type { ScalarNode, SyntaxNode } from './tree.ts';

/** A node on one line, in brackets; undefined where a comment, an anchor, an alias, a tag or a block of text forbids that. */
export function inlineText(text: string, node: SyntaxNode): string | undefined {
  return isPlain(text, node.range) ? inlineNode(node) : undefined;
}

/** True when no comment, anchor, alias or tag stands in a range. */
export function isPlain(text: string, { start, end }: Range): boolean {
  const padded = ' '.repeat(columnOf(text, start)) + text.slice(start, end);
  for (const { source } of tokens(padded)) if (/^[#&*!]/.test(source)) return false;
  return true;
}

/** An entry of a map on one line, as it stands in brackets. */
export function inlineEntry(text: string, key: ScalarNode, value: SyntaxNode | undefined): string | undefined {
  const end = Math.max(key.range.end, value?.range.end ?? 0);
  if (!isPlain(text, { start: key.range.start, end })) return undefined;
  if (value === undefined) return `${inlineKey(key)}:`;
  const inline = inlineNode(value);
  return inline === undefined ? undefined : `${inlineKey(key)}: ${inline}`;
}

function inlineNode(node: SyntaxNode): string | undefined {
  if (node.kind === 'scalar') return inlineScalar(node);
  if (node.kind === 'list') {
    const items = node.items.map(inlineNode);
    return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
  }
  const entries = node.entries.map(({ key, value }) => {
    const inline = value === undefined ? '' : inlineNode(value);
    return inline === undefined ? undefined : `${inlineKey(key)}:${inline === '' ? '' : ` ${inline}`}`;
  });
  return entries.includes(undefined) ? undefined : `{${entries.join(', ')}}`;
}

function inlineScalar({ value, source, style }: ScalarNode): string | undefined {
  if (style === 'block') return undefined;
  if (source.includes('\n')) return quoteScalar(value);
  return style !== 'plain' || typeof value !== 'string' || isPlainText(source, 'flow') ? source : quoteScalar(value);
}

function inlineKey({ value, source, style }: ScalarNode): string {
  return style === 'plain' && !isPlainText(source, 'flow') ? quoteScalar(String(value)) : source;
}
