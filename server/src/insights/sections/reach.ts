import type { SegmentPlan } from '../../language/plan.ts';
import { combinationsOf, LARGEST } from './combinations.ts';
import { noOptions } from './no-options.ts';
import type { Section } from './section.ts';

export const reach: Section<'reach'> = {
  title: 'Reachability',
  summary: 'members by the channels that reach them, and by which only',
  options: noOptions,
  async answer({ store, prepared, call }) {
    const { plan, lists, channels } = prepared;
    const sets = channels.map(
      ({ rules }): SegmentPlan => ({ ...plan, root: { node: 'all', of: rules.map((rule) => rule.plan) } }),
    );
    const counted = await store.insights({ plan, lists, channels, sample: { size: 0, columns: [] } }, call);
    const overlap = await store.overlap({ lists, sets, within: plan, largest: LARGEST }, call);
    return {
      total: counted.total,
      channels: counted.reachable.map(({ channel, label, users, notBecause }, i) => ({
        channel,
        label,
        users,
        only: overlap.only[i] ?? 0,
        notBecause: Object.entries(notBecause).map(([reason, lost]) => ({ reason, users: lost })),
      })),
      any: counted.reachableAny,
      none: counted.total - counted.reachableAny,
      combinations: combinationsOf(
        overlap,
        channels.map(({ id }) => id),
      ),
    };
  },
};
