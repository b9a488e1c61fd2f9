/**
 * Measures a provider on prompts with known answers. A produced segment is right when it holds the same users as an
 * expected one, however its rules are written; the project's own data decides.
 * Invariant: changes nothing in the project. The figure that matters most is the confidently wrong: rules that claim to be
 * all of a prompt and are not.
 */
export { type Case, type CaseFile, type CasesReading, readCases } from './cases.ts';
export { type EvaluateOptions, evaluateCases } from './evaluate.ts';
export { CaseError, type CaseResult, type Judgement, judge } from './judge.ts';
export { type Members, membersOf } from './members.ts';
export { type Evaluated, type Figures, figuresOf, summarize } from './summary.ts';
