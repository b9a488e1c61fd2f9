import type { Check } from '../check.ts';
import { didYouMean, quoted } from '../wording.ts';

export const badReplacement: Check<{
  readonly name: string;
  readonly what: string;
  readonly why: 'unknown' | 'self' | 'deprecated';
  readonly suggestions: readonly string[];
}> = {
  code: 'bad-replacement',
  severity: 'error',
  doc: '`replaced_by` names another event, or another property beside this one, which is not itself deprecated.',
  message: ({ name, what, why, suggestions }) => {
    if (why === 'self') return `The ${what} ${quoted(name)} cannot replace itself. Name another one.`;
    if (why === 'deprecated') return `${quoted(name)} is deprecated itself.${didYouMean(suggestions)}`;
    return `There is no ${what} ${quoted(name)}.${didYouMean(suggestions)}`;
  },
};
