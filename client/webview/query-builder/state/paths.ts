import type { BuilderPath } from '../../../../server/src/protocol/index.ts';

/** A path as text: for React, for maps and for looking a card up on the page. */
export function keyOf(path: BuilderPath): string {
  return JSON.stringify(path);
}

export function samePath(a: BuilderPath, b: BuilderPath): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}

/** `path` is `around` or lies in it. */
export function isWithin(path: BuilderPath, around: BuilderPath): boolean {
  return path.length >= around.length && around.every((part, index) => part === path[index]);
}

/** The list that a card stands in, and its place there. */
export function placeOf(card: BuilderPath): { readonly list: BuilderPath; readonly index: number } {
  const index = card.at(-1);
  return { list: card.slice(0, -1), index: typeof index === 'number' ? index : 0 };
}
