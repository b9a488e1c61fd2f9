import { element } from '../dom.ts';
import type { Section } from './section.ts';

/** Where the numbers will stand, before the first ones come. */
export const loading: Section = {
  applies: (view) => view.phase === 'loading',
  render: () =>
    element(
      'section',
      { class: 'skeleton', 'aria-label': 'Counting users' },
      element('p', { class: 'visually-hidden' }, 'Counting users…'),
      block('skeleton-figure'),
      block('skeleton-line'),
      block('skeleton-title'),
      ...Array.from({ length: 3 }, () => block('skeleton-bar')),
      block('skeleton-title'),
      ...Array.from({ length: 5 }, () => block('skeleton-line')),
    ),
};

function block(kind: string): HTMLElement {
  return element('div', { class: `skeleton-block ${kind}`, 'aria-hidden': 'true' });
}
