/** Lets messages that arrived be handled. */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    // Browsers have no `setImmediate`, and wait a little longer.
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });

/** Does the same with all items, a few of them at a time. */
export async function inBatches<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < items.length; i += 32) await Promise.all(items.slice(i, i + 32).map(work));
}
