import type { InsightsNumbers } from '../../../../server/src/protocol/index.ts';
import { bar, element } from '../dom.ts';
import { count, share } from '../format.ts';
import { isStale } from '../view.ts';
import { numbersSection } from './section.ts';

type Channel = InsightsNumbers['reachable'][number];

/** A bar for each channel, and why the others cannot be reached. */
export const reach = numbersSection(
  ({ reachable, users }, view) =>
    element(
      'section',
      { class: isStale(view) ? 'stale' : undefined, 'aria-labelledby': 'reach' },
      element('h2', { id: 'reach' }, 'Reachability'),
      element('ul', { class: 'channels' }, ...reachable.map((channel) => row(channel, users.total))),
    ),
  ({ reachable, users }) => reachable.length > 0 && users.total > 0,
);

function row(channel: Channel, total: number): HTMLElement {
  const reasons = channel.notBecause.filter(({ users }) => users > 0);
  return element(
    'li',
    { class: 'channel' },
    element(
      'div',
      { class: 'channel-head' },
      element('span', { class: 'channel-label' }, channel.label),
      element(
        'span',
        { class: 'channel-number' },
        element('strong', {}, count(channel.users)),
        ' ',
        element('span', { class: 'channel-share muted' }, share(channel.users, total)),
      ),
    ),
    bar(channel.users, total, 'bar-reach'),
    reasons.length > 0 &&
      element(
        'ul',
        { class: 'reasons', 'aria-label': `Not reachable by ${channel.label}` },
        ...reasons.map(({ reason, users }) =>
          element('li', {}, element('span', { class: 'reason-count' }, count(users)), ' ', reason),
        ),
      ),
  );
}
