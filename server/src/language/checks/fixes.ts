/** Fixes for any diagnostic, through the registry of checks. */
import type { Diagnostic, Fix } from '../diagnostic.ts';
import { quoteScalar } from '../format/index.ts';
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
  if (check.fix === undefined) return replaceBySuggestions(diagnostic);
  try {
    return check.fix(diagnostic as DiagnosticOf<unknown>, document);
  } catch {
    return [];
  }
}

/** One fix for each suggestion, the first preferred when there is no other. */
export function replaceBySuggestions(diagnostic: Diagnostic): readonly Fix[] {
  const suggestions = diagnostic.suggestions ?? [];
  return suggestions.map((name) =>
    replace(`Change to ${quoted(name)}`, diagnostic.range, quoteScalar(name), suggestions.length === 1),
  );
}
