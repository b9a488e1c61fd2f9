/** Cards as they can stand in brackets. */
import { quoteKey, quoteScalar } from '../../language/index.ts';
import { hasComment } from '../../language/syntax/scan.ts';
import type { SyntaxNode } from '../../language/syntax/tree.ts';
import { type Card, print } from '../outline/outline.ts';

/** A card on one line; undefined where a comment, an anchor or being disabled forbids that. */
export function onOneLine(card: Card): string | undefined {
  const { node, lead, disabled, body, source } = card;
  if (node === undefined) return card.source.trim();
  if (lead !== '' || disabled || hasComment(print(body)) || /(?:^|\s)[&*!]/.test(print(body))) return undefined;
  return flowText(node, source);
}

function flowText(node: SyntaxNode, text: string): string {
  if (node.kind !== 'scalar' && node.flow) return text.slice(node.range.start, node.range.end);
  if (node.kind === 'list') return `[${node.items.map((item) => flowText(item, text)).join(', ')}]`;
  if (node.kind === 'map') {
    const entries = node.entries.map(({ key, value }) => {
      const name = key.style === 'plain' ? quoteKey(String(key.value)) : key.source;
      return `${name}: ${value === undefined ? '' : flowText(value, text)}`;
    });
    return `{${entries.join(', ')}}`;
  }
  // Text that is plain on a line of its own may need quotes in brackets; numbers stay as they are written.
  if (typeof node.value === 'string' && (node.style === 'plain' || node.style === 'block'))
    return quoteScalar(node.value, 'flow');
  return node.source.includes('\n') ? quoteScalar(node.value, 'flow') : node.source;
}
