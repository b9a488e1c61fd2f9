/**
 * All diagnostics by their code. One file a code, one line here or in the registry of its folder. Knows no rule and no document.
 */
import type { Check } from './check.ts';
import { dataChecks } from './data/registry.ts';
import { emptyValue } from './empty-value.ts';
import { alwaysHolds } from './meaning/always-holds.ts';
import { contradictoryRules } from './meaning/contradictory-rules.ts';
import { duplicateRule } from './meaning/duplicate-rule.ts';
import { neverHolds } from './meaning/never-holds.ts';
import { missingKey } from './missing-key.ts';
import { brokenReference } from './project/broken-reference.ts';
import { duplicateSegmentId } from './project/duplicate-segment-id.ts';
import { equalSegments } from './project/equal-segments.ts';
import { missingList } from './project/missing-list.ts';
import { noSchema } from './project/no-schema.ts';
import { referenceCycle } from './project/reference-cycle.ts';
import { segmentIdForm } from './project/segment-id-form.ts';
import { conflictingProperty } from './rules/conflicting-property.ts';
import { countNeverHolds } from './rules/count-never-holds.ts';
import { deprecatedName } from './rules/deprecated-name.ts';
import { emptyBetween } from './rules/empty-between.ts';
import { emptyWindow } from './rules/empty-window.ts';
import { firstStepDidNot } from './rules/first-step-did-not.ts';
import { inexactEquality } from './rules/inexact-equality.ts';
import { invalidDate } from './rules/invalid-date.ts';
import { invalidDistance } from './rules/invalid-distance.ts';
import { invalidDuration } from './rules/invalid-duration.ts';
import { invalidListPath } from './rules/invalid-list-path.ts';
import { invalidPattern } from './rules/invalid-pattern.ts';
import { invalidVersion } from './rules/invalid-version.ts';
import { invalidWindow } from './rules/invalid-window.ts';
import { liveNeedsSequence } from './rules/live-needs-sequence.ts';
import { measureNotForType } from './rules/measure-not-for-type.ts';
import { misplacedKey } from './rules/misplaced-key.ts';
import { missingOperator } from './rules/missing-operator.ts';
import { missingRuleKind } from './rules/missing-rule-kind.ts';
import { needsKey } from './rules/needs-key.ts';
import { nulCharacter } from './rules/nul-character.ts';
import { operatorNotForType } from './rules/operator-not-for-type.ts';
import { outOfRange } from './rules/out-of-range.ts';
import { piiInRule } from './rules/pii-in-rule.ts';
import { reversedBetween } from './rules/reversed-between.ts';
import { ruleNotAllowed } from './rules/rule-not-allowed.ts';
import { sampleFollowsName } from './rules/sample-follows-name.ts';
import { sensitiveInRule } from './rules/sensitive-in-rule.ts';
import { severalRuleKinds } from './rules/several-rule-kinds.ts';
import { severalWindows } from './rules/several-windows.ts';
import { unknownChannel } from './rules/unknown-channel.ts';
import { unknownEvent } from './rules/unknown-event.ts';
import { unknownProperty } from './rules/unknown-property.ts';
import { unknownSegment } from './rules/unknown-segment.ts';
import { unquotedVersion } from './rules/unquoted-version.ts';
import { valueNotInSet } from './rules/value-not-in-set.ts';
import { zeroNotIncluded } from './rules/zero-not-included.ts';
import { schemaChecks } from './schema/registry.ts';
import { syntaxChecks } from './syntax/registry.ts';
import { unknownKey } from './unknown-key.ts';
import { wrongValue } from './wrong-value.ts';

/** The checks of segment files. `Check<never>` accepts a check of any data. */
export const segmentChecks = {
  'empty-value': emptyValue,
  'missing-key': missingKey,
  'unknown-key': unknownKey,
  'wrong-value': wrongValue,
  'conflicting-property': conflictingProperty,
  'count-never-holds': countNeverHolds,
  'deprecated-name': deprecatedName,
  'empty-between': emptyBetween,
  'empty-window': emptyWindow,
  'first-step-did-not': firstStepDidNot,
  'inexact-equality': inexactEquality,
  'invalid-date': invalidDate,
  'invalid-distance': invalidDistance,
  'invalid-duration': invalidDuration,
  'invalid-list-path': invalidListPath,
  'invalid-pattern': invalidPattern,
  'invalid-version': invalidVersion,
  'invalid-window': invalidWindow,
  'live-needs-sequence': liveNeedsSequence,
  'measure-not-for-type': measureNotForType,
  'misplaced-key': misplacedKey,
  'missing-operator': missingOperator,
  'missing-rule-kind': missingRuleKind,
  'needs-key': needsKey,
  'nul-character': nulCharacter,
  'operator-not-for-type': operatorNotForType,
  'out-of-range': outOfRange,
  'pii-in-rule': piiInRule,
  'reversed-between': reversedBetween,
  'rule-not-allowed': ruleNotAllowed,
  'sample-follows-name': sampleFollowsName,
  'sensitive-in-rule': sensitiveInRule,
  'several-rule-kinds': severalRuleKinds,
  'several-windows': severalWindows,
  'unknown-channel': unknownChannel,
  'unknown-event': unknownEvent,
  'unknown-property': unknownProperty,
  'unknown-segment': unknownSegment,
  'unquoted-version': unquotedVersion,
  'value-not-in-set': valueNotInSet,
  'zero-not-included': zeroNotIncluded,
  'always-holds': alwaysHolds,
  'contradictory-rules': contradictoryRules,
  'duplicate-rule': duplicateRule,
  'never-holds': neverHolds,
  'broken-reference': brokenReference,
  'duplicate-segment-id': duplicateSegmentId,
  'equal-segments': equalSegments,
  'missing-list': missingList,
  'no-schema': noSchema,
  'reference-cycle': referenceCycle,
  'segment-id-form': segmentIdForm,
} as const satisfies Record<string, Check<never>>;

/** Every diagnostic that a file of a project can have. */
export const checks = {
  ...segmentChecks,
  ...schemaChecks,
  ...dataChecks,
  ...syntaxChecks,
} as const satisfies Record<string, Check<never>>;

export type CheckCode = keyof typeof checks;
