/**
 * Begins a `description` of an event, a property or a channel that has none, for hovers, completion and the agent.
 */
import { entryOf, insertEntry, quoteScalar } from '../../language/index.ts';
import { entriesAt } from './place.ts';
import type { Refactoring } from './refactoring.ts';
import { addToSchema } from './schema-edits.ts';

export const describeDeclaration: Refactoring = {
  id: 'describe-declaration',
  kind: 'refactor.rewrite',
  title: 'Describe an event, a property or a channel',
  documents: ['schema'],
  example: {
    title: 'Add a description of “Charged”',
    before: `--- segments.schema.yaml
version: 1
project: shop
events:
  Ch<|>arged: {aliases: [order]}
`,
    after: `--- segments.schema.yaml
version: 1
project: shop
events:
  Charged: {aliases: [order], description: Charged}
`,
  },
  offer: (site) => {
    const [found] = entriesAt(site);
    if (!found || !isNames(found.path)) return [];
    const { value } = found.entry;
    const name = String(found.entry.key.value);
    if ((value && value.kind !== 'map') || (value && entryOf(value, 'description'))) return [];
    const words = quoteScalar(name.replace(/_/g, ' ').replace(/^./u, (letter) => letter.toUpperCase()));
    const { snapshot, uri } = site.document;
    const path = [...found.path.map(String), name];
    const edit = value
      ? insertEntry(site.text, value, 'description', words)
      : uri === snapshot.schemaUri
        ? addToSchema(snapshot, path, 'description', words)
        : undefined;
    return edit ? [{ title: `Add a description of “${name}”`, change: () => ({ edits: [edit] }) }] : [];
  },
};

/** Where events, channels and properties are declared. */
function isNames(path: readonly (string | number)[]): boolean {
  if (path.length === 1) return path[0] === 'events' || path[0] === 'channels';
  return path.at(-1) === 'properties' && (path.length === 2 || path.length === 3);
}
