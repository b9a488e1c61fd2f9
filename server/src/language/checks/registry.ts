/**
 * All diagnostics by their code. One file a code, one line here. Knows no rule and no document.
 */
import type { Check } from './check.ts';
import { unknownKey } from './unknown-key.ts';

/** `Check<never>` accepts a check of any data. */
export const checks = {
  'unknown-key': unknownKey,
} as const satisfies Record<string, Check<never>>;

export type CheckCode = keyof typeof checks;
