import { StoreError } from '../../ports.ts';
import type { DataFile, DataFormat, DataRecord, ReadOptions, RecordBatch, RowProblem } from './batch.ts';
import { parseRecord } from './json-text.ts';
import { LONGEST_RECORD, textChunks } from './text-chunks.ts';

/** One JSON object a line. Blank lines are passed over. */
export const ndjson: DataFormat = { gzip: true, unit: 'line', read };

async function* read(file: DataFile, options: ReadOptions): AsyncGenerator<RecordBatch> {
  let line = 1;
  let rest = '';
  for await (const chunk of textChunks(file, options)) {
    rest += chunk;
    if (chunk.includes('\n')) {
      const lines = rest.split('\n');
      rest = lines.pop()!;
      yield parseLines(lines, line);
      line += lines.length;
    } else if (rest.length > LONGEST_RECORD) {
      throw new StoreError(
        `${file.path}, line ${line} is longer than ${LONGEST_RECORD >> 20} MB. In this format each line is one object.`,
      );
    }
  }
  yield parseLines([rest], line);
}

function parseLines(sources: readonly string[], firstLine: number): RecordBatch {
  const rows: DataRecord[] = [];
  const lines: number[] = [];
  const problems: RowProblem[] = [];
  sources.forEach((source, i) => {
    if (source.trim() === '') return;
    const record = parseRecord(source);
    if (typeof record === 'string') problems.push({ line: firstLine + i, reason: record });
    else {
      rows.push(record);
      lines.push(firstLine + i);
    }
  });
  return { kind: 'records', rows, lines, problems };
}
