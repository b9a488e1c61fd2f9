import { report } from '../checks/check.ts';
import { notText } from '../checks/syntax/not-text.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** A file's bytes as text. When they are not UTF-8, the text is what could be read and a diagnostic on line 1 says so. */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly diagnostics: readonly Diagnostic[] } {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return { text: '', diagnostics: [report(notText, { start: 0, end: 0 }, { why: wide })] };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), diagnostics: [] };
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    return { text, diagnostics: [report(notText, { start: 0, end: firstLineEnd(text) }, { why: 'not-utf-8' })] };
  }
}

function wideEncoding([a, b, c, d]: Uint8Array): 'utf-16' | 'utf-32' | undefined {
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32' : 'utf-16';
  if (a === 0xfe && b === 0xff) return 'utf-16';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32';
  // Every second byte zero is how Latin text looks in UTF-16 without a mark.
  if ((a === 0) !== (b === 0) && (c === 0) !== (d === 0) && (a === 0) === (c === 0)) return 'utf-16';
  return undefined;
}

function firstLineEnd(text: string): number {
  const found = text.search(/[\r\n]/);
  return found < 0 ? text.length : found;
}
