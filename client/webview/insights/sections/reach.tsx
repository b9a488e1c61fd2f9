import type { InsightsNumbers } from '../../../../server/src/protocol/index.ts';
import { Bar, count, share } from '../../ui/index.ts';

type Channel = InsightsNumbers['reachable'][number];

/** A bar for each channel, and why the others cannot be reached. */
export function Reach({ numbers: { reachable, users } }: { readonly numbers: InsightsNumbers }) {
  if (!reachable.length || users.total === 0) return null;
  return (
    <section aria-labelledby="reach">
      <h2 id="reach">Reachability</h2>
      <ul className="channels">
        {reachable.map((channel) => (
          <Row key={channel.channel} channel={channel} total={users.total} />
        ))}
      </ul>
    </section>
  );
}

function Row({ channel, total }: { readonly channel: Channel; readonly total: number }) {
  const reasons = channel.notBecause.filter(({ users }) => users > 0);
  return (
    <li className="channel">
      <div className="channel-head">
        <span className="channel-label">{channel.label}</span>
        <span className="channel-number">
          <strong>{count(channel.users)}</strong>{' '}
          <span className="channel-share muted">{share(channel.users, total)}</span>
        </span>
      </div>
      <Bar part={channel.users} whole={total} kind="bar-reach" />
      {reasons.length > 0 && (
        <ul className="reasons" aria-label={`Not reachable by ${channel.label}`}>
          {reasons.map(({ reason, users }) => (
            <li key={reason}>
              <span className="reason-count">{count(users)}</span> {reason}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
