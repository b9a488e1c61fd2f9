import { lineEnd } from '../../syntax/lines.ts';
import type { Check } from '../check.ts';

export const sampleFollowsName: Check<{ readonly id: string; readonly insertAt: number; readonly text: string }> = {
  code: 'sample-follows-name',
  severity: 'information',
  doc: 'Without a `seed` the sample is drawn by the segment’s id: renaming the file then changes who is in it. Add a seed to keep the same users.',
  message: ({ id }) =>
    `This sample is drawn by the segment’s id: renaming the file changes who is in it. Add seed: ${id} to keep the same users.`,
  fix: ({ data }, { text }) => {
    // A line of its own begins behind the comment of the one above.
    const at = data.text.startsWith('\n') ? lineEnd(text, data.insertAt) : data.insertAt;
    return [{ title: `Add seed: ${data.id}`, edits: [{ range: { start: at, end: at }, newText: data.text }] }];
  },
};
