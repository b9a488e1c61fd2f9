import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from '../../language/diagnostic.ts';

/** A diagnostic of one file as the command line prints it: 1-based lines and columns, the end excluded. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Diagnostic['severity'];
  readonly code: string;
  readonly message: string;
  readonly suggestions: readonly string[];
}

export interface Findings {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly diagnostics: readonly Finding[];
}

/** One file's text and what was found in it. */
export interface CheckedFile {
  readonly file: string;
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

const ORDER = ['error', 'warning', 'information', 'hint'] as const;

/** All findings, by file and then by place. */
export function collectFindings(files: readonly CheckedFile[]): Findings {
  const diagnostics = files.flatMap(({ file, text, diagnostics: found }) => {
    const document = TextDocument.create(file, 'segment', 0, text);
    return found
      .map((d): Finding => {
        const [start, end] = [document.positionAt(d.range.start), document.positionAt(d.range.end)];
        return {
          file,
          line: start.line + 1,
          column: start.character + 1,
          endLine: end.line + 1,
          endColumn: end.character + 1,
          severity: d.severity,
          code: d.code,
          message: d.message,
          suggestions: d.suggestions ?? [],
        };
      })
      .sort((a, b) => a.line - b.line || a.column - b.column || ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  });
  const count = (severity: string) => diagnostics.filter((d) => d.severity === severity).length;
  return { files: files.length, errors: count('error'), warnings: count('warning'), diagnostics };
}

/** “1 error”, “2 errors”. */
export const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
