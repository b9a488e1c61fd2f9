/** All refactorings, in the order in which they are offered. */
import { applyDeMorgan } from './apply-de-morgan.ts';
import { blockOrBrackets } from './block-or-brackets.ts';
import { boundsOrBetween } from './bounds-or-between.ts';
import { closeValues } from './close-values.ts';
import { createSchema } from './create-schema.ts';
import { createSegment } from './create-segment.ts';
import { declareName } from './declare-name.ts';
import { declareValue } from './declare-value.ts';
import { describeDeclaration } from './describe-declaration.ts';
import { disableRule } from './disable-rule.ts';
import { durationUnit } from './duration-unit.ts';
import { enableRule } from './enable-rule.ts';
import { extractSegment } from './extract-segment.ts';
import { flattenGroups } from './flatten-groups.ts';
import { flipComparison } from './flip-comparison.ts';
import { inlineSegment } from './inline-segment.ts';
import { mergeConditions } from './merge-conditions.ts';
import { mergeNames } from './merge-names.ts';
import { mergeValues } from './merge-values.ts';
import { negateRule } from './negate-rule.ts';
import type { Refactoring } from './refactoring.ts';
import { removeDuplicates } from './remove-duplicates.ts';
import { renameFile } from './rename-file.ts';
import { singleOrList } from './single-or-list.ts';
import { sortFile } from './sort-file.ts';
import { sortKeys } from './sort-keys.ts';
import { sortRules } from './sort-rules.ts';
import { sortValues } from './sort-values.ts';
import { splitConditions } from './split-conditions.ts';
import { splitNames } from './split-names.ts';
import { splitValues } from './split-values.ts';
import { unwrapGroup } from './unwrap-group.ts';
import { useEqualSegment } from './use-equal-segment.ts';
import { windowToAbsolute } from './window-to-absolute.ts';
import { windowToRelative } from './window-to-relative.ts';
import { wrapRules } from './wrap-rules.ts';

export const refactorings: readonly Refactoring[] = [
  declareName,
  declareValue,
  createSegment,
  renameFile,
  useEqualSegment,
  createSchema,
  extractSegment,
  inlineSegment,
  wrapRules,
  unwrapGroup,
  flattenGroups,
  disableRule,
  enableRule,
  negateRule,
  flipComparison,
  applyDeMorgan,
  splitConditions,
  mergeConditions,
  splitNames,
  mergeNames,
  mergeValues,
  splitValues,
  singleOrList,
  boundsOrBetween,
  durationUnit,
  windowToAbsolute,
  windowToRelative,
  sortKeys,
  sortRules,
  sortValues,
  removeDuplicates,
  blockOrBrackets,
  sortFile,
  closeValues,
  describeDeclaration,
];
