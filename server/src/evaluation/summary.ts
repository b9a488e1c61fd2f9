import type { CaseResult } from './judge.ts';

/** The figures of some cases. */
export interface Figures {
  readonly cases: number;
  readonly right: number;
  /** Right of all, from 0 to 1. */
  readonly share: number;
  readonly confidentlyWrong: number;
  readonly cautious: number;
  /** Cases that the provider failed to answer. */
  readonly failed: number;
  readonly medianMs: number;
  /** Of all answers together; absent when the provider does not say. */
  readonly tokens?: number;
}

export interface Evaluated {
  readonly grades: readonly (Figures & { readonly grade: string })[];
  readonly all: Figures;
}

/** The figures by grade, in the order in which the cases name them, and of all cases. */
export function summarize(results: readonly CaseResult[]): Evaluated {
  const grades = [...new Set(results.map((result) => result.case.grade))];
  return {
    grades: grades.map((grade) => ({ grade, ...figuresOf(results.filter((r) => r.case.grade === grade)) })),
    all: figuresOf(results),
  };
}

/** The figures of some cases, at least one. */
export function figuresOf(results: readonly CaseResult[]): Figures {
  const count = (test: (result: CaseResult) => boolean) => results.filter(test).length;
  const times = results.map((result) => result.ms).sort((a, b) => a - b);
  const told = results.flatMap((result) => (result.tokens === undefined ? [] : [result.tokens]));
  const right = count((result) => result.right);
  return {
    cases: results.length,
    right,
    share: results.length === 0 ? 0 : right / results.length,
    confidentlyWrong: count((result) => result.confidentlyWrong),
    cautious: count((result) => result.cautious),
    failed: count((result) => result.failed),
    medianMs: times[times.length >> 1] ?? 0,
    ...(told.length === 0 ? {} : { tokens: told.reduce((sum, tokens) => sum + tokens, 0) }),
  };
}
