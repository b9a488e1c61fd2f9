import type { InsightsNumbers } from '../../../../server/src/protocol/index.ts';
import { element, icon } from '../dom.ts';
import { cell, count } from '../format.ts';
import { isStale } from '../view.ts';
import { numbersSection } from './section.ts';

/** Some of the users, the same ones each time; personal data masked. */
export const sample = numbersSection(
  (numbers, view) =>
    element(
      'section',
      { class: isStale(view) ? 'stale' : undefined, 'aria-labelledby': 'sample' },
      element('h2', { id: 'sample' }, 'Sample users'),
      element(
        'div',
        // Wide tables scroll; by keyboard only what has the focus scrolls.
        {
          class: 'scroller',
          role: 'group',
          'aria-label': 'Table of sample users',
          tabindex: 0,
          'data-key': 'sample',
          'data-scroller': true,
        },
        table(numbers),
      ),
    ),
  ({ sample }) => sample.length > 0,
);

function table({ columns, sample, users, timezone }: InsightsNumbers): HTMLElement {
  const masked = columns.some((column) => column.masked);
  return element(
    'table',
    {},
    element('caption', {}, `${count(sample.length)} of ${count(users.total)}${masked ? ', personal data masked' : ''}`),
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, 'User'), ...columns.map(head))),
    element(
      'tbody',
      {},
      ...sample.map(({ id, cells }) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row', class: 'id' }, id),
          ...columns.map((column, index) => body(column, cells[index] ?? null, timezone)),
        ),
      ),
    ),
  );
}

type Column = InsightsNumbers['columns'][number];

function head(column: Column): HTMLElement {
  return element(
    'th',
    {
      scope: 'col',
      class: isNumber(column) ? 'numeric' : undefined,
      title: column.masked ? `${column.name}: personal data, masked` : column.type,
    },
    column.masked && icon('lock'),
    column.name,
    column.masked && element('span', { class: 'visually-hidden' }, ' (personal data, masked)'),
  );
}

function body(column: Column, value: string | number | boolean | null, timezone: string): HTMLElement {
  const kind = [isNumber(column) && 'numeric', column.masked && 'masked', value === null && 'missing'].filter(Boolean);
  return element('td', { class: kind.length ? kind.join(' ') : undefined }, cell(value, column.type, timezone));
}

function isNumber(column: Column): boolean {
  return column.type === 'number' && !column.masked;
}
