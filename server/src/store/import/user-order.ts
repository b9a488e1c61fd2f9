/** Users in order of their ids' UTF-8 bytes, and back: `rankOf[order[i]] === i`. */
export function rankUsers(ids: readonly string[]): { readonly order: Uint32Array; readonly rankOf: Uint32Array } {
  const order = Uint32Array.from(ids, (_, i) => i);
  const plain = !ids.some((id) => BEYOND_SURROGATES.test(id));
  const compare = plain ? (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0) : byCodePoints;
  order.sort((a, b) => compare(ids[a]!, ids[b]!));
  const rankOf = new Uint32Array(ids.length);
  for (let i = 0; i < order.length; i++) rankOf[order[i]!] = i;
  return { order, rankOf };
}

/** Only from here on UTF-16, in which texts compare, and UTF-8 disagree about the order. */
const BEYOND_SURROGATES = /[\ud800-\uffff]/;

/** UTF-8 keeps the order of code points; in UTF-16 the surrogates stand for the highest and sort before some others. */
function byCodePoints(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let i = 0; i < length; i++) {
    const [a, b] = [one.charCodeAt(i), other.charCodeAt(i)];
    if (a !== b) return ordered(a) - ordered(b);
  }
  return one.length - other.length;
}

const ordered = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);
