/** Edits of a text that keep the way back: every offset of the patched text has its place in the original. */

export interface Patch {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Patched {
  readonly original: string;
  readonly text: string;
  /** On the original, in order, without overlap. */
  readonly patches: readonly Patch[];
  /** The original offset of an offset in `text`. */
  toOriginal(offset: number): number;
}

/** `undefined` when two of the patches overlap. */
export function patchText(original: string, patches: readonly Patch[]): Patched | undefined {
  const sorted = [...patches].sort((a, b) => a.start - b.start || a.end - b.end);
  const parts: string[] = [];
  let at = 0;
  for (const patch of sorted) {
    if (patch.start < at) return undefined;
    parts.push(original.slice(at, patch.start), patch.text);
    at = patch.end;
  }
  parts.push(original.slice(at));
  return {
    original,
    text: parts.join(''),
    patches: sorted,
    toOriginal: (offset) => {
      let shift = 0;
      for (const { start, end, text } of sorted) {
        const here = start + shift;
        if (offset <= here) break;
        if (offset < here + text.length) return Math.min(start + (offset - here), end);
        shift += text.length - (end - start);
      }
      return offset - shift;
    },
  };
}
