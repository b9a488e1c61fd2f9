/** The functions that the SQLite dialect needs and SQLite lacks. A missing value gives a missing value. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { RE2JS } from 're2js';

type Text = string | number | null;

/** By the name under which statements call them. */
export const sqliteFunctions = {
  unicode_lower: (text: Text): Text => (typeof text === 'string' ? text.toLowerCase() : text),
  re2_matches: (pattern: Text, text: Text): number | null =>
    text === null ? null : Number(compiled(String(pattern)).matcher(String(text)).find()),
  sample_key: (seed: Text, id: Text): string => bytesToHex(sha256(encoder.encode(`${seed}:${id}`)).subarray(0, 8)),
} as const;

const encoder = new TextEncoder();

/** A statement calls a function once a row: patterns are compiled once. */
const patterns = new Map<string, RE2JS>();
const REMEMBERED = 100;

function compiled(pattern: string): RE2JS {
  let regex = patterns.get(pattern);
  if (!regex) {
    regex = RE2JS.compile(pattern);
    if (patterns.size >= REMEMBERED) patterns.clear();
    patterns.set(pattern, regex);
  }
  return regex;
}
