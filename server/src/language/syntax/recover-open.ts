/** Guesses for quotes and brackets that are not closed, or close nothing. */
import { yamlMessages } from '../checks/syntax/yaml-syntax.ts';
import type { Guess, YamlErrorPlace } from './guess.ts';
import { firstColumn, nextNonBlankLine, removal, trimmedEnd } from './guess.ts';
import { indentOf, lineEnd, lineStart } from './lines.ts';
import { type Token, tokens } from './scan.ts';

/** A `]` or `}` that closes nothing. */
export function stray(text: string, { code, start, end }: YamlErrorPlace): Guess[] {
  const mark = text.slice(start, end);
  if (code !== 'UNEXPECTED_TOKEN' || (mark !== ']' && mark !== '}')) return [];
  const range = { start, end };
  const problem = { message: yamlMessages.stray(mark), mend: removal(range) };
  return [{ patches: [{ ...range, text: ' ' }], problems: [{ range, problem }] }];
}

/** A quoted text that runs over line ends until another quote, or the file's end, stops it. */
export function unclosedQuotes(text: string, errors: readonly YamlErrorPlace[]): Guess[] {
  const last = errors.reduce((most, { end }) => Math.max(most, end), 0);
  const found: Guess[] = [];
  const open: Token[] = [];
  for (const token of tokens(text)) {
    if (token.start > last || found.length === 2) break;
    const mark = token.source[0] ?? '';
    if (mark === '[' || mark === '{') open.push(token);
    else if (mark === ']' || mark === '}') open.pop();
    else if ((mark === '"' || mark === "'") && (token.source.includes('\n') || !closes(token.source, mark))) {
      const begin = token.start;
      let end = trimmedEnd(text, begin, lineEnd(text, begin));
      // On a line like `{is: "iOS}` the brackets are more likely the author's than part of the text.
      const inLine = open.filter(({ start }) => start >= lineStart(text, begin)).length;
      for (let closing = inLine; closing > 0 && /[\]}]/.test(text[end - 1] ?? ''); closing--) end--;
      const patch = { start: end, end, text: mark };
      const mend = { title: `Add the closing ${mark}`, edits: [patch] };
      found.push({
        certain: !closes(token.source, mark),
        patches: [patch],
        problems: [{ range: { start: begin, end }, problem: { message: yamlMessages.quote(mark), mend } }],
      });
    }
  }
  return found;
}

function closes(source: string, mark: string): boolean {
  return source.length > 1 && source.endsWith(mark) && !(mark === '"' && /(^|[^\\])(\\\\)*\\"$/.test(source));
}

/** A `[` or `{` that is still open where the error is: closed after the lines that can belong to it. */
export function unclosedFlow(text: string, errorAt: number): Guess[] {
  const open: Token[] = [];
  for (const token of tokens(text)) {
    if (token.start > errorAt) break;
    if (token.source === '[' || token.source === '{') open.push(token);
    else if (token.source === ']' || token.source === '}') open.pop();
  }
  const [outer] = open;
  if (outer === undefined) return [];
  const line = lineStart(text, outer.start);
  const column = firstColumn(text, line);
  let stop = lineEnd(text, outer.start);
  for (let at = nextNonBlankLine(text, stop); at !== undefined; at = nextNonBlankLine(text, stop)) {
    const indent = indentOf(text, at);
    if (indent <= column || text.startsWith('- ', at + indent)) break;
    stop = lineEnd(text, at);
  }
  const pending: Token[] = [];
  let end = outer.start + 1;
  for (const token of tokens(text)) {
    if (token.start < outer.start) continue;
    if (token.start >= stop) break;
    if (token.source === '[' || token.source === '{') pending.push(token);
    else if (token.source === ']' || token.source === '}') pending.pop();
    if (token.source.trim() !== '' && !token.source.startsWith('#'))
      end = Math.min(token.start + token.source.length, stop);
  }
  if (pending.length === 0) return [];
  const closers = pending.map(({ source }) => (source === '[' ? ']' : '}')).reverse();
  const patch = { start: end, end, text: closers.join('') };
  const mend = { title: `Add the closing ${patch.text}`, edits: [patch] };
  const problems = pending.map(({ start, source }) => ({
    range: { start, end: start + 1 },
    problem: { message: yamlMessages.flow(source, source === '[' ? ']' : '}'), mend },
  }));
  return [{ patches: [patch], problems }];
}
