/*
 * RFC 4180 by hand and not by csv-parse: it is four times faster with line numbers, and importing is mostly this.
 * csv-parse is the judge in the tests.
 */
import { StoreError } from '../../ports.ts';
import type { DataFile, DataFormat, ReadOptions, RowProblem, TableBatch } from './batch.ts';
import { LONGEST_RECORD, textChunks } from './text-chunks.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const RETURN = 0x0d;

/** Comma separated text with a header row. A cell is its text; an empty one, quoted or not, is `undefined`. */
export const csv: DataFormat = { gzip: true, unit: 'line', read };

async function* read(file: DataFile, options: ReadOptions): AsyncGenerator<TableBatch> {
  let header: readonly string[] | undefined;
  for await (const { rows, lines, problems } of records(file, options)) {
    let start = 0;
    if (header === undefined) {
      const fault = problems[0];
      if (rows.length === 0 && fault === undefined) continue;
      if (rows.length === 0 || (fault !== undefined && fault.line < (lines[0] ?? 0))) {
        throw new StoreError(`${file.path}, line ${fault?.line}: the header row ${fault?.reason}.`);
      }
      header = readHeader(rows[0]!, file, options);
      start = 1;
    }
    const width = header.length;
    const kept: (string | undefined)[][] = [];
    const keptLines: number[] = [];
    const faults: RowProblem[] = [...problems];
    for (let i = start; i < rows.length; i++) {
      const row: (string | undefined)[] = rows[i]!;
      if (row.length > width && row.slice(width).some((cell) => cell !== '')) {
        const reason = `has ${row.length} cells and the header has ${width}; is a comma missing its quotes?`;
        faults.push({ line: lines[i]!, reason });
        continue;
      }
      for (let c = 0; c < row.length; c++) if (row[c] === '') row[c] = undefined;
      kept.push(row);
      keptLines.push(lines[i]!);
    }
    if (faults.length > problems.length) faults.sort((a, b) => a.line - b.line);
    yield { kind: 'table', columns: header, rows: kept, lines: keptLines, problems: faults };
  }
  if (header === undefined) options.onWarning?.(`${file.path} is empty: it has not even a header row.`);
}

function readHeader(cells: readonly string[], file: DataFile, options: ReadOptions): readonly string[] {
  const twice = cells.find((name, at) => name !== '' && cells.indexOf(name) !== at);
  if (twice !== undefined) {
    options.onWarning?.(`${file.path} has the column “${twice}” more than once; the first is read.`);
  }
  return [...cells];
}

interface Records {
  readonly rows: string[][];
  readonly lines: number[];
  readonly problems: RowProblem[];
}

async function* records(file: DataFile, options: ReadOptions): AsyncGenerator<Records> {
  let text = '';
  let line = 1;
  let lineEnd: '\n' | '\r' | undefined;
  for await (const chunk of textChunks(file, options)) {
    text = text === '' ? chunk : text + chunk;
    lineEnd ??= endOfLine(text);
    if (lineEnd === undefined) continue;
    const split = splitRecords(text, { line, lineEnd, last: false });
    text = text.slice(split.rest);
    line = split.line;
    if (text.length > LONGEST_RECORD) {
      throw new StoreError(
        `${file.path}, line ${line}: a row is longer than ${LONGEST_RECORD >> 20} MB. Is a closing quote missing?`,
      );
    }
    yield split;
  }
  if (text !== '') yield splitRecords(text, { line, lineEnd: lineEnd ?? endOfLine(`${text}\n`) ?? '\n', last: true });
}

/** Line feed, alone or after a return; or, in files from old programs, the return alone. */
function endOfLine(text: string): '\n' | '\r' | undefined {
  if (text.includes('\n')) return '\n';
  // A return at the very end may be half of a pair.
  const at = text.indexOf('\r');
  return at >= 0 && at < text.length - 1 ? '\r' : undefined;
}

/**
 * The complete records at the start of `text`; `rest` is where the incomplete one begins.
 * With `last`, the text's end ends the record.
 */
export function splitRecords(
  text: string,
  options: { readonly line: number; readonly lineEnd: '\n' | '\r'; readonly last: boolean },
): Records & { readonly rest: number; readonly line: number } {
  const { lineEnd, last } = options;
  const rows: string[][] = [];
  const lines: number[] = [];
  const problems: RowProblem[] = [];
  let line = options.line;
  let at = 0;
  let quote = text.indexOf('"');
  while (at < text.length) {
    if (quote >= 0 && quote < at) quote = text.indexOf('"', at);
    let end = text.indexOf(lineEnd, at);
    if (end < 0) {
      if (!last) break;
      end = text.length;
    }
    if (quote < 0 || quote >= end) {
      const stop = end > at && text.charCodeAt(end - 1) === RETURN ? end - 1 : end;
      if (stop > at) {
        rows.push(text.slice(at, stop).split(','));
        lines.push(line);
      }
      line++;
      at = end + 1;
      continue;
    }
    const record = quotedRecord(text, at, lineEnd, last);
    if (record === undefined) break;
    if (typeof record.cells === 'string') problems.push({ line, reason: record.cells });
    else {
      rows.push(record.cells);
      lines.push(line);
    }
    for (let i = text.indexOf(lineEnd, at); i >= 0 && i < record.next; i = text.indexOf(lineEnd, i + 1)) line++;
    at = record.next;
  }
  return { rows, lines, problems, rest: Math.min(at, text.length), line };
}

/** One record cell by cell: its cells or, as a text, what is wrong with it; undefined when it is not complete yet. */
function quotedRecord(
  text: string,
  from: number,
  lineEnd: '\n' | '\r',
  last: boolean,
): { readonly cells: string[] | string; readonly next: number } | undefined {
  const lineFeed = lineEnd.charCodeAt(0);
  const cells: string[] = [];
  let fault: string | undefined;
  let at = from;
  for (;;) {
    let cell: string;
    if (text.charCodeAt(at) === QUOTE) {
      const close = closingQuote(text, at + 1);
      if (close < 0) return last ? { cells: 'has a quote that is never closed', next: text.length } : undefined;
      cell = text.slice(at + 1, close);
      if (cell.includes('""')) cell = cell.replaceAll('""', '"');
      at = close + 1;
      // Whether a quote at the very end is doubled is known with the next piece only.
      if (at >= text.length && !last) return undefined;
      if (text.charCodeAt(at) === RETURN && lineFeed !== RETURN) {
        if (at + 1 >= text.length && !last) return undefined;
        if (at + 1 >= text.length || text.charCodeAt(at + 1) === lineFeed) at++;
      }
      const next = text.charCodeAt(at);
      if (at < text.length && next !== COMMA && next !== lineFeed) {
        fault = 'has text after a closing quote; a quote inside a quoted cell is written twice';
      }
    } else {
      cell = '';
    }
    const start = at;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === COMMA || code === lineFeed) break;
      at++;
    }
    if (at >= text.length && !last) return undefined;
    cell += text.slice(start, at > start && text.charCodeAt(at - 1) === RETURN && !isComma(text, at) ? at - 1 : at);
    cells.push(cell);
    if (!isComma(text, at)) return { cells: fault ?? cells, next: at + 1 };
    at++;
  }
}

const isComma = (text: string, at: number): boolean => text.charCodeAt(at) === COMMA;

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text.charCodeAt(at + 1) !== QUOTE) return at;
  }
  return -1;
}
