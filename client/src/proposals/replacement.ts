/** One edit between two texts. */
export interface Replacement {
  /** Offsets into the old text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const LINE_END = /\r\n?/g;

/** Whether two texts say the same: how lines end, and a byte order mark, is the editor's affair. */
export function sameText(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

/** The smallest single replacement that makes `next` of `old`, so that cursors and markers elsewhere stay. */
export function replacement(old: string, next: string): Replacement {
  const wanted = old.includes('\r\n') ? plain(next).replaceAll('\n', '\r\n') : plain(next);
  const most = Math.min(old.length, wanted.length);
  let start = 0;
  while (start < most && old[start] === wanted[start]) start++;
  let tail = 0;
  while (tail < most - start && old[old.length - 1 - tail] === wanted[wanted.length - 1 - tail]) tail++;
  // Never between the two characters that end a line or the two halves of a letter: no position lies there.
  if (/[\r\uD800-\uDBFF]/.test(old.charAt(start - 1))) start--;
  if (/^(\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF])/.test(old.slice(old.length - tail - 1)) && tail > 0) tail--;
  return { start, end: old.length - tail, text: wanted.slice(start, wanted.length - tail) };
}

function plain(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(LINE_END, '\n');
}
