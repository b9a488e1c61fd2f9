/** Makes a failing segment smaller, so that a person can read it. */
import { type Doc, isDoc } from '../evaluator/input.ts';

/** Leaves out keys and items one by one as long as it still fails; at most `tries` times. */
export async function shrink(segment: Doc, fails: (smaller: Doc) => Promise<boolean>, tries = 300): Promise<Doc> {
  let smallest = segment;
  let left = tries;
  for (let again = true; again; ) {
    again = false;
    for (const smaller of smallerOnes(smallest)) {
      if (left-- <= 0) return smallest;
      if (isDoc(smaller) && (await fails(smaller).catch(() => false))) {
        smallest = smaller;
        again = true;
        break;
      }
    }
  }
  return smallest;
}

/** Everything that is one key or one item smaller, the largest parts first; a group may also become one of its own. */
function* smallerOnes(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) yield value.filter((_, other) => other !== index);
    for (let index = 0; index < value.length; index++) {
      const item: unknown = value[index];
      if (isDoc(item)) {
        for (const group of ['all', 'any', 'none']) {
          if (Array.isArray(item[group])) yield [...value.slice(0, index), ...item[group], ...value.slice(index + 1)];
        }
      }
      for (const smaller of smallerOnes(item)) yield value.map((old, other) => (other === index ? smaller : old));
    }
  } else if (isDoc(value)) {
    const entries = Object.entries(value);
    for (const [key] of entries) yield Object.fromEntries(entries.filter(([other]) => other !== key));
    for (const [key, inner] of entries) {
      for (const smaller of smallerOnes(inner)) {
        yield Object.fromEntries(entries.map(([other, old]) => [other, other === key ? smaller : old]));
      }
    }
  }
}
