/** Numbers in a typed array that doubles when it is full. */
export class Growable<T extends Float64Array | Int32Array | Uint32Array | Int8Array> {
  #items: T;
  #size = 0;
  readonly #make: (length: number) => T;

  constructor(make: (length: number) => T) {
    this.#make = make;
    this.#items = make(16);
  }

  get size(): number {
    return this.#size;
  }

  push(value: number): void {
    if (this.#size === this.#items.length) {
      const larger = this.#make(this.#size * 2);
      larger.set(this.#items as never);
      this.#items = larger;
    }
    this.#items[this.#size++] = value;
  }

  /** What has been pushed, without a copy. */
  items(): T {
    return this.#items.subarray(0, this.#size) as T;
  }
}

export const floats = (): Growable<Float64Array> => new Growable((length) => new Float64Array(length));
export const integers = (): Growable<Int32Array> => new Growable((length) => new Int32Array(length));
export const naturals = (): Growable<Uint32Array> => new Growable((length) => new Uint32Array(length));
export const bytes = (): Growable<Int8Array> => new Growable((length) => new Int8Array(length));
