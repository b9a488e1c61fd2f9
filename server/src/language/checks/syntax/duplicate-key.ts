import { removeEntryOf } from '../../syntax/edit.ts';
import type { Check } from '../check.ts';
import { quoted } from '../wording.ts';

/** One mapping says the same key twice; the first one counts. */
export const duplicateKey: Check<{ readonly key: string }> = {
  code: 'duplicate-key',
  severity: 'error',
  doc: 'A mapping has each key once. The first one is used; remove or rename the other.',
  message: ({ key }) => `The key ${quoted(key)} stands here twice. Remove or rename this one.`,
  fix: ({ range, data }, document) => {
    const edit = removeEntryOf(document.tree, range);
    return edit === undefined ? [] : [{ title: `Remove this ${quoted(data.key)}`, edits: [edit] }];
  },
};
