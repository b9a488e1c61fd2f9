/**
 * From rules to the plan: every window an instant, every reference inlined, every negative the complement of its positive.
 * Invariant: the plan needs no schema, clock or calendar any more. Knows nothing of SQL and of files.
 * Throws only for defects: segments with errors, unknown references and cycles are sorted out before.
 */
export { lowerBounds, satisfies, wholeNumberWithin } from './bounds.ts';
export { type ChannelPlan, type Lowered, lowerChannels, lowerRules, lowerSegment } from './lower.ts';
export type { LowerContext } from './lowering.ts';
