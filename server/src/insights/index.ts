/**
 * What is said about a segment's users: a project's snapshot joined with a store, one evaluation a question.
 * Invariant: a segment with errors is never evaluated; personal values leave masked unless they were asked for.
 * Knows nothing of the language server and the command line, which both show these results.
 */

export type { EventProfile, PropertyProfile, UndeclaredProperty, ValueCount } from '../store/ports.ts';
export { hintsFrom, type KnownData, segmentHints } from './data-hints.ts';
export { type Export, type ExportOptions, exportMembers } from './export-members.ts';
export { MASK, maskProperties, maskRow, maskValue } from './mask.ts';
export { instantOf, type Moment, type Prepared, prepareSegment, type Unprepared } from './prepare.ts';
export { createProfiles, KNOWN_VALUES, type Profiles } from './profiles.ts';
export {
  type AllRuleNumbers,
  type NumberedRule,
  numberedRules,
  type RulePath,
  ruleNumbers,
  ruleNumbersQuery,
} from './rule-numbers.ts';
export { isSection, sections } from './sections/registry.ts';
export type { EarlierVersions, Section } from './sections/section.ts';
export { type ChangeOfUsers, type ChangeSince, changeSince, prepareEarlier, segmentChange } from './segment-change.ts';
export {
  type InsightsOptions,
  momentOf,
  type RuleNumbers,
  type SegmentInsights,
  segmentInsights,
} from './segment-insights.ts';
export { type AnsweredSection, type SectionOutcome, segmentSection } from './segment-section.ts';
export { type SizeOf, segmentSize } from './segment-size.ts';
export { type NoSuchUser, type RuleReason, type Why, whyUser } from './why.ts';
