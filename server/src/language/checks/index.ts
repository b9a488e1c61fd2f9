/**
 * The diagnostics: one file a code, with its message, its explanation and its fix beside it.
 * Invariant: a check says what is wrong; where it is looked for is the reading's business, but for what the data says. Messages name the remedy.
 * Knows no rule kinds, no documents' contents beyond the tree a fix edits.
 */
export type { Check, DiagnosticOf, FixDocument } from './check.ts';
export { type CheckedSegment, checkProject, createProjectChecks, type ProjectChecks } from './check-project.ts';
export type { DataFacts, PropertyFacts, SegmentFacts } from './data/data-check.ts';
export { dataHints } from './data/data-hints.ts';
export { dataChecks } from './data/registry.ts';
export { fixesFor } from './fixes.ts';
export { type CheckCode, checks } from './registry.ts';
