/** All rule kinds by their id, in the order in which people are offered them. */
import type { Rule, RuleKind } from '../model.ts';
import { all } from './all.ts';
import { any } from './any.ts';
import { did } from './did.ts';
import { didNot } from './did-not.ts';
import { inList } from './in-list.ts';
import { inSegment } from './in-segment.ts';
import { none } from './none.ts';
import { notInList } from './not-in-list.ts';
import { notInSegment } from './not-in-segment.ts';
import { notReachable } from './not-reachable.ts';
import { reachable } from './reachable.ts';
import type { RuleKindEntry } from './rule-kind.ts';
import { sample } from './sample.ts';
import { sequence } from './sequence.ts';
import { user } from './user.ts';

/** `RuleKindEntry<never>` accepts an entry for any rule. */
export const ruleKinds = {
  user,
  did,
  did_not: didNot,
  sequence,
  in_segment: inSegment,
  not_in_segment: notInSegment,
  reachable,
  not_reachable: notReachable,
  in_list: inList,
  not_in_list: notInList,
  sample,
  all,
  any,
  none,
} as const satisfies Record<RuleKind, RuleKindEntry<never>>;

/** The entry of a rule's kind: its functions take this rule. */
export function kindOf(rule: Pick<Rule, 'kind'>): RuleKindEntry {
  return ruleKinds[rule.kind] as unknown as RuleKindEntry;
}

export function isRuleKind(key: string): key is RuleKind {
  return Object.hasOwn(ruleKinds, key);
}
