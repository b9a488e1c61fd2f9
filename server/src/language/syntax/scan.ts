/**
 * A cheap look at a text's tokens before it is parsed. The parser below us is recursive (and compiles regular
 * expressions lazily, which near the stack's end aborts the whole process), so depth has to be known beforehand.
 */
import { Lexer } from 'yaml';

export interface Token {
  readonly start: number;
  /** As the lexer gives it: white space, indicators, quoted and block scalars, plain scalars (after a \x1f mark). */
  readonly source: string;
}

/** The tokens with their offsets; control marks that the lexer adds between them are left out. */
export function* tokens(text: string): Generator<Token> {
  let at = 0;
  for (const source of new Lexer().lex(text)) {
    if (isMark(source)) continue;
    yield { start: at, source };
    at += source.length;
  }
}

/** \u0002 document, \u0018 flow error end, \u001f scalar follows: marks without a place in the text. */
const isMark = (source: string): boolean => source === '\u0002' || source === '\u0018' || source === '\u001f';

export interface Scan {
  /** No less than the real nesting of collections, and at most about twice of it. */
  readonly depth: number;
  readonly tokens: number;
  /** What the lexer gave, its marks too: all of the text when no limit was passed. */
  readonly lexemes: readonly string[];
}

/** Stops as soon as one of the limits is passed. */
export function scan(text: string, limits: { depth: number; tokens: number }): Scan {
  const lexemes: string[] = [];
  const columns: number[] = [];
  let flow = 0;
  let pairs = 0;
  let count = 0;
  let depth = 0;
  let column = 0;
  let startsNode = true;
  for (const source of new Lexer().lex(text)) {
    lexemes.push(source);
    if (isMark(source)) continue;
    count++;
    const first = source[0];
    if (first === '\n' || first === '\r') {
      column = 0;
      startsNode = true;
    } else {
      if (first !== ' ' && first !== '\t' && first !== '#') {
        if (flow === 0 && startsNode) {
          while (columns.length > 0 && (columns.at(-1) ?? 0) >= column) columns.pop();
          columns.push(column);
        }
        if (source === '[' || source === '{') flow++;
        else if (source === ']' || source === '}') flow = Math.max(0, flow - 1);
        if (source === ',' || flow === 0) pairs = 0;
        const indicator = source === '-' || source === '?' || source === ':';
        if (flow > 0 && indicator) pairs++;
        startsNode = indicator;
        depth = Math.max(depth, columns.length + flow + pairs);
        if (depth > limits.depth || count > limits.tokens) break;
      }
      column = source.includes('\n') ? 0 : column + source.length;
      if (column === 0) startsNode = true;
    }
  }
  return { depth, tokens: count, lexemes };
}

/** Whether a piece of YAML holds a comment. */
export function hasComment(text: string): boolean {
  return commentsOf(text).length > 0;
}

/** The comments of a piece of YAML, with their `#`, in order. */
export function commentsOf(text: string): readonly string[] {
  if (!text.includes('#')) return [];
  return [...tokens(text)].flatMap(({ source }) => (source.startsWith('#') ? [source] : []));
}
