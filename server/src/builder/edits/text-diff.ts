/** The smallest edits from one text to another. */
import { diffArrays } from 'diff';
import type { TextEdit } from '../../language/index.ts';

/** Line by line, and inside lines that changed without the characters that both have at their ends. In order, without overlap. */
export function textDiff(before: string, after: string): readonly TextEdit[] {
  if (before === after) return [];
  const edits: TextEdit[] = [];
  let at = 0;
  let removed = '';
  let added = '';
  const close = () => {
    if (removed !== '' || added !== '') edits.push(...lineByLine(at - removed.length, removed, added));
    removed = added = '';
  };
  for (const change of diffArrays(linesOf(before), linesOf(after))) {
    const text = change.value.join('');
    if (change.added) added += text;
    else if (change.removed) {
      removed += text;
      at += text.length;
    } else {
      close();
      at += text.length;
    }
  }
  close();
  return edits;
}

/** With their line breaks. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** As many lines as before are changed each by itself. */
function lineByLine(start: number, removed: string, added: string): readonly TextEdit[] {
  const [before, after] = [linesOf(removed), linesOf(added)];
  if (before.length !== after.length) return [trimmed(start, removed, added)];
  let at = start;
  return before.map((line, i) => {
    const edit = trimmed(at, line, after[i] ?? '');
    at += line.length;
    return edit;
  });
}

function trimmed(start: number, removed: string, added: string): TextEdit {
  const most = Math.min(removed.length, added.length);
  let head = 0;
  while (head < most && removed[head] === added[head]) head++;
  let tail = 0;
  while (tail < most - head && removed[removed.length - 1 - tail] === added[added.length - 1 - tail]) tail++;
  // Neither a pair of surrogates nor a line break of two characters is torn apart.
  if (splitsPair(removed, head) || splitsPair(added, head)) head--;
  while (tail > 0 && splitsPair(removed, removed.length - tail)) tail--;
  while (tail > 0 && splitsPair(added, added.length - tail)) tail--;
  return {
    range: { start: start + head, end: start + removed.length - tail },
    newText: added.slice(head, added.length - tail),
  };
}

const isPair = (two: string): boolean => /^[\ud800-\udbff][\udc00-\udfff]$|^\r\n$/.test(two);

const splitsPair = (text: string, at: number): boolean => at > 0 && isPair(text.slice(at - 1, at + 1));
