/**
 * Writes a map or list on one line in brackets, or in brackets on lines of its own.
 *
 * Comments, anchors and blocks of text cannot stand in brackets, so with them it is not offered.
 */
import { columnOf, eolOf, inlineText, isPlain } from '../../language/index.ts';
import { lineStart } from '../../language/syntax/lines.ts';
import type { ListNode, MapNode } from '../../language/syntax/tree.ts';
import { collectionsAt } from './place.ts';
import type { Change, Refactoring } from './refactoring.ts';

export const blockOrBrackets: Refactoring = {
  id: 'block-or-brackets',
  kind: 'refactor.rewrite',
  title: 'Write a map or list in brackets, or on lines',
  documents: ['segment', 'schema'],
  example: {
    title: 'Write map on lines of its own',
    before: `name: Buyers
where:
  - {did: Charged, <|>within: 30d}
`,
    after: `name: Buyers
where:
  - did: Charged
    within: 30d
`,
  },
  offer: (site) => {
    const { text } = site;
    const [found] = collectionsAt(site);
    // The file itself and its rules are never in brackets.
    if (!found || found.path.length === 0 || (found.path.length === 1 && found.path[0] === 'where')) return [];
    const { node, path } = found;
    const parent = collectionsAt(site).find((each) => each.path.length < path.length)?.node;
    const inBrackets = parent?.flow === true;
    if (node.flow && !inBrackets) {
      const change = () => toLines(text, node, typeof path.at(-1) === 'number');
      return [{ title: `Write ${node.kind} on lines of its own`, meaning: 'kept', change }];
    }
    const inline = node.flow ? undefined : inlineText(text, node);
    if (inline === undefined) return [];
    return [{ title: `Write ${node.kind} in brackets`, meaning: 'kept', change: () => toBrackets(text, node, inline) }];
  },
};

function toBrackets(text: string, node: MapNode | ListNode, inline: string): Change {
  const { start, end } = node.range;
  // Below its key it moves up to it; behind a dash it stays.
  const before = /\s*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const isBelow = text.slice(start - before, start).includes('\n');
  return {
    edits: [{ range: { start: isBelow ? start - before : start, end }, newText: isBelow ? ` ${inline}` : inline }],
  };
}

function toLines(text: string, node: MapNode | ListNode, behindDash: boolean): Change | undefined {
  const children = node.kind === 'map' ? node.entries : node.items;
  const { start, end } = node.range;
  if (children.length === 0 || !isPlain(text, node.range)) return undefined;
  const parts = children.map(({ range }) => text.slice(range.start, range.end).replace(/\s*\n\s*/g, ' '));
  const lines = node.kind === 'list' ? parts.map((part) => `- ${part}`) : parts;
  const line = lineStart(text, start);
  const own = /^\s*(?:- +)*/.exec(text.slice(line, start))?.[0].length ?? 0;
  const column = behindDash ? columnOf(text, start) : own + 2;
  const gap = eolOf(text) + ' '.repeat(column);
  if (behindDash) return { edits: [{ range: node.range, newText: lines.join(gap) }] };
  const space = /[ \t]*$/.exec(text.slice(line, start))?.[0].length ?? 0;
  return { edits: [{ range: { start: start - space, end }, newText: gap + lines.join(gap) }] };
}
