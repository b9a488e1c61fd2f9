/** All refactorings, in the order in which they are offered. */
import type { Refactoring } from './refactoring.ts';
import { unwrapGroup } from './unwrap-group.ts';
import { wrapRules } from './wrap-rules.ts';

export const refactorings: readonly Refactoring[] = [wrapRules, unwrapGroup];
