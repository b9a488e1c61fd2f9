/** The columns at which a new line could go on with what stands above it. */
export interface OpenColumns {
  /** Columns of keys of maps that are still open, deepest first. */
  readonly keys: readonly number[];
  /** Columns of dashes of lists that are still open, deepest first. */
  readonly dashes: readonly number[];
  /** Column of the key (or dash) just above that has no value yet: anything further in becomes its value. */
  readonly empty?: { readonly column: number; readonly dash: boolean };
}

/** Where the line begins that an offset lies in. */
export const lineStartAt = (text: string, offset: number): number =>
  // Looking back from before the text finds its first character again.
  offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;

/** Looks upward from the start of a line. `isStructure` says whether a line's start is none of a long text's inside. */
export function openColumns(text: string, lineStart: number, isStructure: (lineStart: number) => boolean): OpenColumns {
  const keys: number[] = [];
  const dashes: number[] = [];
  let empty: OpenColumns['empty'];
  let limit = Number.POSITIVE_INFINITY;
  let nearest = true;
  for (let end = lineStart - 1; end >= 0 && limit > 0; ) {
    const start = lineStartAt(text, end);
    const line = text
      .slice(start, end)
      .replace(/\r$/, '')
      .replace(/^\uFEFF/, '');
    end = start - 1;
    if (/^\s*(?:#.*)?$/.test(line) || /^(?:---|\.\.\.)/.test(line) || !isStructure(start)) continue;
    const lead = /^ *(?:-(?: +|$))*/.exec(line)?.[0] ?? '';
    const hasKey = /^(?:"[^"]*"|'[^']*'|[^\s#[{][^#]*?)\s*:(?:\s|$)/.test(line.slice(lead.length));
    if (nearest) {
      nearest = false;
      if (hasKey && /:\s*(?:#.*)?$/.test(line)) empty = { column: lead.length, dash: false };
      else if (/-\s*$/.test(lead) && line.trim().endsWith('-')) empty = { column: lead.lastIndexOf('-'), dash: true };
    }
    if (hasKey && lead.length < limit) {
      keys.push(lead.length);
      limit = lead.length;
    }
    for (let i = lead.length - 1; i >= 0; i--) {
      if (lead[i] !== '-' || i >= limit) continue;
      if (!dashes.includes(i)) dashes.push(i);
      // The key that holds a list may share its column, so it is still to be met.
      limit = i + 1;
    }
    if (!lead.includes('-')) limit = Math.min(limit, lead.length);
  }
  return { keys, dashes, ...(empty ? { empty } : {}) };
}
