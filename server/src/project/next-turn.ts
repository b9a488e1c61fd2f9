/** Lets messages that arrived be handled. */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    // Browsers have no `setImmediate`, and wait a little longer.
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
