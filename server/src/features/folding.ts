import { type FoldingRange, FoldingRangeKind, type FoldingRangeParams } from 'vscode-languageserver';
import type { SyntaxNode } from '../language/syntax/tree.ts';
import type { Feature, FeatureDocument } from './feature.ts';

/** Rules, groups and entries of several lines, runs of comments, and regions marked by comments. */
export const folding: Feature<FoldingRangeParams, FoldingRange[]> = {
  method: 'textDocument/foldingRange',
  capability: { foldingRangeProvider: true },
  fallback: [],
  provide: (document) => {
    const found = new Map<number, FoldingRange>();
    const add = (start: number, end: number) => {
      const [startLine, endLine] = [document.text.positionAt(start).line, lastLine(document, end)];
      const known = found.get(startLine);
      if (endLine > startLine && (!known || known.endLine < endLine)) found.set(startLine, { startLine, endLine });
    };
    visit(document.tree.root, add);
    return [...found.values(), ...comments(document), ...regions(document)];
  },
};

/** The line that a range ends on. */
const lastLine = (document: FeatureDocument, offset: number): number => {
  const { line, character } = document.text.positionAt(offset);
  // A block scalar's range ends at the start of the line after it.
  return character === 0 && line > 0 ? line - 1 : line;
};

function visit(node: SyntaxNode | undefined, add: (start: number, end: number) => void): void {
  if (!node || node.kind === 'scalar') return;
  if (node.flow) add(node.range.start, node.range.end);
  if (node.kind === 'list') {
    for (const item of node.items) {
      add(item.range.start, item.range.end);
      visit(item, add);
    }
    return;
  }
  for (const entry of node.entries) {
    add(entry.range.start, entry.range.end);
    visit(entry.value, add);
  }
}

function comments(document: FeatureDocument): readonly FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const lines = document.text.getText().split('\n');
  for (let line = 0; line < lines.length; line++) {
    const startLine = line;
    while (/^\s*#(?!\s*(?:end)?region\b)/.test(lines[line] ?? '')) line++;
    if (line - startLine > 1) ranges.push({ startLine, endLine: line - 1, kind: FoldingRangeKind.Comment });
  }
  return ranges;
}

/** From `# region` to its `# endregion`: editors leave these to who provides folds. */
function regions(document: FeatureDocument): readonly FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const open: number[] = [];
  const lines = document.text.getText().split('\n');
  for (const [line, text] of lines.entries()) {
    const mark = /^\s*#\s*(region|endregion)\b/.exec(text)?.[1];
    if (mark === 'region') open.push(line);
    const startLine = mark === 'endregion' ? open.pop() : undefined;
    if (startLine !== undefined) ranges.push({ startLine, endLine: line, kind: FoldingRangeKind.Region });
  }
  return ranges;
}
