import { button, element, icon } from '../dom.ts';
import { numbersSection } from './section.ts';

/** Nobody is left: which rule left nobody, and what the data holds instead. */
export const empty = numbersSection(
  ({ empty: why, uri, users }, _view, send) =>
    element(
      'section',
      { class: 'card empty', 'aria-labelledby': 'empty' },
      element('h2', { id: 'empty' }, icon('people'), 'Nobody is in this segment'),
      why
        ? element(
            'div',
            {},
            element('p', { class: 'message' }, 'Nobody is left after the rule'),
            button(
              'empty-rule',
              { class: 'row quoted', title: 'Show in the editor' },
              () => send({ type: 'reveal', uri, line: why.line }),
              element('span', { class: 'row-text' }, why.sentence),
              element('span', { class: 'row-note' }, `line ${why.line + 1}`),
            ),
            why.nearest.length > 0 && element('p', { class: 'hint' }, 'Seen in the data:'),
            why.nearest.length > 0 &&
              element(
                'ul',
                { class: 'values' },
                ...why.nearest.map((value) => element('li', {}, element('code', {}, value))),
              ),
          )
        : element(
            'p',
            { class: 'message' },
            users.of === 0
              ? 'The data holds no users at this time.'
              : 'Each rule holds for some users, but no user satisfies all of them.',
          ),
    ),
  ({ users }) => users.total === 0,
);
