/**
 * Refers to another segment in place of rules that say the same, so that they are kept in one place.
 */
import { entryOf, quoteScalar } from '../../language/index.ts';
import type { Refactoring } from './refactoring.ts';

export const useEqualSegment: Refactoring = {
  id: 'use-equal-segment',
  kind: 'quickfix',
  title: 'Refer to the segment with the same rules',
  documents: ['segment'],
  example: {
    title: 'Refer to “buyers” instead of the same rules',
    before: `--- again.segment.yaml
name: <|>Again
where:
  - did: Charged
--- buyers.segment.yaml
name: Buyers
where:
  - did: Charged
`,
    after: `--- again.segment.yaml
name: Again
where:
  - in_segment: buyers
`,
  },
  offer: ({ problems, document }) =>
    problems.flatMap((problem) => {
      const { id } = (problem.data ?? {}) as { readonly id?: string };
      const { root } = document.tree;
      const list = root?.kind === 'map' ? entryOf(root, 'where')?.value : undefined;
      if (problem.code !== 'equal-segments' || id === undefined || list?.kind !== 'list') return [];
      // A live segment needs a sequence of its own.
      if (document.snapshot.reading(document.uri)?.segment?.type === 'live') return [];
      const newText = list.flow ? `[{in_segment: ${quoteScalar(id)}}]` : `- in_segment: ${quoteScalar(id)}`;
      const change = () => ({ edits: [{ range: list.range, newText }] });
      return [
        { title: `Refer to “${id}” instead of the same rules`, meaning: 'kept' as const, mends: problem, change },
      ];
    }),
};
