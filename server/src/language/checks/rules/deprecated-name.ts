import type { Check } from '../check.ts';
import { quoted } from '../wording.ts';

export const deprecatedName: Check<{
  readonly what: string;
  readonly name: string;
  readonly advice?: string;
  readonly replacedBy?: string;
}> = {
  code: 'deprecated-name',
  severity: 'warning',
  tags: ['deprecated'],
  doc: 'The schema marks this name as deprecated. `replaced_by` names what to use instead.',
  message: ({ what, name, advice, replacedBy }) =>
    `The ${what} ${quoted(name)} is deprecated${advice === undefined ? '' : `: ${advice.replace(/[.\s]+$/, '')}`}.${replacedBy === undefined ? '' : ` Use ${quoted(replacedBy)}.`}`,
};
