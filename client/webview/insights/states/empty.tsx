import type { InsightsNumbers } from '../../../../server/src/protocol/index.ts';
import { Icon } from '../../ui/index.ts';
import { LineButton } from '../line-button.tsx';

/** Nobody is left: which rule left nobody, and what the data holds instead. */
export function Empty({ numbers: { empty: why, uri, users } }: { readonly numbers: InsightsNumbers }) {
  return (
    <section className="card empty" aria-labelledby="empty">
      <h2 id="empty">
        <Icon name="organization" />
        Nobody is in this segment
      </h2>
      {why ? (
        <>
          <p className="message">Nobody is left after the rule</p>
          <LineButton uri={uri} line={why.line} className="quoted">
            {why.sentence}
          </LineButton>
          {why.nearest.length > 0 && (
            <>
              <p className="hint">Seen in the data:</p>
              <ul className="values">
                {why.nearest.map((value) => (
                  <li key={value}>
                    <code>{value}</code>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      ) : (
        <p className="message">
          {users.of === 0
            ? 'The data holds no users at this time.'
            : 'Each rule holds for some users, but no user satisfies all of them.'}
        </p>
      )}
    </section>
  );
}
