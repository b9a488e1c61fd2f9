/** Half-open span of UTF-16 offsets into one document's text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Another place that helps to understand a diagnostic. `uri` is absent when it lies in the same document. */
export interface RelatedLocation {
  readonly uri?: string;
  readonly range: Range;
  readonly message: string;
}

/**
 * One problem of one document. `code` is the kebab-case id of its check (the file's name in `checks/`).
 * `suggestions` are replacement texts, best first, as they would be written (unquoted).
 * `data` is what the check's own fix needs; it is plain JSON, since it travels through the protocol and back.
 */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly range: Range;
  readonly message: string;
  readonly suggestions?: readonly string[];
  readonly related?: readonly RelatedLocation[];
  readonly tags?: readonly ('deprecated' | 'unnecessary')[];
  readonly data?: unknown;
}

/** Those of the problems that are errors. */
export const errorsIn = <Problem extends { readonly severity: string }>(problems: readonly Problem[]): Problem[] =>
  problems.filter(({ severity }) => severity === 'error');

/** Replaces `range` by `newText`; in the document of the diagnostic unless `uri` names another. */
export interface TextEdit {
  readonly uri?: string;
  readonly range: Range;
  readonly newText: string;
}

/** An edit that mends a diagnostic. At most one fix of a diagnostic is preferred. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly preferred?: boolean;
}
