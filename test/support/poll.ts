/** Asks again until the answer is there. Tests never sleep for a guess. */
export async function poll<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  what: string,
  limit = 10_000,
): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`Waited ${limit} ms for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
