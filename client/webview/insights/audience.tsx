import type { InsightsNumbers } from '../../../server/src/protocol/index.ts';
import { ago, Bar, count, instant, share } from '../ui/index.ts';

/** How many, of how many, reachable how many; and what instant and data that is true for. */
export function Audience({ numbers }: { readonly numbers: InsightsNumbers }) {
  const { users, reachable, reachableAny } = numbers;
  return (
    <section className="audience" aria-labelledby="audience">
      <h2 id="audience" className="visually-hidden">
        Audience
      </h2>
      <div className="figures">
        <div className="figure main-figure">
          <p className="number" data-testid="total">
            {count(users.total)}
          </p>
          <p className="figure-label">
            {users.total === 1 ? 'user' : 'users'} · <strong>{share(users.total, users.of)}</strong>
            {` of ${count(users.of)}`}
          </p>
          <Bar part={users.total} whole={users.of} kind="bar-total" />
        </div>
        {reachable.length > 0 && users.total > 0 && (
          <div className="figure">
            <p className="number">{count(reachableAny)}</p>
            <p className="figure-label">
              reachable · <strong>{share(reachableAny, users.total)}</strong>
              <span className="visually-hidden"> on any channel</span>
            </p>
            <Bar part={reachableAny} whole={users.total} kind="bar-reach" />
          </div>
        )}
      </div>
      <Facts numbers={numbers} />
    </section>
  );
}

function Facts({ numbers: { timezone, store } }: { readonly numbers: InsightsNumbers }) {
  const { latestEvent, builtAt } = store;
  return (
    <dl className="facts">
      <Fact label="Time zone" value={timezone} />
      <Fact label="Latest event" value={latestEvent === null ? 'none' : instant(latestEvent, timezone)} />
      <Fact label="Data imported" value={ago(builtAt, Date.now())} title={instant(builtAt, timezone)} />
    </dl>
  );
}

function Fact({ label, value, title }: { readonly label: string; readonly value: string; readonly title?: string }) {
  return (
    <div className="fact" title={title}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
