import type { Check } from '../check.ts';
import { removeItemAround, replace } from '../edits.ts';

export const firstStepDidNot: Check<Readonly<Record<string, never>>> = {
  code: 'first-step-did-not',
  severity: 'error',
  doc: 'A sequence begins with something that happened: its first step is a `did`.',
  message: () => 'A sequence begins with a did: there is no step before the first that did_not could follow.',
  fix: ({ range }, document) => [
    ...(document.text.slice(range.start, range.end) === 'did_not' ? [replace('Change to did', range, 'did')] : []),
    ...removeItemAround(document, range, 'Remove the step'),
  ],
};
