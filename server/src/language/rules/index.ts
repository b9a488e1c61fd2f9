/**
 * The rules: from the tree to the model, with everything that is wrong with them.
 * Invariant: all problems of a file are reported at once; a rule with an error in it is absent, the others stand.
 * Knows the schema it binds to and nothing of files, SQL or editors.
 */
export type { RuleContext, RuleSchema, SegmentNames } from './context.ts';
export type { KeyDoc, ValueForm } from './keys.ts';
export { BECAUSE_KEY, FILTER_KEYS, WINDOW_KEYS } from './keys.ts';
export { OPPOSITE_KINDS } from './meaning/complement.ts';
export { meaningKey } from './meaning-key.ts';
export { type ParsedRule, parseRule, parseRules } from './parse.ts';
export { type ReadSegmentOptions, readSegment, type SegmentReading } from './read-segment.ts';
export { isRuleKind, kindOf, ruleKinds } from './registry.ts';
export type { RuleKindEntry } from './rule-kind.ts';
export { segmentKeys } from './segment-keys.ts';
export { segmentMeaning } from './segment-meaning.ts';
export { ruleShape, segmentShape } from './shape.ts';
export { everyRule, isGroup } from './walk.ts';
