import { element } from '../dom.ts';
import { count, instant } from '../format.ts';
import { numbersSection } from './section.ts';

/** What was counted in: the store's size and reach, and what the import had to say. */
export const data = numbersSection(({ store, timezone, tookMs }) =>
  element(
    'footer',
    { class: 'data' },
    store.warnings.length > 0 &&
      element(
        'details',
        { class: 'warnings', 'data-key': 'warnings' },
        element(
          'summary',
          { 'data-key': 'warnings-summary' },
          store.warnings.length === 1
            ? '1 note from the import'
            : `${count(store.warnings.length)} notes from the import`,
        ),
        element('ul', {}, ...store.warnings.map((warning) => element('li', {}, warning))),
      ),
    element(
      'p',
      {},
      [
        `${count(store.users)} users and ${count(store.events)} events`,
        store.firstEvent !== null && store.latestEvent !== null
          ? ` from ${instant(store.firstEvent, timezone)} to ${instant(store.latestEvent, timezone)}`
          : '',
        `, counted in ${count(Math.max(Math.round(tookMs), 1))} ms.`,
      ].join(''),
    ),
  ),
);
