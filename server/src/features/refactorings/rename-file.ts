/**
 * Renames a segment's file to the nearest name that can be an id: lower-case words joined by hyphens. References to it follow
 * where the editor tells of renamed files.
 */
import { folderOf, joinUri, SEGMENT_SUFFIX } from '../../project/index.ts';
import type { Refactoring } from './refactoring.ts';

export const renameFile: Refactoring = {
  id: 'rename-file',
  kind: 'quickfix',
  title: 'Rename a file to what can be an id',
  documents: ['segment'],
  example: {
    title: 'Rename the file to big-spenders.segment.yaml',
    before: `--- Big Spenders.segment.yaml
<|>name: Big spenders
where:
  - did: Charged
`,
    after: `--- big-spenders.segment.yaml
name: Big spenders
where:
  - did: Charged
`,
  },
  offer: ({ problems, document, context }) =>
    problems.flatMap((problem) => {
      const { better } = (problem.data ?? {}) as { readonly better?: string };
      if (problem.code !== 'segment-id-form' || !better || !context.client.actions.renamesFiles) return [];
      if (document.snapshot.names.has(better)) return [];
      const to = joinUri(folderOf(document.uri), `${better}${SEGMENT_SUFFIX}`);
      const change = () => ({ edits: [], renames: [{ from: document.uri, to }] });
      return [
        { title: `Rename the file to ${better}${SEGMENT_SUFFIX}`, preferred: true as const, mends: problem, change },
      ];
    }),
};
