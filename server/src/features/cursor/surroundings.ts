/** What stands around an offset, judged from the text alone: it works on half-typed text that no parser accepts. */
export interface Surroundings {
  readonly inComment: boolean;
  readonly inBlockScalar: boolean;
  /** The quote that is open at the offset. */
  readonly quote?: '"' | "'";
  /** Brackets that are open at the offset, outermost first. */
  readonly flow: readonly ('[' | '{')[];
  /** Indentation of the line in which the outermost open bracket (or quote) stands. */
  readonly flowIndent: number;
}

interface State {
  quote: '"' | "'" | undefined;
  flow: ('[' | '{')[];
  flowIndent: number;
  /** Lines indented more than this belong to a block scalar; -2: in none. */
  block: number;
}

/** A line that starts an entry or an item: whatever was left open above it was forgotten, not continued. */
const STARTS_ENTRY = /^ *(?:- +)*(?:-$|[\p{L}_][^:#[\]{},"']*:(?= |$))/u;

export function surroundingsOf(text: string, offset: number): Surroundings {
  const state: State = { quote: undefined, flow: [], flowIndent: 0, block: -2 };
  let comment = false;
  for (let start = 0; start <= offset; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, Math.min(end, offset)).replace(/\r$/, '');
    comment = readLine(line, text.slice(start, end).replace(/\r$/, ''), state);
    if (end >= offset) break;
    start = end + 1;
  }
  return {
    inComment: comment,
    inBlockScalar: state.block > -2,
    ...(state.quote ? { quote: state.quote } : {}),
    flow: state.flow,
    flowIndent: state.flowIndent,
  };
}

/** Brings the state to the end of a line (or of the part of it before the cursor). True when it ends in a comment. */
function readLine(line: string, whole: string, state: State): boolean {
  const indent = whole.length - whole.trimStart().length;
  if (state.block > -2) {
    if (whole.trim() === '' || indent > state.block) return false;
    state.block = -2;
  }
  if ((state.flow.length > 0 || state.quote) && indent <= state.flowIndent && STARTS_ENTRY.test(whole)) {
    state.flow = [];
    state.quote = undefined;
  }
  if (state.flow.length > 0 || state.quote) return readInside(line, 0, state);
  const { at, parent } = valueStart(line);
  const value = line.slice(at);
  if (value.startsWith('#') && (at === 0 || /\s/.test(line[at - 1] ?? ''))) return true;
  if (/^[|>][-+0-9]*\s*(?:#.*)?$/.test(value) && line.length === whole.length) {
    state.block = parent;
    return value.includes('#');
  }
  if (/^["'[{]/.test(value)) {
    state.flowIndent = indent;
    return readInside(line, at, state);
  }
  return / #/.test(value);
}

/** Where the value of a line begins, after its dashes and its key; `parent` is the indentation of what holds it. */
function valueStart(line: string): { at: number; parent: number } {
  const lead = /^ *(?:-(?: +|$))*/.exec(line)?.[0] ?? '';
  const begin = behindProperties(line, lead.length);
  const key =
    /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#'"[\]{}][^#]*?|[^\s#'"[\]{}](?:[^#]|(?<=\S)#)*?)\s*:(?:\s+|$)/.exec(
      line.slice(begin),
    );
  const dash = lead.lastIndexOf('-');
  if (!key) return { at: begin, parent: dash >= 0 ? dash : -1 };
  return { at: behindProperties(line, begin + key[0].length), parent: lead.length };
}

/** An anchor or a tag stands before what it is of. */
const behindProperties = (line: string, at: number): number =>
  at + (/^(?:[&!]\S*\s+)*/.exec(line.slice(at))?.[0].length ?? 0);

/** Reads brackets and quotes from `at` on. */
function readInside(line: string, at: number, state: State): boolean {
  for (let i = at; i < line.length; i++) {
    const c = line[i];
    if (state.quote === '"' && c === '\\') i++;
    else if (state.quote) {
      if (c !== state.quote) continue;
      if (c === "'" && line[i + 1] === "'") i++;
      else state.quote = undefined;
      if (!state.quote && state.flow.length === 0) return / #/.test(line.slice(i + 1));
    } else if (c === '#' && (i === 0 || /\s/.test(line[i - 1] ?? ''))) return true;
    else if ((c === '"' || c === "'") && opensQuote(line, i)) state.quote = c;
    else if (c === '[' || c === '{') state.flow.push(c);
    else if (c === ']' || c === '}') {
      state.flow.pop();
      if (state.flow.length === 0) return / #/.test(line.slice(i + 1));
    }
  }
  return false;
}

/** A quote inside a plain scalar (`it's`) opens nothing. */
const opensQuote = (line: string, at: number): boolean => /(?:^|[\s[{,:])$/.test(line.slice(0, at));

/** What has to follow the offset so that everything open at it is closed, where the text itself does not do so. */
export function missingClosers(
  text: string,
  offset: number,
  around: Surroundings,
): { quote: string; brackets: string } {
  const newline = text.indexOf('\n', offset);
  const lineEnd = newline < 0 ? text.length : newline;
  const rest = text.slice(offset, lineEnd);
  const quote = around.quote && !rest.includes(around.quote) ? around.quote : '';
  if (around.flow.length === 0) return { quote, brackets: '' };
  const state: State = {
    quote: quote ? undefined : around.quote,
    flow: [...around.flow],
    flowIndent: around.flowIndent,
    block: -2,
  };
  readInside(rest, 0, state);
  for (let start = lineEnd + 1; start < text.length && state.flow.length > 0; ) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    const line = text.slice(start, end).replace(/\r$/, '');
    const indent = line.length - line.trimStart().length;
    if (indent <= around.flowIndent && STARTS_ENTRY.test(line)) break;
    readInside(line, 0, state);
    start = end + 1;
  }
  const open = [...state.flow].reverse();
  return { quote, brackets: open.map((c) => (c === '[' ? ']' : '}')).join('') };
}
