import type { Check } from '../check.ts';
import { didYouMean, quoted } from '../wording.ts';

export const missingList: Check<{ readonly path: string; readonly suggestions: readonly string[] }> = {
  code: 'missing-list',
  severity: 'error',
  doc: 'There is no such file in the project. The path is taken from the project’s root.',
  message: ({ path, suggestions }) =>
    `There is no list ${quoted(path)} in the project.${suggestions.length > 0 ? didYouMean(suggestions) : ' The path is taken from the project’s root.'}`,
};
