import type { Check } from '../check.ts';

export const emptyBetween: Check<{ readonly low: string }> = {
  code: 'empty-between',
  severity: 'warning',
  doc: 'Both ends are the same instant and the end is excluded, so nothing lies between them.',
  message: ({ low }) => `Nothing lies between ${low} and itself: the end is not included. Choose a later end.`,
};
