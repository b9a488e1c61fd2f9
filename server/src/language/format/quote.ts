import type { Scalar } from '../syntax/tree.ts';

/** What the core schema reads as null, a boolean or a number when it stands there without quotes. */
const TYPED =
  /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** Characters that cannot stand in YAML as they are, and halves of surrogate pairs. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/gu;

/**
 * A value as YAML text: plain where that is safe, else in double quotes; in single quotes when that spares escapes.
 * `place` is where it will stand: text with a comma or bracket can be plain in block style only. Safe as a key, too.
 */
export function quoteScalar(value: Scalar, place: 'block' | 'flow' = 'flow'): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberText(value);
  if (isPlainText(value, place) && !TYPED.test(value)) return value;
  if (value.search(UNPRINTABLE) < 0 && /["\\]/.test(value) && !value.includes("'")) return `'${value}'`;
  return doubleQuoted(value);
}

/** A key: plain words stay plain even when they look like a number, since a key is read as it is written. */
export function quoteKey(name: string): string {
  return isPlainText(name, 'flow') && !/^(?:~|null|Null|NULL)$/.test(name) ? name : quoteScalar(name);
}

/** True when the text, written without quotes, is read as a scalar with exactly this text. */
export function isPlainText(text: string, place: 'block' | 'flow'): boolean {
  if (text === '' || text.trim() !== text || text.search(UNPRINTABLE) >= 0) return false;
  if (/^(?:---|\.\.\.)/.test(text) || /^[,[\]{}#&*!|>'"%@`]/.test(text)) return false;
  if (/^[-?:](?:[\s,[\]{}]|$)/.test(text) || /:(?:\s|$)|\s#/.test(text)) return false;
  // A colon before a bracket or at a quote's end reads as a key inside brackets.
  return place === 'block' || !/[,[\]{}]|^:|^[?-][,[\]{}]/.test(text);
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '\0': '\\0' };

function doubleQuoted(text: string): string {
  const escaped = text.replace(/["\\]/g, '\\$&').replace(UNPRINTABLE, (character) => {
    const short = SHORT_ESCAPES[character];
    if (short !== undefined) return short;
    const code = character.charCodeAt(0);
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}
