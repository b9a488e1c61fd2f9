/**
 * Scalars held back from the YAML library: it lays out marks in their place, which are filled in afterwards.
 * A class, because it has a life: marks are handed out, then filled once.
 */
export class Held {
  readonly #mark: string;
  readonly #texts: { readonly head: string; readonly body?: readonly string[] }[] = [];

  /** Picks a mark that the source does not hold. */
  constructor(source: string) {
    let code = 0xe000;
    while (source.includes(String.fromCharCode(code))) code++;
    this.#mark = String.fromCharCode(code);
  }

  /** A mark for a text on one line. */
  hold(head: string): string {
    this.#texts.push({ head });
    return `${this.#mark}${this.#texts.length - 1}${this.#mark}`;
  }

  /** A mark for a block scalar: its header, and the lines that follow below the line of the mark. */
  holdBlock(head: string, body: readonly string[]): string {
    this.#texts.push({ head, body });
    return `${this.#mark}${this.#texts.length - 1}${this.#mark}`;
  }

  /** The text with every mark replaced. */
  fill(text: string): string {
    const marked = new RegExp(`${this.#mark}(\\d+)${this.#mark}`, 'g');
    return text
      .split('\n')
      .map((line) => {
        const below: string[] = [];
        const filled = line.replace(marked, (_, index: string) => {
          const { head, body = [] } = this.#texts[Number(index)] ?? { head: '' };
          below.push(...body);
          return head;
        });
        return [filled, ...below].join('\n');
      })
      .join('\n');
  }
}
