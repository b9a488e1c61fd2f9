import type { DataRecord } from './batch.ts';

/** One JSON object from its text; or, as a text, why it is none. */
export function parseRecord(text: string): DataRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(LONG_NUMBER.test(text) ? quoteLongIntegers(text) : text);
  } catch (error) {
    return `is not valid JSON (${(error as Error).message.replace(/\s+/g, ' ').slice(0, 120)})`;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as DataRecord;
  return `is ${Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`} and not an object`;
}

const LONG_NUMBER = /\d{16}/;
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Whole numbers that a double can't hold become texts, so that an id like 1234567890123456789 stays itself.
 * Where a number is wanted, a number's text is as good.
 */
function quoteLongIntegers(text: string): string {
  return text.replace(STRING_OR_NUMBER, (token) =>
    /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  );
}
