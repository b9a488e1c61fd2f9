/** Problems at the innermost card or field that they lie in. */

import type { FixDocument } from '../../language/checks/check.ts';
import type { Diagnostic, Range } from '../../language/index.ts';
import { lineIndex } from '../../language/index.ts';
import type { BuilderProblem } from '../../protocol/index.ts';
import { namedFixes } from '../edits/fix.ts';

/** Hands out the problems of a text to the places that ask for theirs. */
export interface ProblemDesk {
  /** A place and its list of problems, which is filled by `settle`. Inner places are opened after outer ones. */
  readonly open: (range: Range) => readonly BuilderProblem[];
  /** Fills all lists; gives the problems that are at no place. */
  readonly settle: () => readonly BuilderProblem[];
}

export function problemDesk(diagnostics: readonly Diagnostic[], document: FixDocument): ProblemDesk {
  const places: { readonly range: Range; readonly problems: BuilderProblem[] }[] = [];
  const position = lineIndex(document.text);
  return {
    open: (range) => {
      const problems: BuilderProblem[] = [];
      places.push({ range, problems });
      return problems;
    },
    settle: () => {
      const rest: BuilderProblem[] = [];
      for (const diagnostic of diagnostics) {
        const { code, severity, message, range } = diagnostic;
        const fixes = namedFixes(diagnostic, document).map(({ id, fix }) => ({
          id,
          title: fix.title,
          preferred: fix.preferred === true,
        }));
        const problem = { code, severity, message, line: position(range.start).line, fixes };
        const place = places.findLast((each) => each.range.start <= range.start && range.end <= each.range.end);
        (place?.problems ?? rest).push(problem);
      }
      return rest;
    },
  };
}
