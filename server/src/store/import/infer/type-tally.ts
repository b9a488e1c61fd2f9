import type { PropertyType } from '../../../language/schema/model.ts';
import { parseMoment, versionKey } from '../../../language/values/index.ts';
import { readNumber, readPlace } from '../columns/index.ts';
import { isFlagName, isIdentifierName, isVersionName } from './words.ts';

/** What one value could be. Several may apply. */
export interface Shape {
  readonly number: boolean;
  readonly boolean: boolean;
  /** 0 or 1: a boolean or a number, by the column's name. */
  readonly bit: boolean;
  readonly date: boolean;
  readonly datetime: boolean;
  readonly version: boolean;
  readonly threeParts: boolean;
  readonly stringList: boolean;
  readonly numberList: boolean;
  readonly emptyList: boolean;
  readonly geo: boolean;
  /** A text that a number would lose the start of: 007. */
  readonly leadingZero: boolean;
  readonly email: boolean;
  readonly phone: boolean;
  readonly address: boolean;
  readonly token: boolean;
}

type Counts = { -readonly [K in keyof Shape]: number };

const SHAPES = [
  'number',
  'boolean',
  'bit',
  'date',
  'datetime',
  'version',
  'threeParts',
  'stringList',
  'numberList',
  'emptyList',
  'geo',
  'leadingZero',
  'email',
  'phone',
  'address',
  'token',
] as const satisfies readonly (keyof Shape)[];

/** What the values of one column could be, all taken together. Keeps none of them. */
export class TypeTally {
  readonly name: string;
  /** Values seen. */
  filled = 0;
  readonly #counts: Counts = Object.fromEntries(SHAPES.map((shape) => [shape, 0])) as Counts;

  constructor(name: string) {
    this.name = name;
  }

  add(value: unknown): void {
    this.count(shapeOf(value));
  }

  /** Adds a value of this shape. */
  protected count(shape: Shape): void {
    this.filled++;
    for (const name of SHAPES) if (shape[name]) this.#counts[name]++;
  }

  /** Adds all values of another. */
  include(other: TypeTally): void {
    this.filled += other.filled;
    for (const name of SHAPES) this.#counts[name] += other.#counts[name];
  }

  /** A few odd values are misfits; they don't make a column of numbers one of texts. */
  mostly(count: number): boolean {
    return count > 0 && (this.filled >= 50 ? count >= this.filled * 0.98 : count === this.filled);
  }

  /** The type, and how many values do not fit it. */
  type(): { readonly type: PropertyType; readonly odd: number } {
    const counts = this.#counts;
    const as = (type: PropertyType, fitting: number) => ({ type, odd: this.filled - fitting });
    if (this.mostly(counts.numberList) && counts.numberList === counts.stringList && counts.emptyList < this.filled) {
      return as('list<number>', counts.numberList);
    }
    if (this.mostly(counts.stringList)) return as('list<string>', counts.stringList);
    if (this.mostly(counts.geo)) return as('geo', counts.geo);
    if (counts.boolean > 0 && this.mostly(counts.boolean + counts.bit))
      return as('boolean', counts.boolean + counts.bit);
    if (counts.bit === this.filled && isFlagName(this.name)) return as('boolean', counts.bit);
    if (this.mostly(counts.date)) return as('date', counts.date);
    if (this.mostly(counts.datetime + counts.date)) return as('datetime', counts.datetime + counts.date);
    if (this.mostly(counts.version) && (isVersionName(this.name) || counts.threeParts === this.filled)) {
      return as('version', counts.version);
    }
    if (this.mostly(counts.number) && counts.leadingZero === 0 && !isIdentifierName(this.name)) {
      return as('number', counts.number);
    }
    return as('string', this.filled);
  }

  /** Whether the values look like what tells who somebody is. */
  get isPersonal(): boolean {
    const { email, phone, address, token } = this.#counts;
    return [email, phone, address, token].some((count) => this.filled > 0 && count >= this.filled * 0.8);
  }

  get isDatetime(): boolean {
    return this.filled > 0 && this.#counts.datetime + this.#counts.date === this.filled;
  }

  get isNumber(): boolean {
    return this.filled > 0 && this.#counts.number === this.filled;
  }
}

/** A property is of one type in all events, as far as that loses nothing. */
export function typeInEvent(own: TypeTally, overall: TypeTally): PropertyType {
  const everywhere = overall.type().type;
  return everywhere === 'string' && own.filled >= 20 ? own.type().type : everywhere;
}

const NOTHING: Shape = Object.fromEntries(SHAPES.map((shape) => [shape, false])) as unknown as Shape;

/** What a value could be. */
export function shapeOf(value: unknown): Shape {
  if (typeof value === 'number') return { ...NOTHING, number: true, bit: value === 0 || value === 1, version: true };
  if (typeof value === 'boolean') return { ...NOTHING, boolean: true };
  if (value instanceof Date) return { ...NOTHING, datetime: true };
  if (Array.isArray(value)) return listShape(value);
  if (typeof value === 'object' && value !== null) return { ...NOTHING, geo: readPlace(value) !== undefined };
  return typeof value === 'string' ? textShape(value) : NOTHING;
}

function textShape(given: string): Shape {
  const text = given.trim();
  if (/^[[{]/.test(text)) {
    try {
      const value: unknown = JSON.parse(text);
      return Array.isArray(value) ? listShape(value) : { ...NOTHING, geo: readPlace(value) !== undefined };
    } catch {
      return NOTHING;
    }
  }
  const moment = text.length >= 10 ? parseMoment(text)?.kind : undefined;
  return {
    ...NOTHING,
    number: readNumber(text) !== undefined,
    boolean: /^(?:true|false)$/i.test(text),
    bit: text === '0' || text === '1',
    date: moment === 'date',
    datetime: moment === 'datetime',
    version: versionKey(text) !== undefined,
    threeParts: /^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(text),
    leadingZero: /^0\d/.test(text),
    email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
    phone: /^\+\d[\d ().-]{6,18}$/.test(text),
    address: /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text),
    token: text.length >= 64 && /^[\w:.~+/=-]+$/.test(text) && /\d/.test(text),
  };
}

function listShape(items: readonly unknown[]): Shape {
  const plain = items.every((item) => ['string', 'number', 'boolean'].includes(typeof item));
  const numbers = items.every((item) => typeof item === 'number');
  return { ...NOTHING, stringList: plain, numberList: numbers, emptyList: items.length === 0 };
}
