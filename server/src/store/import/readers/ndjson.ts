import { StoreError } from '../../ports.ts';
import type { DataFile, DataFormat, DataRecord, ReadOptions, RecordBatch, RowProblem } from './batch.ts';
import { parseRecord } from './json-text.ts';
import { LONGEST_RECORD, textChunks } from './text-chunks.ts';

/** One JSON object a line. Blank lines are passed over. */
export const ndjson: DataFormat = { gzip: true, unit: 'line', read };

async function* read(file: DataFile, options: ReadOptions): AsyncGenerator<RecordBatch> {
  let line = 1;
  // The start of a line whose end has not come yet, in pieces: joining them once keeps long lines linear.
  let open: string[] = [];
  let openLength = 0;
  for await (const chunk of textChunks(file, options)) {
    const end = chunk.lastIndexOf('\n');
    if (end < 0) {
      open.push(chunk);
      openLength += chunk.length;
      if (openLength > LONGEST_RECORD) {
        throw new StoreError(
          `${file.path}, line ${line} is longer than ${LONGEST_RECORD >> 20} MB. In this format each line is one object.`,
        );
      }
      continue;
    }
    open.push(chunk.slice(0, end));
    const { batch, next } = parseLines(open.join(''), line);
    line = next;
    open = [chunk.slice(end + 1)];
    openLength = open[0]!.length;
    yield batch;
  }
  const rest = open.join('');
  if (rest !== '') yield parseLines(rest, line).batch;
}

function parseLines(text: string, firstLine: number): { readonly batch: RecordBatch; readonly next: number } {
  const rows: DataRecord[] = [];
  const lines: number[] = [];
  const problems: RowProblem[] = [];
  let line = firstLine;
  for (let at = 0; at <= text.length; line++) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    const source = text.slice(at, end);
    at = end + 1;
    if (BLANK.test(source)) continue;
    const record = parseRecord(source);
    if (typeof record === 'string') problems.push({ line, reason: record });
    else {
      rows.push(record);
      lines.push(line);
    }
  }
  return { batch: { kind: 'records', rows, lines, problems }, next: line };
}

const BLANK = /^\s*$/;
