/** The keys of a segment file, documented. */
import type { KeyDoc } from './keys.ts';

export const segmentKeys: readonly KeyDoc[] = [
  {
    name: 'name',
    doc: 'What people call the segment. Its id is the file’s name.',
    snippet: 'name: ${1}',
    value: 'text',
    required: true,
  },
  { name: 'description', doc: 'Who these users are, in a sentence.', snippet: 'description: ${1}', value: 'text' },
  {
    name: 'type',
    doc: '`past_behavior` (default): whoever the rules hold for now. `live`: a `sequence` watched as events come in; users enter when its last step is satisfied.',
    snippet: 'type: ${1|past_behavior,live|}',
    value: 'choice',
    values: ['past_behavior', 'live'],
  },
  { name: 'owner', doc: 'Who answers for it: `growth@example.com`.', snippet: 'owner: ${1}', value: 'text' },
  { name: 'tags', doc: 'Words to find it by: `[ios, winback]`.', snippet: 'tags: [${1}]', value: 'texts' },
  {
    name: 'prompt',
    doc: 'The words that the segment was generated from.',
    snippet: 'prompt: ${1}',
    value: 'text',
  },
  {
    name: 'where',
    doc: 'The rules. All of them must hold.\n\n```yaml\nwhere:\n  - user: os\n    is: iOS\n  - did: App Launched\n    within: 30d\n```',
    snippet: 'where:\n  - ${1}',
    value: 'rules',
    required: true,
  },
];
