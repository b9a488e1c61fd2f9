import { segmentReference } from './references.ts';

export const inSegment = segmentReference('in_segment', {
  title: 'In a segment',
  doc: 'The user is in the segment, or in any of several. A segment is named by its file: `vip.segment.yaml` is `vip`.\n\n```yaml\n- in_segment: vip\n```',
  keyDoc: 'The id of a segment, or several of which one is enough.\n\n`in_segment: [vip, gold]`',
});
