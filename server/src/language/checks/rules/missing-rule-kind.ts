import type { Check } from '../check.ts';
import { didYouMean } from '../wording.ts';

/** `keys` are those that stand in the rule. */
export const missingRuleKind: Check<{
  readonly keys: readonly string[];
  readonly suggestions: readonly string[];
  readonly of?: 'filter' | 'step';
}> = {
  code: 'missing-rule-kind',
  severity: 'error',
  doc: 'A rule says what it is about by exactly one key: `user`, `did`, `did_not`, `sequence`, `in_segment`, `not_in_segment`, `reachable`, `not_reachable`, `in_list`, `not_in_list`, `sample`, `all`, `any` or `none`.\n\n```yaml\n- did: Charged\n  within: 30d\n```',
  message: ({ suggestions, of }) =>
    `This ${of ?? 'rule'} does not say what it is about.${
      suggestions.length > 0
        ? didYouMean(suggestions)
        : of === 'step'
          ? ' Begin it with did or did_not.'
          : of === 'filter'
            ? ' Begin it with property, all, any or none.'
            : ' Begin it with one of user, did, did_not, sequence, in_segment, reachable, in_list, sample, all, any or none.'
    }`,
};
