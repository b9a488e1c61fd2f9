import { button, element, icon } from '../dom.ts';
import { count } from '../format.ts';
import { resultSection } from './section.ts';

/** A segment with errors is not counted: what to fix, each a way to its line. */
export const problems = resultSection('invalid', ({ problems, uri }, view, send) =>
  element(
    'section',
    { class: 'card problems', 'aria-labelledby': 'problems' },
    element(
      'h2',
      { id: 'problems' },
      icon('error'),
      problems.length === 1 ? '1 problem to fix' : `${count(problems.length)} problems to fix`,
    ),
    element(
      'ul',
      { class: 'plain' },
      ...problems.map(({ message, line }, index) =>
        element(
          'li',
          {},
          button(
            `problem-${index}`,
            { class: 'row', title: 'Show in the editor' },
            () => send({ type: 'reveal', uri, line }),
            element('span', { class: 'row-text' }, message),
            element('span', { class: 'row-note' }, `line ${count(line + 1)}`),
          ),
        ),
      ),
    ),
    element(
      'p',
      { class: 'hint' },
      view.numbers
        ? 'A segment with errors is not counted. The numbers below are those before.'
        : 'A segment with errors is not counted. The numbers come as soon as they are fixed.',
    ),
  ),
);
