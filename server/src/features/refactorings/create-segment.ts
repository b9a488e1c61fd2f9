/**
 * Makes the segment that a rule refers to and that is not there: a file of its name, beside this one, with a rule to be written.
 */

import { quoteScalar } from '../../language/index.ts';
import { folderOf, joinUri, kebab, SEGMENT_SUFFIX } from '../../project/index.ts';
import type { Refactoring } from './refactoring.ts';

export const createSegment: Refactoring = {
  id: 'create-segment',
  kind: 'quickfix',
  title: 'Create the segment that is referred to',
  documents: ['segment'],
  example: {
    title: 'Create the segment “big-spenders”',
    before: `--- a.segment.yaml
name: A
where:
  - in_segment: <|>big-spenders
`,
    after: `--- big-spenders.segment.yaml
name: Big spenders
where:
  -
`,
  },
  offer: ({ problems, document, context }) =>
    problems.flatMap((problem) => {
      const { name } = (problem.data ?? {}) as { readonly name?: string };
      if (problem.code !== 'unknown-segment' || name === undefined || !context.client.actions.createsFiles) return [];
      if (kebab(name) !== name) return [];
      const words = name.replaceAll('-', ' ');
      const title = words.charAt(0).toUpperCase() + words.slice(1);
      const uri = joinUri(folderOf(document.uri), `${name}${SEGMENT_SUFFIX}`);
      const text = `name: ${quoteScalar(title, 'block')}\nwhere:\n  -\n`;
      return [
        {
          title: `Create the segment “${name}”`,
          mends: problem,
          change: () => ({ edits: [], creates: [{ uri, text }] }),
        },
      ];
    }),
};
