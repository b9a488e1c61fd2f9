/** Fixes for any diagnostic, through the registry of checks. */
import type { Diagnostic, Fix, TextEdit } from '../diagnostic.ts';
import { quoteScalar } from '../format/index.ts';
import { lastBreak } from '../syntax/lines.ts';
import type { Check, DiagnosticOf, FixDocument } from './check.ts';
import { replace } from './edits.ts';
import { checks } from './registry.ts';
import { quoted } from './wording.ts';

/**
 * The fixes of a diagnostic: those its check makes, else one for each suggestion.
 * A diagnostic may come back through the protocol, so a code that is unknown or data that does not fit gives no fix.
 */
export function fixesFor(diagnostic: Diagnostic, document: FixDocument): readonly Fix[] {
  const { code } = diagnostic;
  if (!Object.hasOwn(checks, code)) return [];
  const check = checks[code as keyof typeof checks] as unknown as Check<unknown>;
  try {
    const fixes = check.fix?.(diagnostic as DiagnosticOf<unknown>, document) ?? replaceBySuggestions(diagnostic);
    return fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => fitted(edit, document)) }));
  } catch {
    return [];
  }
}

/**
 * An edit in the line breaks of its file, that keeps the one at a block of text's end, and the quotes that part a key
 * from its value, as in `{"is":1}`.
 */
function fitted(edit: TextEdit, { uri, text }: FixDocument): TextEdit {
  if (edit.uri !== undefined && edit.uri !== uri) return edit;
  const old = text.slice(edit.range.start, edit.range.end);
  const lineBreak = edit.newText !== '' && /^[|>]/.test(old) ? lastBreak(old) : 0;
  const range = { start: edit.range.start, end: edit.range.end - lineBreak };
  const newText = text.includes('\r\n') ? edit.newText.replace(/\r?\n/g, '\r\n') : edit.newText;
  const [quote = ''] = /^["']/.exec(old) ?? [];
  const parts = quote !== '' && text[range.end - 1] === quote && /^:\S/.test(text.slice(range.end, range.end + 2));
  return { ...edit, range, newText: parts && /^[\w ]+$/.test(newText) ? quote + newText + quote : newText };
}

/** One fix for each suggestion, the first preferred when there is no other. */
export function replaceBySuggestions(diagnostic: Diagnostic): readonly Fix[] {
  const suggestions = diagnostic.suggestions ?? [];
  return suggestions.map((name) =>
    replace(`Change to ${quoted(name)}`, diagnostic.range, quoteScalar(name), suggestions.length === 1),
  );
}
