import { readJson } from '../columns/index.ts';
import { type Shape, shapeOf, TypeTally } from './type-tally.ts';

/** More different values than this are no closed set, nor worth counting one by one. */
export const MOST_VALUES = 1000;

/** What the values of one column have been like. */
export class ColumnProfile extends TypeTally {
  /** Different values with their counts; not all of them once `crowded`. */
  readonly values = new Map<string, number>();
  crowded = false;
  /** Of lists: their items, with counts. */
  readonly items = new Map<string, number>();
  longest = 0;
  readonly #shapes = new Map<string, Shape>();

  override add(value: unknown): void {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const known = this.values.get(text);
    let shape = this.#shapes.get(text);
    if (shape === undefined) {
      shape = shapeOf(value);
      if (this.#shapes.size < MOST_VALUES) this.#shapes.set(text, shape);
    }
    if (known !== undefined || this.values.size < MOST_VALUES) this.values.set(text, (known ?? 0) + 1);
    else this.crowded = true;
    if (text.length > this.longest) this.longest = text.length;
    this.count(shape);
    if (shape.stringList) this.#addItems(value);
  }

  #addItems(value: unknown): void {
    for (const item of readJson(value) as readonly unknown[]) {
      const text = String(item);
      const known = this.items.get(text);
      if (known !== undefined || this.items.size < MOST_VALUES) this.items.set(text, (known ?? 0) + 1);
    }
  }
}
