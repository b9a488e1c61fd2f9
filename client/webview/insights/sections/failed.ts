import { button, element, icon } from '../dom.ts';
import { resultSection } from './section.ts';

/** It could not be counted: why, and what helps. */
export const failed = resultSection('failed', ({ message, action }, view, send) =>
  element(
    'section',
    { class: 'card failed', 'aria-labelledby': 'failed' },
    element('h2', { id: 'failed' }, icon('warning'), 'The users could not be counted'),
    element('p', { class: 'message' }, message),
    element(
      'div',
      { class: 'actions' },
      action &&
        button('action', { class: 'primary' }, () => send({ type: 'command', command: action.command }), action.title),
      button('retry', { class: 'secondary' }, () => send({ type: 'refresh' }), 'Try Again'),
    ),
    view.numbers && element('p', { class: 'hint' }, 'The numbers below are those before.'),
  ),
);
