import type { DataRecord } from './batch.ts';

/** One JSON object from its text; or, as a text, why it is none. */
export function parseRecord(text: string): DataRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(LONG_NUMBER.test(text) ? quoteLongIntegers(text) : text);
  } catch (error) {
    return `is not valid JSON (${(error as Error).message.replace(/\s+/g, ' ').slice(0, 120)})`;
  }
  return notARecord(value) ?? (value as DataRecord);
}

/** Why a JSON value is no row; undefined for an object. */
export function notARecord(value: unknown): string | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return undefined;
  return `is ${Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`} and not an object`;
}

/**
 * A JSON number's value; its text for a whole number that a double can't hold, so that an id like 1234567890123456789
 * stays itself. Where a number is wanted, a number's text is as good.
 */
export function exactNumber(text: string): number | string {
  const number = Number(text);
  return Number.isSafeInteger(number) || !/^-?\d{16,}$/.test(text) ? number : text;
}

const LONG_NUMBER = /\d{16}/;
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON.parse gives no way to see a number's text on all versions of Node, so long ones get their quotes before it. */
const quoteLongIntegers = (text: string): string =>
  text.replace(STRING_OR_NUMBER, (token) =>
    !token.startsWith('"') && typeof exactNumber(token) === 'string' ? `"${token}"` : token,
  );
