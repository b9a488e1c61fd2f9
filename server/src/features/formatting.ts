import type { DocumentFormattingParams, TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { formatText } from '../language/index.ts';
import type { Feature } from './feature.ts';

/** The canonical form, as edits of the lines that differ; nothing while the text cannot be read. */
export const formatting: Feature<DocumentFormattingParams, TextEdit[]> = {
  method: 'textDocument/formatting',
  capability: { documentFormattingProvider: true },
  provide: (document) => {
    const formatted = formatText(document.text.getText(), document.kind);
    return formatted.ok ? lineEdits(document.text, formatted.text) : [];
  },
};

/** Beyond so many differing lines one edit replaces them all. */
const MOST_COMPARED = 3000;

/** Edits that turn a document into a text, leaving every line that stays alone; so cursors and folds stay, too. */
export function lineEdits(document: TextDocument, wanted: string): TextEdit[] {
  const before = document.getText();
  const eol = before.includes('\r\n') ? '\r\n' : '\n';
  const old = linesOf(before);
  const next = linesOf(wanted).map((line) => line.replace(/\r?\n$/, (end) => (end === '' ? '' : eol)));
  let head = 0;
  while (head < old.length && head < next.length && old[head] === next[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < next.length - head && old.at(-1 - tail) === next.at(-1 - tail)) tail++;
  const from = old.slice(head, old.length - tail);
  const to = next.slice(head, next.length - tail);
  const offsets = [0];
  for (const line of old) offsets.push(offsets.at(-1)! + line.length);
  return changes(from, to).map(({ start, end, lines }) => ({
    range: {
      start: document.positionAt(offsets[head + start]!),
      end: document.positionAt(offsets[head + end]!),
    },
    newText: lines.join(''),
  }));
}

/** Lines with their ends. A byte order mark belongs to the first. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

interface Change {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** The stretches that differ, by the longest common subsequence of lines. */
function changes(from: readonly string[], to: readonly string[]): readonly Change[] {
  if (from.length === 0 && to.length === 0) return [];
  if (from.length * to.length > MOST_COMPARED * MOST_COMPARED || from.length === 0 || to.length === 0) {
    return [{ start: 0, end: from.length, lines: to }];
  }
  const width = to.length + 1;
  const table = new Uint32Array((from.length + 1) * width);
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      table[i * width + j] =
        from[i] === to[j]
          ? table[(i + 1) * width + j + 1]! + 1
          : Math.max(table[(i + 1) * width + j]!, table[i * width + j + 1]!);
    }
  }
  const found: { start: number; end: number; lines: string[] }[] = [];
  let i = 0;
  let j = 0;
  let open: { start: number; end: number; lines: string[] } | undefined;
  while (i < from.length || j < to.length) {
    if (i < from.length && j < to.length && from[i] === to[j]) {
      open = undefined;
      i++;
      j++;
      continue;
    }
    if (!open) {
      open = { start: i, end: i, lines: [] };
      found.push(open);
    }
    const down = i < from.length ? table[(i + 1) * width + j]! : -1;
    const right = j < to.length ? table[i * width + j + 1]! : -1;
    if (j >= to.length || (i < from.length && down >= right)) open.end = ++i;
    else open.lines.push(to[j++]!);
  }
  return found;
}
