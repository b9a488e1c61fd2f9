/** Turns of phrase of titles. */

/** “rule”, “2 rules”, “filter”, “3 filters”. */
export function countOf(count: number, of: 'rules' | 'filters'): string {
  return count === 1 ? of.slice(0, -1) : `${count} ${of}`;
}
