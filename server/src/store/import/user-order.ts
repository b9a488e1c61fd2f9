/** Users in order of their ids' UTF-8 bytes, and back: `rankOf[order[i]] === i`. */
export function rankUsers(ids: readonly string[]): { readonly order: Uint32Array; readonly rankOf: Uint32Array } {
  const order = Uint32Array.from(ids, (_, i) => i);
  const plain = !ids.some((id) => BEYOND_SURROGATES.test(id));
  const compare = plain
    ? (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
    : (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  order.sort((a, b) => compare(ids[a]!, ids[b]!));
  const rankOf = new Uint32Array(ids.length);
  for (let i = 0; i < order.length; i++) rankOf[order[i]!] = i;
  return { order, rankOf };
}

/** Only from here on UTF-16, in which texts compare, and UTF-8 disagree about the order. */
const BEYOND_SURROGATES = /[\ud800-\uffff]/;
