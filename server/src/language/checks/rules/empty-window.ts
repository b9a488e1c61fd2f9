import type { Check } from '../check.ts';
import { quoted } from '../wording.ts';

export const emptyWindow: Check<{ readonly key: string }> = {
  code: 'empty-window',
  severity: 'warning',
  doc: 'A duration of nothing holds no instant.',
  message: ({ key }) => `${quoted(key)} of no time holds nothing. Choose a longer duration.`,
};
