/** The members that each channel reaches, why it does not reach the others, and those on at least one channel. */
import { type Bitset, copy, count, countBoth, emptySet, intersect, unite } from '../bitset.ts';
import type { ChannelQuery, Reach } from '../ports.ts';
import type { Measured, Metric } from './metric.ts';

export const reachability: Metric<'reachable' | 'reachableAny'> = (measured) => {
  const anyChannel = emptySet(measured.users.length * 32);
  const reachable = measured.query.channels.map((channel) => {
    const { reach, users } = reachOf(channel, measured);
    unite(anyChannel, users);
    return reach;
  });
  return { reachable, reachableAny: count(anyChannel) };
};

/** A member is lost at the first rule that fails. */
function reachOf({ id, label, rules }: ChannelQuery, measured: Measured): { reach: Reach; users: Bitset } {
  const users = copy(measured.users);
  const lost = new Map<string, number>();
  let left = count(users);
  for (const { plan, because } of rules) {
    const passing = measured.set(plan);
    const remaining = countBoth(users, passing);
    if (remaining < left) lost.set(because, (lost.get(because) ?? 0) + left - remaining);
    intersect(users, passing);
    left = remaining;
  }
  return { reach: { channel: id, label, users: left, notBecause: Object.fromEntries(lost) }, users };
}
