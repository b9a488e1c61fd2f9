/** Spelling slips: the one known word that an unknown word was probably meant to be. */

/** Optimal string alignment: insert, delete, replace, swap neighbours; gives up above `limit`. */
export function slipDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}

/** Short words change meaning with one letter (boots, books): there only a swapped, missing or doubled letter is a slip. */
function isSlip(word: string, known: string): boolean {
  if (word === known || word[0] !== known[0]) return false;
  const shorter = Math.min(word.length, known.length);
  if (shorter < 4) return false;
  const limit = shorter >= 9 ? 2 : 1;
  const distance = slipDistance(word, known, limit);
  if (distance > limit) return false;
  if (shorter >= 6) return true;
  const swapped = word.length === known.length && [...word].sort().join('') === [...known].sort().join('');
  return (
    swapped || (shorter >= 5 && word.length !== known.length && word.replace(/s$/, '') !== known.replace(/s$/, ''))
  );
}

/** The nearest of `known`, when there is exactly one nearest. */
export function correct(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  let tied = false;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > 2 || !isSlip(word, candidate)) continue;
    const distance = slipDistance(word, candidate, 2);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
      tied = false;
    } else if (distance === bestDistance && candidate !== best) tied = true;
  }
  return tied ? undefined : best;
}
