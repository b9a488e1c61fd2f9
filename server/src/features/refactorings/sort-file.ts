/**
 * Puts the keys of every map of the file into the language's order, and nothing else: no layout, no quotes.
 *
 * For `editor.codeActionsOnSave`: `"source.sort.segments": "explicit"`.
 */

import { errorsIn } from '../../language/index.ts';
import { sortedText } from './key-order.ts';
import type { Refactoring } from './refactoring.ts';

export const sortFile: Refactoring = {
  id: 'sort-file',
  kind: 'source.sort.segments',
  title: 'Sort keys of the file',
  documents: ['segment', 'schema'],
  example: {
    title: 'Sort keys of the file',
    before: `<|>where:
  - within: 30d
    did: Charged
name: Buyers
`,
    after: `name: Buyers
where:
  - did: Charged
    within: 30d
`,
  },
  offer: ({ text, document }) => {
    if (errorsIn(document.tree.diagnostics).length > 0) return [];
    // Asked by name only, so the whole file may be looked at.
    const newText = sortedText(text, document.kind);
    const change = () => ({ edits: [{ range: { start: 0, end: text.length }, newText }] });
    if (newText === text) return [];
    return [{ title: 'Sort keys of the file', meaning: 'kept', change }];
  },
};
