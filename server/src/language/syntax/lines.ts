/** Lines and columns of a text, by offset. */

/** The offset at which the line that holds `offset` begins. */
export function lineStart(text: string, offset: number): number {
  // Before 0, `lastIndexOf` would look at the first character all the same.
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset of the line's end, its line break (`\n` or `\r\n`) not included. */
export function lineEnd(text: string, offset: number): number {
  const found = text.indexOf('\n', offset);
  const end = found < 0 ? text.length : found;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

/** The offset of the next line's start, or the text's end. */
export function nextLine(text: string, offset: number): number {
  const found = text.indexOf('\n', offset);
  return found < 0 ? text.length : found + 1;
}

/** How many characters the line break (`\n` or `\r\n`) at a text's end has; 0 without one. */
export function lastBreak(text: string): number {
  return /\r?\n$/.exec(text)?.[0].length ?? 0;
}

/** How far `offset` is from its line's start. A byte order mark takes no column. */
export function columnOf(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return offset - start - (start === 0 && text.charCodeAt(0) === 0xfeff && offset > 0 ? 1 : 0);
}

/** How many spaces begin the line that starts at `start`. */
export function indentOf(text: string, start: number): number {
  let end = start;
  while (text[end] === ' ') end++;
  return end - start;
}

/** True when nothing but white space stands between the line's start and `offset`. */
export function onlySpaceBefore(text: string, offset: number): boolean {
  return /^[\s\uFEFF]*$/.test(text.slice(lineStart(text, offset), offset));
}

/** Turns offsets into zero-based lines and columns, in logarithmic time. */
export function lineIndex(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: offset - (starts[low] ?? 0) };
  };
}
