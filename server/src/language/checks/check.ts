/**
 * What every diagnostic is made from. A check is one file named after its code: what it says, how severe it is,
 * how it is explained, and the fixes it offers. Where it is found out is up to whoever calls `report`.
 */
import type { Diagnostic, Fix, Range, RelatedLocation, Severity } from '../diagnostic.ts';
import type { Tree } from '../syntax/tree.ts';

/** The document that a fix edits. */
export interface FixDocument {
  readonly uri: string;
  readonly text: string;
  readonly tree: Tree;
}

/** A diagnostic whose `data` is known to be of this check. */
export type DiagnosticOf<Data> = Diagnostic & { readonly data: Data };

/** `Data` is plain JSON: it travels through the protocol and back before a fix is asked for. */
export interface Check<Data> {
  /** Kebab-case; the name of the check's file. */
  readonly code: string;
  readonly severity: Severity;
  /** Short markdown for hovers and the reference: what is wrong and what to write instead. */
  readonly doc: string;
  readonly tags?: Diagnostic['tags'];
  readonly message: (data: Data) => string;
  /**
   * Edits that mend it. Without this function each suggestion of the diagnostic becomes a fix that replaces its range.
   * With it, `replaceBySuggestions` gives those as well.
   */
  readonly fix?: (diagnostic: DiagnosticOf<Data>, document: FixDocument) => readonly Fix[];
}

/** What differs from place to place. */
export interface ReportOptions {
  readonly severity?: Severity;
  readonly suggestions?: readonly string[];
  readonly related?: readonly RelatedLocation[];
}

/** The diagnostic of a check at a place. `data` fills the message and stays with the diagnostic for its fixes. */
export function report<Data>(check: Check<Data>, range: Range, data: Data, options: ReportOptions = {}): Diagnostic {
  const { suggestions, related } = options;
  return {
    code: check.code,
    severity: options.severity ?? check.severity,
    range,
    message: check.message(data),
    ...(suggestions?.length ? { suggestions } : {}),
    ...(related?.length ? { related } : {}),
    ...(check.tags ? { tags: check.tags } : {}),
    data,
  };
}
