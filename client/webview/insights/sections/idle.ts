import { element, icon } from '../dom.ts';
import type { Section } from './section.ts';

/** No segment yet. */
export const idle: Section = {
  applies: (view) => view.phase === 'idle',
  render: () =>
    element(
      'section',
      { class: 'notice', 'aria-labelledby': 'idle' },
      icon('people'),
      element('h1', { id: 'idle' }, 'No segment is open'),
      element(
        'p',
        {},
        'Open a .segment.yaml file to see how many users it holds, who can be reached, and who they are.',
      ),
    ),
};
