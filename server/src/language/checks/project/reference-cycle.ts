import type { Check } from '../check.ts';
import { removeItem, removeItemAround } from '../edits.ts';
import { quoted } from '../wording.ts';

export const referenceCycle: Check<{ readonly cycle: readonly string[] }> = {
  code: 'reference-cycle',
  severity: 'error',
  doc: 'Segments refer to each other in a circle, so none of them can be computed. Remove one of the references.',
  message: ({ cycle }) =>
    cycle.length < 2
      ? `The segment ${quoted(cycle[0] ?? '')} refers to itself. Remove the reference.`
      : `Segments refer to each other in a circle: ${[...cycle, cycle[0] ?? ''].map(quoted).join(' → ')}. Remove one of the references.`,
  fix: ({ range }, document) => {
    const fixes = removeItem(document, range, 'Remove the reference');
    return fixes.length > 0 ? fixes : removeItemAround(document, range, 'Remove the reference');
  },
};
