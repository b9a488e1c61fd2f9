import type { InsightsNumbers } from '../../../../server/src/protocol/index.ts';
import { bar, button, element } from '../dom.ts';
import { count } from '../format.ts';
import { isStale } from '../view.ts';
import { numbersSection, type Send } from './section.ts';

/** The rules in order: how many users remain after each, and how many satisfy it alone. */
export const rules = numbersSection(
  (numbers, view, send) =>
    element(
      'section',
      { class: isStale(view) ? 'stale' : undefined, 'aria-labelledby': 'rules' },
      element('h2', { id: 'rules' }, 'Rule by rule'),
      element('ol', { class: 'rules' }, ...numbers.rules.map((_, index) => row(numbers, index, send))),
    ),
  (numbers) => numbers.rules.length > 0,
);

function row({ rules, users, uri }: InsightsNumbers, index: number, send: Send): HTMLElement {
  const rule = rules[index]!;
  return element(
    'li',
    {},
    button(
      `rule-${index}`,
      { class: 'rule', title: `Show line ${rule.line + 1} in the editor` },
      () => send({ type: 'reveal', uri, line: rule.line }),
      element('span', { class: 'rule-sentence' }, rule.sentence),
      element(
        'span',
        { class: 'rule-numbers' },
        element('span', { class: 'rule-remaining' }, element('strong', {}, count(rule.remaining)), ' remain'),
        element('span', { class: 'muted' }, `${count(rule.alone)} alone`),
      ),
      bar(rule.remaining, users.of, 'bar-rule'),
    ),
  );
}
