/** All refactorings, in the order in which they are offered. */
import { applyDeMorgan } from './apply-de-morgan.ts';
import { boundsOrBetween } from './bounds-or-between.ts';
import { durationUnit } from './duration-unit.ts';
import { flipComparison } from './flip-comparison.ts';
import { mergeConditions } from './merge-conditions.ts';
import { mergeNames } from './merge-names.ts';
import { mergeValues } from './merge-values.ts';
import { negateRule } from './negate-rule.ts';
import type { Refactoring } from './refactoring.ts';
import { singleOrList } from './single-or-list.ts';
import { splitConditions } from './split-conditions.ts';
import { splitNames } from './split-names.ts';
import { splitValues } from './split-values.ts';
import { unwrapGroup } from './unwrap-group.ts';
import { wrapRules } from './wrap-rules.ts';

export const refactorings: readonly Refactoring[] = [
  wrapRules,
  unwrapGroup,
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
];
