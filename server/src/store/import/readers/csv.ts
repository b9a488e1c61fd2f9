/*
 * papaparse and not csv-parse: it is several times faster, and importing is mostly this. csv-parse is the judge in the
 * tests. Its core is called for each piece of the file, because its streams know neither lines nor back-pressure.
 */
import Papa from 'papaparse';
import { StoreError } from '../../ports.ts';
import type { DataFile, DataFormat, ReadOptions, RowProblem, TableBatch } from './batch.ts';
import { LONGEST_RECORD, textChunks } from './text-chunks.ts';

/** Comma separated text with a header row. A cell is its text; an empty one, quoted or not, is `undefined`. */
export const csv: DataFormat = { gzip: true, unit: 'line', read };

async function* read(file: DataFile, options: ReadOptions): AsyncGenerator<TableBatch> {
  let header: readonly string[] | undefined;
  for await (const { rows, lines, problems } of csvRows(textChunks(file, options), file.path)) {
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

/** Rows of text cells, each with the line it begins on. Blank lines are passed over. */
export interface CsvRows {
  readonly rows: string[][];
  readonly lines: number[];
  readonly problems: RowProblem[];
}

/** The rows of a text that comes in pieces; `path` is for messages. */
export async function* csvRows(chunks: AsyncIterable<string>, path: string): AsyncGenerator<CsvRows> {
  let text = '';
  let line = 1;
  let lineEnd: LineEnd | undefined;
  for await (const chunk of chunks) {
    text += chunk;
    lineEnd ??= endOfLine(text);
    if (lineEnd === undefined) continue;
    // What follows a quote decides whether it is a closing one, so pieces end with a line.
    const end = text.lastIndexOf(lineEnd) + 1;
    const parsed = parse(text.slice(0, end), { line, lineEnd, last: false });
    text = text.slice(parsed.length);
    line = parsed.line;
    if (text.length > LONGEST_RECORD) {
      throw new StoreError(
        `${path}, line ${line}: a row is longer than ${LONGEST_RECORD >> 20} MB. Is a closing quote missing?`,
      );
    }
    yield parsed;
  }
  if (text !== '') yield parse(text, { line, lineEnd: lineEnd ?? endOfLine(`${text}\n`) ?? '\n', last: true });
}

type LineEnd = '\n' | '\r';

/** Line feed, alone or after a return; or, in files from old programs, the return alone. */
function endOfLine(text: string): LineEnd | undefined {
  if (text.includes('\n')) return '\n';
  // A return at the very end may be half of a pair.
  const at = text.indexOf('\r');
  return at >= 0 && at < text.length - 1 ? '\r' : undefined;
}

/** What papaparse gives; its types leave the core's result open. */
interface Parsed {
  readonly data: string[][];
  /** In order; `index` is where the cell begins. */
  readonly errors: readonly { readonly code: string; readonly row: number; readonly index: number }[];
  /** `cursor`: how much was read. */
  readonly meta: { readonly cursor: number };
}

/** How much is read at once after a fault, at first: a file full of faults must not be read whole for each. */
const AFTER_FAULT = 4096;

/**
 * The complete rows at the start of `text`, which ends with a line; with `last`, its end also ends the row. A row with
 * a fault ends with its line, for the library would read on to the next quote that could close. `line` is the next row's.
 */
function parse(
  text: string,
  options: { readonly line: number; readonly lineEnd: LineEnd; readonly last: boolean },
): CsvRows & { readonly length: number; readonly line: number } {
  const { lineEnd, last } = options;
  const rows: string[][] = [];
  const lines: number[] = [];
  const problems: RowProblem[] = [];
  let line = options.line;
  let at = 0;
  for (let size = text.length; at < text.length; size *= 4) {
    const end = text.indexOf(lineEnd, at + size) + 1 || text.length;
    const part = text.slice(at, end);
    const parser = new Papa.Parser({ delimiter: ',', newline: lineEnd });
    const { data, errors, meta }: Parsed = parser.parse(part, 0, !last || end < text.length);
    const fault = errors[0];
    const partLine = line;
    for (const row of fault === undefined ? data : data.slice(0, fault.row)) {
      // Files with CRLF are split at the line feed, so that those with both ends of line are read as well.
      const final = row.length - 1;
      if (row[final]!.endsWith('\r')) row[final] = row[final]!.slice(0, -1);
      if (final > 0 || row[0] !== '') {
        rows.push(row);
        lines.push(line);
      }
      line++;
      for (const cell of row) line += count(cell, lineEnd);
    }
    if (fault !== undefined) {
      problems.push({ line, reason: REASONS[fault.code] ?? fault.code });
      const isOpen = fault.code === 'MissingQuotes';
      const next = (isOpen ? 0 : part.indexOf(lineEnd, fault.index) + 1) || part.length;
      line = partLine + count(part.slice(0, next), lineEnd);
      at += next;
      size = AFTER_FAULT / 4;
    } else {
      at += meta.cursor;
      if (end === text.length) break;
    }
  }
  return { rows, lines, problems, length: at, line };
}

const REASONS: Readonly<Record<string, string>> = {
  MissingQuotes: 'has a quote that is never closed',
  InvalidQuotes: 'has text after a closing quote; a quote inside a quoted cell is written twice',
};

function count(text: string, lineEnd: LineEnd): number {
  let found = 0;
  for (let at = text.indexOf(lineEnd); at >= 0; at = text.indexOf(lineEnd, at + 1)) found++;
  return found;
}
