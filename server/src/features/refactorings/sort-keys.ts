/**
 * Puts the keys of a rule, or of any other map, into the order in which the language lists them; comments move with their key.
 *
 * Formatting does so for a whole file and lays it out anew; this leaves everything else as it is.
 */
import { sortedMap } from './key-order.ts';
import { collectionsAt } from './place.ts';
import type { Refactoring } from './refactoring.ts';

export const sortKeys: Refactoring = {
  id: 'sort-keys',
  kind: 'refactor.rewrite',
  title: 'Sort keys',
  documents: ['segment', 'schema'],
  example: {
    title: 'Sort keys',
    before: `name: Buyers
where:
  - within: 30d # a month
    <|>did: Charged
`,
    after: `name: Buyers
where:
  - did: Charged
    within: 30d # a month
`,
  },
  offer: (site) => {
    const { text, document } = site;
    const found = collectionsAt(site).find(({ node }) => node.kind === 'map');
    if (found?.node.kind !== 'map') return [];
    const edit = sortedMap({ text, root: document.tree.root, kind: document.kind }, found.node, found.path);
    return edit ? [{ title: 'Sort keys', meaning: 'kept', change: () => ({ edits: [edit] }) }] : [];
  },
};
