import { insertEntry } from '../../syntax/edit.ts';
import type { Check } from '../check.ts';
import { mapAt } from '../edits.ts';
import { enumerated, quoted } from '../wording.ts';

/** `operators` are those that the type takes. */
export const missingOperator: Check<{ readonly of: string; readonly operators: readonly string[] }> = {
  code: 'missing-operator',
  severity: 'error',
  doc: 'A property is named and nothing is asked of it. Add an operator: `is`, `in`, `gte`, `exists` …\n\n```yaml\n- user: os\n  is: iOS\n```',
  message: ({ of, operators }) =>
    `Nothing is asked of ${quoted(of)}. Add an operator: ${enumerated(operators, 'or', 12)}.`,
  fix: ({ range, data }, document) => {
    const map = mapAt(document, range);
    const [key, value] = data.operators.includes('exists') ? ['exists', 'true'] : ['gte', '1'];
    if (map === undefined || !data.operators.includes(key ?? '')) return [];
    return [{ title: `Add ${key}: ${value}`, edits: [insertEntry(document.text, map, key ?? '', value ?? '')] }];
  },
};
