/** Short ways to write “change A to B”, written out: “30 -> 45 days”, “45 days instead of 30”, “from 30 to 45 days”. */

const LEAD = /^(?:(?:please|make|change|set|use|put|turn|it|the|window|period|limit)\s+)*(?:from\s+)?/i;
const ARROW = /\s*(?:[-–—=]+>|→|⇒|➜)\s*/;
const FIRST_NUMBER = /\d[\d.,]*/;

/** The wish written out; undefined when it is no such form. */
export function writtenOut(wish: string): string | undefined {
  const [before, after, ...more] = wish.split(ARROW);
  if (before?.trim() && after?.trim() && !more.length) return change(before.replace(LEAD, ''), after);
  const instead = /^(.*\d.*?)\s+(?:instead of|rather than|and not|not)\s+(.*\d.*)$/i.exec(wish);
  if (instead) return change(instead[2]!, instead[1]!.replace(LEAD, ''));
  const range = /^(.*?)\bfrom\s+(\S*\d\S*(?:\s+\p{L}+)?)\s+to\s+(.*\d.*)$/iu.exec(wish);
  return range && range[1]!.replace(LEAD, '').trim() === '' ? change(range[2]!, range[3]!) : undefined;
}

/** A number alone has the unit, and the words before it, of the other: “30” of “45 days”. */
function change(from: string, to: string): string | undefined {
  const [a, b] = [from, to].map((text) => text.replace(/[\s,;]+$/, '').trim());
  if (!a || !b) return undefined;
  const isBare = (text: string): boolean => text.replace(FIRST_NUMBER, '').trim() === '';
  const like = (text: string, other: string): string =>
    isBare(text) && !isBare(other) ? other.replace(FIRST_NUMBER, text) : text;
  return `change ${like(a, b)} to ${like(b, a)}`;
}
