/** Asks again and again until there is an answer; undefined when there was none after so many milliseconds. */
export async function soon<Answer>(
  ask: () => Answer | undefined | Promise<Answer | undefined>,
  patience: number,
): Promise<Answer | undefined> {
  for (const end = Date.now() + patience; ; ) {
    const answer = await ask();
    if (answer !== undefined || Date.now() > end) return answer;
    await new Promise((done) => setTimeout(done, 50));
  }
}
