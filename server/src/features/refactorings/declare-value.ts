/**
 * Adds a value to the `values` of its property in the schema, when a rule asks for one that is not among them.
 */
import { entryOf, insertItem, nodeAtPath, quoteScalar, type TextEdit } from '../../language/index.ts';
import { kindKey } from './clauses.ts';
import type { Refactoring, Site } from './refactoring.ts';

export const declareValue: Refactoring = {
  id: 'declare-value',
  kind: 'quickfix',
  title: 'Add a value to those of its property',
  documents: ['segment'],
  example: {
    title: 'Add “Windows” to the values of os',
    before: `--- a.segment.yaml
name: On Windows
where:
  - user: os
    is: <|>Windows
--- segments.schema.yaml
version: 1
project: shop
users:
  properties:
    os: {type: string, values: [iOS, Android]}
`,
    after: `--- segments.schema.yaml
version: 1
project: shop
users:
  properties:
    os: {type: string, values: [iOS, Android, Windows]}
`,
  },
  offer: (site) =>
    site.problems.flatMap((problem) => {
      const { value, of } = (problem.data ?? {}) as { readonly value?: string; readonly of?: string };
      if (problem.code !== 'value-not-in-set' || value === undefined || of === undefined) return [];
      const edits = editsOf(site, of, value);
      if (edits.length === 0) return [];
      return [{ title: `Add “${value}” to the values of ${of}`, mends: problem, change: () => ({ edits }) }];
    }),
};

function editsOf(site: Site, name: string, value: string): readonly TextEdit[] {
  const { snapshot } = site.document;
  return ownersOf(site).flatMap((path): TextEdit[] => {
    const property = nodeAtPath(snapshot.schemaReading.tree, [...path, 'properties', name]);
    const values = property?.kind === 'map' ? entryOf(property, 'values')?.value : undefined;
    const { text } = snapshot.schemaReading.tree;
    if (values?.kind !== 'list' || text[values.range.start] === '*') return [];
    if (values.items.some((item) => item.kind === 'scalar' && String(item.value) === value)) return [];
    return [{ ...insertItem(text, values, quoteScalar(value)), uri: snapshot.schemaUri }];
  });
}

/** Where the property that the rule asks is declared: of users, or of each of its events. */
function ownersOf({ selected, document }: Site): readonly (readonly string[])[] {
  let clause = selected?.clauses[0];
  if (clause && kindKey(clause) === 'user') return [['users']];
  for (; clause; clause = clause.in.owner) {
    const names = kindKey(clause).startsWith('did') ? clause.kind.value : undefined;
    if (!names) continue;
    const nodes = names.kind === 'list' ? names.items : [names];
    return nodes.flatMap((node) => {
      const event = node.kind === 'scalar' ? String(node.value) : '';
      return document.snapshot.schema.events.has(event) ? [['events', event]] : [];
    });
  }
  return [];
}
