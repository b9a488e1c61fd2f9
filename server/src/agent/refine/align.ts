/** Which item of a new list was which item of the old one: as few changes as can be, like with like. */
import { isMap, isScalar } from './render-value.ts';

export type Step =
  | { readonly kind: 'same' | 'changed'; readonly old: number; readonly next: number }
  | { readonly kind: 'removed'; readonly old: number }
  | { readonly kind: 'added'; readonly next: number; readonly at: number };

export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (isScalar(a) || isScalar(b)) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((each, i) => isEqual(each, b[i]));
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && isEqual(a[key], b[key]));
}

/** 0 for equal, below 1 for two versions of one thing, infinite for things that have nothing in common. */
export function distance(a: unknown, b: unknown): number {
  if (isEqual(a, b)) return 0;
  if (holdsWhole(b, a) || holdsWhole(a, b)) return 0.6;
  if (isScalar(a) && isScalar(b)) return 1.5;
  if (!isMap(a) || !isMap(b)) return Number.POSITIVE_INFINITY;
  const [keyA, keyB] = [Object.keys(a)[0], Object.keys(b)[0]];
  if (keyA === undefined || keyB === undefined) return Number.POSITIVE_INFINITY;
  const sameKind = keyA === keyB;
  const sameName = isEqual(a[keyA], b[keyB]);
  if (!sameKind && !sameName) return Number.POSITIVE_INFINITY;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  const differing = [...keys].filter((key) => !(key in a && key in b && isEqual(a[key], b[key]))).length;
  // Another event or property is another rule, unless much else stays.
  return (sameName ? 0.1 : 0.7) + (0.8 * differing) / keys.size;
}

/** “any: [the rule, another]” holds the rule as it was. */
export function holdsWhole(group: unknown, item: unknown): boolean {
  if (!isMap(group)) return false;
  const [key, ...more] = Object.keys(group);
  if (more.length > 0 || (key !== 'any' && key !== 'all' && key !== 'none')) return false;
  const of = group[key];
  return Array.isArray(of) && of.some((each) => isEqual(each, item));
}

/** The cheapest way from `old` to `next`; adding or removing an item costs 1. */
export function align(old: readonly unknown[], next: readonly unknown[]): readonly Step[] {
  const cost: number[][] = Array.from({ length: old.length + 1 }, () => new Array<number>(next.length + 1).fill(0));
  for (let i = old.length; i >= 0; i--)
    for (let j = next.length; j >= 0; j--) {
      if (i === old.length) cost[i]![j] = next.length - j;
      else if (j === next.length) cost[i]![j] = old.length - i;
      else
        cost[i]![j] = Math.min(
          distance(old[i], next[j]) + cost[i + 1]![j + 1]!,
          1 + cost[i + 1]![j]!,
          1 + cost[i]![j + 1]!,
        );
    }
  const steps: Step[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < next.length) {
    const here = cost[i]![j]!;
    const apart = i < old.length && j < next.length ? distance(old[i], next[j]) : Number.POSITIVE_INFINITY;
    if (apart < Number.POSITIVE_INFINITY && here === apart + cost[i + 1]![j + 1]!) {
      steps.push({ kind: apart === 0 ? 'same' : 'changed', old: i++, next: j++ });
    } else if (i < old.length && here === 1 + cost[i + 1]![j]!) steps.push({ kind: 'removed', old: i++ });
    else steps.push({ kind: 'added', next: j++, at: i });
  }
  return steps;
}
