import type { DocumentRangeFormattingParams, TextEdit } from 'vscode-languageserver';
import { formatText, type Range, saysTheSame } from '../language/index.ts';
import type { MapNode, SyntaxNode } from '../language/syntax/tree.ts';
import type { Feature, FeatureDocument } from './feature.ts';
import { lineEdits } from './formatting.ts';

/** The canonical form of the rules, or the entries, that a selection touches; the rest of the file stays as it is. */
export const rangeFormatting: Feature<DocumentRangeFormattingParams, TextEdit[]> = {
  method: 'textDocument/rangeFormatting',
  capability: { documentRangeFormattingProvider: true },
  provide: (document, { range }) => {
    const text = document.text.getText();
    const piece = pieceAt(document, {
      start: document.text.offsetAt(range.start),
      end: document.text.offsetAt(range.end),
    });
    const formatted = piece && formattedPiece(text.slice(piece.start, piece.end), piece.under, document);
    if (!piece || formatted === undefined) return [];
    const whole = text.slice(0, piece.start) + formatted + text.slice(piece.end);
    // How a broken text is read depends on all of it: lines alone can look sound that are not in their place.
    if (document.tree.diagnostics.length > 0 && !saysTheSame(document.tree, whole)) return [];
    return lineEdits(document.text, whole);
  },
};

/** Whole lines of a file, and the keys that they stand under. */
interface Piece extends Range {
  readonly under: readonly string[];
}

const GROUPS: ReadonlySet<string> = new Set(['all', 'any', 'none']);

/** The fewest entries of one map, or items of one list, that hold all that is selected. */
function pieceAt({ tree, text }: FeatureDocument, selected: Range): Piece | undefined {
  const source = text.getText();
  const lines = ({ start, end }: Range): Range => {
    const from = source.lastIndexOf('\n', start - 1) + 1;
    // A block scalar's range ends at the start of the line after it.
    const to = end > start && source[end - 1] === '\n' ? end - 1 : end;
    const next = source.indexOf('\n', to);
    return { start: from, end: next < 0 ? source.length : next + 1 };
  };
  const touches = (range: Range) => {
    const whole = lines(range);
    return whole.start <= selected.end && selected.start < whole.end;
  };
  let under: readonly string[] = [];
  let node: SyntaxNode | undefined = tree.root;
  let piece: Piece | undefined;
  while (node && node.kind !== 'scalar' && !node.flow) {
    const children: readonly { readonly range: Range }[] = node.kind === 'map' ? node.entries : node.items;
    const touched = children.filter(({ range }) => touches(range));
    const [first] = touched;
    const last = touched.at(-1);
    if (!first || !last) break;
    piece = { start: lines(first.range).start, end: lines(last.range).end, under };
    if (touched.length > 1) break;
    const inner: { readonly node: SyntaxNode; readonly under: readonly string[] } | undefined =
      node.kind === 'map'
        ? within(node, selected, lines, under)
        : groupWithin(
            node.items.find(({ range }) => touches(range)),
            selected,
            lines,
          );
    if (!inner) break;
    node = inner.node;
    under = inner.under;
  }
  return piece;
}

/** The value of the entry that all of a selection lies in, its key's line left out. */
function within(map: MapNode, selected: Range, lines: (range: Range) => Range, under: readonly string[]) {
  for (const { key, value } of map.entries) {
    if (!value || value.kind === 'scalar' || value.flow) continue;
    const whole = lines(value.range);
    const isBelow = whole.start > lines(key.range).start;
    if (isBelow && whole.start <= selected.start && selected.end <= whole.end) {
      return { node: value, under: [...under, String(key.value)] };
    }
  }
  return undefined;
}

/** Rules of a group have the form of those of a segment, wherever they stand. */
function groupWithin(item: SyntaxNode | undefined, selected: Range, lines: (range: Range) => Range) {
  if (item?.kind !== 'map') return undefined;
  const inner = within(item, selected, lines, []);
  return inner && GROUPS.has(inner.under[0] ?? '') ? { node: inner.node, under: ['where'] } : undefined;
}

/** Formats lines as they would be under these keys, and puts them back at their own column. */
function formattedPiece(piece: string, under: readonly string[], { kind }: FeatureDocument): string | undefined {
  const column = /^ */.exec(piece)?.[0].length ?? 0;
  const depth = 2 * under.length;
  const heads = under.map((key, level) => `${' '.repeat(2 * level)}${key}:\n`).join('');
  const moved = shifted(piece, column, depth);
  if (moved === undefined) return undefined;
  // Rules of a schema's channel have the same form as a segment's.
  const formatted = formatText(heads + moved, under[0] === 'where' ? 'segment' : kind);
  if (!formatted.ok || !formatted.text.startsWith(heads)) return undefined;
  const back = shifted(formatted.text.slice(heads.length), depth, column);
  return piece.endsWith('\n') ? back : back?.replace(/\n$/, '');
}

/** Lines moved from one column to another; undefined when one begins before the first. */
function shifted(text: string, from: number, to: number): string | undefined {
  const lines = text.split('\n').map((line) => {
    if (line.trim() === '') return line.trim();
    return line.slice(0, from).trim() === '' ? ' '.repeat(to) + line.slice(from) : undefined;
  });
  return lines.includes(undefined) ? undefined : lines.join('\n');
}
