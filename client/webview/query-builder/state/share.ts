/**
 * `next`, with every part that equals the one of `previous` taken from there: what did not change stays the same object,
 * so that only changed cards are drawn anew.
 */
export function share<Value>(previous: unknown, next: Value): Value {
  if (Object.is(previous, next)) return next;
  if (Array.isArray(previous) && Array.isArray(next)) {
    const shared = next.map((item, index) => share(previous[index], item));
    return (
      shared.length === previous.length && shared.every((item, index) => item === previous[index]) ? previous : shared
    ) as Value;
  }
  if (!isRecord(previous) || !isRecord(next)) return next;
  const keys = Object.keys(next);
  const shared = Object.fromEntries(keys.map((key) => [key, share(previous[key], next[key])]));
  const same = keys.length === Object.keys(previous).length && keys.every((key) => shared[key] === previous[key]);
  return (same ? previous : shared) as Value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
