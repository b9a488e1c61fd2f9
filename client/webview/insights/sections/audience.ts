import type { InsightsNumbers } from '../../../../server/src/protocol/index.ts';
import { bar, element } from '../dom.ts';
import { ago, count, instant, share } from '../format.ts';
import { isStale } from '../view.ts';
import { numbersSection } from './section.ts';

/** How many, of how many, reachable how many; and what instant and data that is true for. */
export const audience = numbersSection((numbers, view) => {
  const { total, of } = numbers.users;
  return element(
    'section',
    { class: `audience${isStale(view) ? ' stale' : ''}`, 'aria-labelledby': 'audience' },
    element('h2', { id: 'audience', class: 'visually-hidden' }, 'Audience'),
    element(
      'div',
      { class: 'figures' },
      element(
        'div',
        { class: 'figure main-figure' },
        element('p', { class: 'number', 'data-testid': 'total' }, count(total)),
        element(
          'p',
          { class: 'figure-label' },
          `${total === 1 ? 'user' : 'users'} · `,
          element('strong', {}, share(total, of)),
          ` of ${count(of)}`,
        ),
        bar(total, of, 'bar-total'),
      ),
      numbers.reachable.length > 0 &&
        total > 0 &&
        element(
          'div',
          { class: 'figure' },
          element('p', { class: 'number' }, count(numbers.reachableAny)),
          element(
            'p',
            { class: 'figure-label' },
            'reachable · ',
            element('strong', {}, share(numbers.reachableAny, total)),
            element('span', { class: 'visually-hidden' }, ' on any channel'),
          ),
          bar(numbers.reachableAny, total, 'bar-reach'),
        ),
    ),
    facts(numbers),
  );
});

function facts({ asOf, timezone, store }: InsightsNumbers): HTMLElement {
  const fact = (label: string, value: string, title?: string) =>
    element('div', { class: 'fact', title }, element('dt', {}, label), element('dd', {}, value));
  return element(
    'dl',
    { class: 'facts' },
    fact('As of', instant(asOf, timezone), asOf),
    fact('Time zone', timezone),
    fact(
      'Latest event',
      store.latestEvent === null ? 'none' : instant(store.latestEvent, timezone),
      store.latestEvent ?? undefined,
    ),
    fact('Data imported', ago(store.builtAt, Date.now()), instant(store.builtAt, timezone)),
  );
}
