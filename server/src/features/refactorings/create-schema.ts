/**
 * Makes a project schema beside a segment that no schema governs. It takes every name with a warning until events and properties
 * are declared; `segments init --from-data` writes one from the data.
 */
import { quoteScalar } from '../../language/index.ts';
import { folderOf, joinUri, nameOf, SCHEMA_FILE } from '../../project/index.ts';
import type { Refactoring } from './refactoring.ts';

export const createSchema: Refactoring = {
  id: 'create-schema',
  kind: 'quickfix',
  title: 'Create a project schema',
  documents: ['segment'],
  example: {
    title: 'Create segments.schema.yaml in “lone”',
    before: `--- lone/a.segment.yaml
<|>name: A
where:
  - did: Charged
`,
    after: `--- lone/segments.schema.yaml
version: 1
project: lone
unknown: warning
`,
  },
  offer: ({ problems, document, context }) =>
    problems.flatMap((problem) => {
      if (problem.code !== 'no-schema' || !context.client.actions.createsFiles) return [];
      const folder = folderOf(document.uri);
      const name = nameOf(folder);
      const text = `version: 1\nproject: ${quoteScalar(name, 'block')}\nunknown: warning\n`;
      const change = () => ({ edits: [], creates: [{ uri: joinUri(folder, SCHEMA_FILE), text }] });
      return [{ title: `Create ${SCHEMA_FILE} in “${name}”`, mends: problem, change }];
    }),
};
