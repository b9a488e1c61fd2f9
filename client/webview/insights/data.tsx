import type { InsightsNumbers } from '../../../server/src/protocol/index.ts';
import { count, Disclosure, instant } from '../ui/index.ts';

/** What was counted in: the store's size and reach, and what the import had to say. */
export function Data({ numbers: { store, timezone, tookMs } }: { readonly numbers: InsightsNumbers }) {
  const { warnings, users, events, firstEvent, latestEvent } = store;
  const span =
    firstEvent !== null && latestEvent !== null
      ? ` from ${instant(firstEvent, timezone)} to ${instant(latestEvent, timezone)}`
      : '';
  return (
    <footer className="data">
      {warnings.length > 0 && (
        <Disclosure
          className="warnings"
          level={2}
          title={warnings.length === 1 ? '1 note from the import' : `${count(warnings.length)} notes from the import`}
        >
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Disclosure>
      )}
      <p>
        {count(users)} users and {count(events)} events{span}, counted in {count(Math.max(Math.round(tookMs), 1))} ms.
      </p>
    </footer>
  );
}
