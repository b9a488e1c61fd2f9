import { StoreError } from '../ports.ts';

/** Bytes of data. A browser holds all of it in memory, several times while it is imported. */
export const MAX_INPUT = 128 << 20;

/** More data than a browser holds; `what` is what has so much. */
export const tooMuchData = (what: string): StoreError =>
  new StoreError(
    `${what} takes more than ${MAX_INPUT >> 20} MB, which is what a store in a browser holds. Open the folder in VS Code on your machine to count it.`,
  );
