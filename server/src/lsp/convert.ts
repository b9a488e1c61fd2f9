import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic as LspDiagnostic,
  type Range as LspRange,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic, Range, Severity } from '../language/diagnostic.ts';
import type { SourceFile } from '../project/index.ts';

/** What a client shows of diagnostics. */
export interface DiagnosticSupport {
  readonly related: boolean;
  readonly tags: boolean;
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS = { deprecated: DiagnosticTag.Deprecated, unnecessary: DiagnosticTag.Unnecessary } as const;

const texts = new WeakMap<SourceFile, TextDocument>();

/** A file's text with its lines, to turn offsets into positions. */
export function textOf(file: SourceFile): TextDocument {
  let document = texts.get(file);
  if (!document) {
    document = TextDocument.create(file.uri, 'segment', file.version ?? 0, file.text);
    texts.set(file, document);
  }
  return document;
}

export const rangeIn = (document: TextDocument, range: Range): LspRange => ({
  start: document.positionAt(range.start),
  end: document.positionAt(range.end),
});

/** `fileOf` gives the text that a related location lies in. */
export function toLspDiagnostic(
  diagnostic: Diagnostic,
  document: TextDocument,
  support: DiagnosticSupport,
  fileOf: (uri: string) => SourceFile | undefined,
): LspDiagnostic {
  const related = (support.related ? (diagnostic.related ?? []) : []).flatMap(({ uri, range, message }) => {
    const target = uri === undefined || uri === document.uri ? document : textOfUri(uri, fileOf);
    return target ? [{ location: { uri: target.uri, range: rangeIn(target, range) }, message }] : [];
  });
  const tags = support.tags ? (diagnostic.tags ?? []).map((tag) => TAGS[tag]) : [];
  return {
    range: rangeIn(document, diagnostic.range),
    severity: SEVERITIES[diagnostic.severity],
    code: diagnostic.code,
    source: 'segments',
    message: diagnostic.message,
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    ...(tags.length > 0 ? { tags } : {}),
  };
}

function textOfUri(uri: string, fileOf: (uri: string) => SourceFile | undefined): TextDocument | undefined {
  const file = fileOf(uri);
  return file && textOf(file);
}
