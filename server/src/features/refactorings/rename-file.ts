/**
 * Renames a segment's file to the nearest name that can be an id: lower-case words joined by hyphens. References to it follow
 * where the editor tells of renamed files. One of two files with one name gets a number.
 */
import type { Diagnostic, SegmentNames } from '../../language/index.ts';
import { folderOf, joinUri, SEGMENT_SUFFIX } from '../../project/index.ts';
import type { Refactoring } from './refactoring.ts';

export const renameFile: Refactoring = {
  id: 'rename-file',
  kind: 'quickfix',
  title: 'Rename a file to what can be its id',
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
      const better = betterId(problem, document.snapshot.names);
      if (!better || !context.client.actions.renamesFiles) return [];
      const to = joinUri(folderOf(document.uri), `${better}${SEGMENT_SUFFIX}`);
      const change = () => ({ edits: [], renames: [{ from: document.uri, to }] });
      return [{ title: `Rename the file to ${better}${SEGMENT_SUFFIX}`, mends: problem, change }];
    }),
};

function betterId({ code, data }: Diagnostic, names: SegmentNames): string | undefined {
  const { better, id } = (data ?? {}) as { readonly better?: string; readonly id?: string };
  const wanted = code === 'segment-id-form' ? better : code === 'duplicate-segment-id' ? id : undefined;
  if (!wanted) return undefined;
  let free = wanted;
  for (let number = 2; names.has(free); number++) free = `${wanted}-${number}`;
  return free;
}
