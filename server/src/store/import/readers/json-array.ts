import { Tokenizer, TokenParser, TokenType } from '@streamparser/json';
import { StoreError } from '../../ports.ts';
import type { DataFile, DataFormat, DataRecord, ReadOptions, RecordBatch, RowProblem } from './batch.ts';
import { exactNumber, notARecord } from './json-text.ts';
import { LONGEST_RECORD, textChunks } from './text-chunks.ts';

/** One JSON array of objects. */
export const jsonArray: DataFormat = { gzip: true, unit: 'line', read };

/** Deeper nesting is no data; it bounds the parser's stack on hostile files. */
const DEEPEST = 1000;

const NEW_LINE = 0x0a;

const encoder = new TextEncoder();

async function* read(file: DataFile, options: ReadOptions): AsyncGenerator<RecordBatch> {
  const reader = new ArrayReader(file);
  for await (const chunk of textChunks(file, options)) yield reader.take(chunk);
  reader.end();
}

/** As the library reads numbers, with long whole ones as texts; it names this as the way to do so. */
class ExactTokenizer extends Tokenizer {
  protected override parseNumber(text: string): number {
    return exactNumber(text) as number;
  }
}

/** Gives the parser a line at a time, so that each element's line and that of a fault are known. */
class ArrayReader {
  readonly #file: DataFile;
  /** With buffers, for without them a long string is an array of its letters first. */
  readonly #tokenizer = new ExactTokenizer({ stringBufferSize: 1 << 16, numberBufferSize: 1 << 10 });
  readonly #parser = new TokenParser({ paths: ['$.*'], keepStack: false });
  #line = 1;
  #depth = 0;
  /** Where the last element began. */
  #startLine = 1;
  #elementBytes = 0;
  #rows: DataRecord[] = [];
  #lines: number[] = [];
  #problems: RowProblem[] = [];

  constructor(file: DataFile) {
    this.#file = file;
    this.#tokenizer.onToken = (token) => {
      this.#follow(token.token, token.value);
      this.#parser.write(token);
    };
    // The parser's errors come this way too, for it is called by the tokenizer.
    this.#tokenizer.onError = (error) => {
      if (error instanceof StoreError) throw error;
      const what = error.message.replace(/ (?:at chunk position|in state) .*$/s, '');
      throw this.#fault(`the array is not valid JSON (${what}).`);
    };
    this.#parser.onValue = ({ value }) => this.#add(value);
  }

  take(text: string): RecordBatch {
    this.#rows = [];
    this.#lines = [];
    this.#problems = [];
    const bytes = encoder.encode(text);
    for (let at = 0; at < bytes.length; ) {
      const end = bytes.indexOf(NEW_LINE, at);
      const next = end < 0 ? bytes.length : end + 1;
      this.#tokenizer.write(bytes.subarray(at, next));
      this.#elementBytes += next - at;
      if (end >= 0) this.#line++;
      at = next;
    }
    if (this.#elementBytes > LONGEST_RECORD) {
      throw this.#fault(
        `an object is longer than ${LONGEST_RECORD >> 20} MB. Is a closing brace missing?`,
        this.#startLine,
      );
    }
    return { kind: 'records', rows: this.#rows, lines: this.#lines, problems: this.#problems };
  }

  end(): void {
    if (this.#parser.isEnded) this.#tokenizer.end();
    else if (this.#depth === 0)
      throw new StoreError(`${this.#file.path} is empty or no array. A .json file is an array of objects.`);
    else {
      throw new StoreError(
        `${this.#file.path} ends inside its array, on line ${this.#line}: it was cut off, or a bracket is missing.`,
      );
    }
  }

  /** Keeps the depth and the element's line, and refuses what the parser would take or what says more here. */
  #follow(token: TokenType, value: unknown): void {
    if (this.#parser.isEnded) {
      throw this.#fault(`found “${value}” where nothing after the end of the array was expected.`);
    }
    if (this.#depth === 0 && token !== TokenType.LEFT_BRACKET) {
      const hint =
        token === TokenType.LEFT_BRACE ? ' If each line is an object of its own, name the file .ndjson.' : '';
      throw this.#fault(`a .json file is an array of objects.${hint}`);
    }
    if (this.#depth === 1 && token !== TokenType.COMMA) {
      this.#startLine = this.#line;
      this.#elementBytes = 0;
    }
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) {
      if (++this.#depth > DEEPEST) throw this.#fault(`its objects are nested more than ${DEEPEST} deep.`);
    } else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) this.#depth--;
  }

  #add(value: unknown): void {
    const reason = notARecord(value);
    if (reason !== undefined) this.#problems.push({ line: this.#startLine, reason });
    else {
      this.#rows.push(value as DataRecord);
      this.#lines.push(this.#startLine);
    }
  }
  #fault(what: string, line = this.#line): StoreError {
    return new StoreError(`${this.#file.path}, line ${line}: ${what}`);
  }
}
