import { segmentReference } from './references.ts';

export const notInSegment = segmentReference('not_in_segment', {
  title: 'Not in a segment',
  doc: 'The user is not in the segment, or in none of several.\n\n```yaml\n- not_in_segment: churned\n```',
  keyDoc: 'The id of a segment, or several of which none may hold the user.\n\n`not_in_segment: churned`',
});
