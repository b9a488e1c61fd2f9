/** The lines in which two texts differ, as edits of the first. */
import { diffLines } from 'diff';
import type { TextEdit } from '../../language/diagnostic.ts';

export function minimalEdits(before: string, after: string): readonly TextEdit[] {
  const edits: { range: { start: number; end: number }; newText: string }[] = [];
  let at = 0;
  let open: (typeof edits)[number] | undefined;
  for (const { value, added, removed } of diffLines(before, after)) {
    if (!added && !removed) {
      at += value.length;
      open = undefined;
      continue;
    }
    if (!open) {
      open = { range: { start: at, end: at }, newText: '' };
      edits.push(open);
    }
    if (added) open.newText += value;
    else {
      at += value.length;
      open.range.end = at;
    }
  }
  return edits;
}
