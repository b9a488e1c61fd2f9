/** Node's `assert`, as far as tests in a browser use it. */
export function ok(value: unknown, message = 'Expected something.'): asserts value {
  if (!value) throw new Error(message);
}

export function equal(found: unknown, expected: unknown): void {
  ok(Object.is(found, expected), `Expected ${shown(expected)}, found ${shown(found)}.`);
}

/** Of plain values, whose keys may stand in any order. */
export function deepEqual(found: unknown, expected: unknown): void {
  equal(shown(found), shown(expected));
}

export function match(text: string, pattern: RegExp): void {
  ok(pattern.test(text), `Expected ${pattern}, found ${shown(text)}.`);
}

const shown = (value: unknown): string =>
  JSON.stringify(value, (_key, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
