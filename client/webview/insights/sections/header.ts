import { button, element, icon } from '../dom.ts';
import { prose } from '../prose.ts';
import type { Shown, View } from '../view.ts';
import { isStale } from '../view.ts';
import type { Section } from './section.ts';

/** The segment's name, what it says in words, and the toolbar. */
export const header: Section<Exclude<View, { phase: 'idle' }>> = {
  applies: (view) => view.phase !== 'idle',
  render: (view, send) => {
    const name = view.phase === 'loading' ? view.name : view.result.name || (view.numbers?.name ?? '');
    return element(
      'header',
      { class: 'header' },
      element(
        'div',
        { class: 'title-row' },
        element('h1', {}, name),
        view.phase === 'shown' && (view.updating || view.numbers) && isStale(view) && badge(view),
        element(
          'div',
          { class: 'toolbar', role: 'toolbar', 'aria-label': 'Insights' },
          button(
            'refresh',
            { class: 'tool', title: 'Count again' },
            () => send({ type: 'refresh' }),
            icon('refresh'),
            'Refresh',
          ),
          view.phase === 'shown' &&
            view.result.state === 'ready' &&
            button(
              'export',
              { class: 'tool', title: 'Export the users of this segment' },
              () => send({ type: 'export' }),
              icon('export'),
              'Export',
            ),
        ),
      ),
      view.phase === 'shown' && explanation(view),
    );
  },
};

function badge(view: Shown): HTMLElement {
  return view.updating
    ? element(
        'span',
        { class: 'badge updating' },
        element('span', { class: 'pulse', 'aria-hidden': 'true' }),
        'Updating',
      )
    : element('span', { class: 'badge' }, icon('clock'), 'Not up to date');
}

function explanation(view: Shown): HTMLElement | undefined {
  const text = view.result.state === 'ready' ? view.result.explanation : undefined;
  return text ? element('div', { class: 'explanation' }, ...prose(text)) : undefined;
}
