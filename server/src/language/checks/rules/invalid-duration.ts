import type { Check } from '../check.ts';
import { didYouMean, quoted } from '../wording.ts';

export const invalidDuration: Check<{
  readonly key: string;
  readonly text: string;
  readonly reason?: string;
  readonly suggestions: readonly string[];
}> = {
  code: 'invalid-duration',
  severity: 'error',
  doc: 'A duration is a number and a unit: `30m` (minutes), `12h`, `7d`, `2w`, `3mo`, `1y`. Days and longer are calendar units in the project’s time zone.',
  message: ({ key, text, reason, suggestions }) =>
    `${quoted(text)} is not a duration that ${quoted(key)} takes${reason === undefined ? '' : `: ${reason}`}.${suggestions.length > 0 ? didYouMean(suggestions) : ' Write it like 30m, 12h, 7d, 2w, 3mo or 1y.'}`,
};
