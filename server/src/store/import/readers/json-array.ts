/*
 * The array is cut into its elements by hand and each is given to JSON.parse: a token stream (stream-json) is several
 * times slower and knows no lines.
 */
import { StoreError } from '../../ports.ts';
import type { DataFile, DataFormat, DataRecord, ReadOptions, RecordBatch, RowProblem } from './batch.ts';
import { parseRecord } from './json-text.ts';
import { LONGEST_RECORD, textChunks } from './text-chunks.ts';

/** One JSON array of objects. */
export const jsonArray: DataFormat = { gzip: true, unit: 'line', read };

async function* read(file: DataFile, options: ReadOptions): AsyncGenerator<RecordBatch> {
  const splitter = new ArraySplitter(file);
  for await (const chunk of textChunks(file, options)) yield splitter.take(chunk);
  splitter.end();
}

const NEW_LINE = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const isSpace = (code: number): boolean => code === 0x20 || code === NEW_LINE || code === 0x0d || code === 0x09;

/** Where the scan stands: before `[`, before an element, inside one, after one, after `]`. */
type Place = 'start' | 'before' | 'inside' | 'after' | 'end';

/** Finds where elements begin and end; what stands inside them is JSON.parse's business. */
class ArraySplitter {
  readonly #file: DataFile;
  #place: Place = 'start';
  #line = 1;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #startLine = 1;
  /** The open element's text from earlier pieces. */
  #open: string[] = [];
  #openLength = 0;
  #elements = 0;

  constructor(file: DataFile) {
    this.#file = file;
  }

  take(text: string): RecordBatch {
    const rows: DataRecord[] = [];
    const lines: number[] = [];
    const problems: RowProblem[] = [];
    let start = 0;
    const finish = (end: number): void => {
      this.#open.push(text.slice(start, end));
      const record = parseRecord(this.#open.join(''));
      this.#open = [];
      this.#openLength = 0;
      this.#elements++;
      if (typeof record === 'string') problems.push({ line: this.#startLine, reason: record });
      else {
        rows.push(record);
        lines.push(this.#startLine);
      }
    };
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === NEW_LINE) this.#line++;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (code === BACKSLASH) this.#escaped = true;
        else if (code === QUOTE) this.#inString = false;
        continue;
      }
      if (this.#place === 'inside') {
        if (code === QUOTE) this.#inString = true;
        else if (code === OPEN_OBJECT || code === OPEN_ARRAY) this.#depth++;
        else if (this.#depth > 0 && (code === CLOSE_OBJECT || code === CLOSE_ARRAY)) {
          if (--this.#depth === 0) {
            finish(at + 1);
            this.#place = 'after';
          }
        } else if (this.#depth === 0 && (code === COMMA || code === CLOSE_ARRAY)) {
          finish(at);
          this.#place = code === COMMA ? 'before' : 'end';
        }
        continue;
      }
      if (isSpace(code)) continue;
      if (this.#place === 'start') {
        if (code !== OPEN_ARRAY) throw this.#notAnArray(code);
        this.#place = 'before';
      } else if (this.#place === 'before') {
        if (code === CLOSE_ARRAY && this.#elements === 0) {
          this.#place = 'end';
          continue;
        }
        start = at;
        this.#startLine = this.#line;
        this.#place = 'inside';
        this.#depth = code === OPEN_OBJECT || code === OPEN_ARRAY ? 1 : 0;
        this.#inString = code === QUOTE;
        if (code === COMMA || code === CLOSE_ARRAY) throw this.#unexpected(text[at]!, 'an object');
      } else if (this.#place === 'after') {
        if (code === COMMA) this.#place = 'before';
        else if (code === CLOSE_ARRAY) this.#place = 'end';
        else throw this.#unexpected(text[at]!, 'a comma or the end of the array');
      } else throw this.#unexpected(text[at]!, 'nothing after the end of the array');
    }
    if (this.#place === 'inside') {
      this.#open.push(text.slice(start));
      this.#openLength += text.length - start;
      if (this.#openLength > LONGEST_RECORD) {
        throw new StoreError(
          `${this.#file.path}, line ${this.#startLine}: an object is longer than ${LONGEST_RECORD >> 20} MB. Is a closing brace missing?`,
        );
      }
    }
    return { kind: 'records', rows, lines, problems };
  }

  end(): void {
    if (this.#place === 'end') return;
    if (this.#place === 'start')
      throw new StoreError(`${this.#file.path} is empty. A .json file is an array of objects.`);
    throw new StoreError(
      `${this.#file.path} ends inside its array, on line ${this.#line}: it was cut off, or a bracket is missing.`,
    );
  }

  #notAnArray(code: number): StoreError {
    const hint = code === OPEN_OBJECT ? ' If each line is an object of its own, name the file .ndjson.' : '';
    return new StoreError(`${this.#file.path}, line ${this.#line}: a .json file is an array of objects.${hint}`);
  }

  #unexpected(found: string, wanted: string): StoreError {
    return new StoreError(`${this.#file.path}, line ${this.#line}: found “${found}” where ${wanted} was expected.`);
  }
}
