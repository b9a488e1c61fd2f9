import { versionKey } from '../../../language/values/index.ts';
import { DICT_LIMIT, physicalColumn } from '../../physical.ts';
import type { Bindable, Dictionary, FinishedColumn, ImportColumn } from './column.ts';
import { integers } from './growable.ts';

const MISSING = -1;

/** From here on a column is watched for being all different, in which case looking for equal texts is a waste. */
const INTERN_AT_LEAST = 100_000;

/** A scalar as text: numbers and booleans have one, so that a CSV and a JSON file say the same. */
export function readText(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value.includes('\0') ? undefined : value;
    case 'number':
      return Number.isFinite(value) ? String(value) : undefined;
    case 'boolean':
    case 'bigint':
      return String(value);
    default:
      return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : undefined;
  }
}

/**
 * A text of its own: a part cut out of a larger one keeps the whole in memory. Lone surrogates have no UTF-8, so two
 * texts that differ only there are one.
 */
export function ownText(text: string): string {
  return text.length < 13 && !SURROGATE.test(text) ? text : decoder.decode(encoder.encode(text));
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const SURROGATE = /[\ud800-\udfff]/;

/** Texts, each different one kept once as long as they repeat. */
class TextValues {
  readonly codes = integers();
  readonly values: string[] = [];
  filled = 0;
  #known: Map<string, number> | undefined = new Map();

  push(text: string | undefined): void {
    if (text === undefined) {
      this.codes.push(MISSING);
      return;
    }
    this.filled++;
    let code = this.#known?.get(text);
    if (code === undefined) {
      code = this.values.length;
      const own = ownText(text);
      this.values.push(own);
      if (this.#known !== undefined) {
        this.#known.set(own, code);
        if (code > INTERN_AT_LEAST && code * 4 > this.filled) this.#known = undefined;
      }
    }
    this.codes.push(code);
  }

  /** Few values often repeated; texts that are nearly all different gain nothing from codes. */
  get isDictionary(): boolean {
    const distinct = this.values.length;
    return this.#known !== undefined && distinct <= DICT_LIMIT && (distinct <= 256 || distinct * 2 <= this.filled);
  }
}

/** What stands in the database for each code of a column: the text, or its code in the common dictionary. */
const stored = (values: readonly string[], dictionary: Dictionary | undefined): readonly Bindable[] =>
  dictionary === undefined ? values : values.map((text) => dictionary.code(text));

function finishText(
  texts: TextValues,
  width: 1 | 2,
  dictionary: Dictionary,
  describe: (stem: string, encoding: 'plain' | 'dict') => ReturnType<FinishedColumn['physical']>,
): FinishedColumn {
  const dict = texts.isDictionary ? dictionary : undefined;
  const codes = texts.codes.items();
  const first = stored(texts.values, dict);
  const second =
    width === 2
      ? stored(
          texts.values.map((text) => versionKey(text)!),
          dict,
        )
      : first;
  return {
    physical: (stem) => describe(stem, dict === undefined ? 'plain' : 'dict'),
    width,
    bind(row, into, at) {
      const code = codes[row]!;
      into[at] = code === MISSING ? null : first[code]!;
      if (width === 2) into[at + 1] = code === MISSING ? null : second[code]!;
    },
  };
}

export function stringColumn(): ImportColumn {
  const texts = new TextValues();
  return {
    append(value) {
      const text = value === undefined || value === null ? undefined : readText(value);
      texts.push(text);
      return text !== undefined || value === undefined || value === null;
    },
    hasValues: () => texts.filled > 0,
    finish: (dictionary) =>
      finishText(texts, 1, dictionary, (stem, encoding) => physicalColumn('string', stem, encoding)),
  };
}

/** Versions, as written and by their sort key. */
export function versionColumn(): ImportColumn {
  const texts = new TextValues();
  const checked = new Map<string, boolean>();
  const isVersion = (text: string): boolean => {
    let known = checked.get(text);
    if (known === undefined) {
      known = versionKey(text) !== undefined;
      if (checked.size < INTERN_AT_LEAST) checked.set(ownText(text), known);
    }
    return known;
  };
  return {
    append(value) {
      if (value === undefined || value === null) {
        texts.push(undefined);
        return true;
      }
      const text = readText(value)?.trim();
      const fits = text !== undefined && isVersion(text);
      texts.push(fits ? text : undefined);
      return fits;
    },
    hasValues: () => texts.filled > 0,
    finish: (dictionary) =>
      finishText(texts, 2, dictionary, (stem, encoding) => physicalColumn('version', stem, encoding)),
  };
}

/** Lists, as the text of a JSON array. */
export function listColumn(
  type: 'list<string>' | 'list<number>',
  readItem: (item: unknown) => string | number | undefined,
): ImportColumn {
  const texts = new TextValues();
  return {
    append(value) {
      if (value === undefined || value === null) {
        texts.push(undefined);
        return true;
      }
      const items = readJson(value);
      const list = Array.isArray(items) ? items.map(readItem) : undefined;
      const fits = list !== undefined && !list.includes(undefined);
      texts.push(fits ? JSON.stringify(list) : undefined);
      return fits;
    },
    hasValues: () => texts.filled > 0,
    // Lists are taken apart by SQL, so they are never codes.
    finish() {
      const codes = texts.codes.items();
      return {
        physical: (stem) => physicalColumn(type, stem, 'plain'),
        width: 1,
        bind(row, into, at) {
          const code = codes[row]!;
          into[at] = code === MISSING ? null : texts.values[code]!;
        },
      };
    },
  };
}

/** In a CSV cell lists and places are written as JSON. */
export function readJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
