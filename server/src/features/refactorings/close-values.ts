/**
 * Closes the set of values of a property to those that the data has, most frequent first: another value in a rule is then an
 * error, and completion offers these.
 *
 * For text, number and version properties without `values` and with no more than fifty of them; never for personal data.
 */
import { entryOf, insertEntry, quoteScalar } from '../../language/index.ts';
import { entriesAt } from './place.ts';
import type { Refactoring } from './refactoring.ts';

const MOST_VALUES = 50;

export const closeValues: Refactoring = {
  id: 'close-values',
  kind: 'refactor.rewrite',
  title: 'Close a property’s values to those of the data',
  documents: ['schema'],
  example: {
    title: 'Close the values of os to the 2 of the data',
    before: `--- segments.schema.yaml
version: 1
project: shop
users:
  properties:
    o<|>s: {type: string}
`,
    after: `--- segments.schema.yaml
version: 1
project: shop
users:
  properties:
    os: {type: string, values: [iOS, Android]}
`,
  },
  offer: (site) => {
    const { document, context, text } = site;
    const found = entriesAt(site).find(({ path }) => path.at(-1) === 'properties');
    const map = found?.entry.value;
    if (!found || map?.kind !== 'map' || entryOf(map, 'values')) return [];
    const name = String(found.entry.key.value);
    const { schema } = document.snapshot;
    const event = found.path[0] === 'events' ? String(found.path[1]) : undefined;
    const property = event === undefined ? schema.users.get(name) : schema.events.get(event)?.properties.get(name);
    if (!property || property.pii || property.sensitive || !['string', 'number', 'version'].includes(property.type))
      return [];
    const profile = context.data.of(document.uri)?.property(property);
    const values = profile?.values;
    if (!profile || !values?.length || values.length > MOST_VALUES || profile.distinct > values.length) return [];
    const list = values.map(({ value }) => quoteScalar(property.type === 'version' ? String(value) : value));
    return [
      {
        title: `Close the values of ${name} to the ${list.length} of the data`,
        change: () => ({ edits: [insertEntry(text, map, 'values', `[${list.join(', ')}]`)] }),
      },
    ];
  },
};
