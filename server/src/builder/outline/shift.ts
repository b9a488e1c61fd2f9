import { mapLines } from '../../language/syntax/disabled.ts';

/** The lines moved by so many columns; blank ones stay, and none goes further left than it can. */
export function shiftLines(text: string, by: number): string {
  if (by === 0) return text;
  return mapLines(text, (line) => {
    if (line.trim() === '') return line;
    if (by > 0) return ' '.repeat(by) + line;
    const own = line.length - line.trimStart().length;
    return line.slice(Math.min(own, -by));
  });
}
