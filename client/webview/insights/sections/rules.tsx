import { Button } from 'react-aria-components';
import type { InsightsNumbers } from '../../../../server/src/protocol/index.ts';
import { Bar, count } from '../../ui/index.ts';
import { useHost } from '../host.ts';

/** The rules in order: how many users remain after each, and how many satisfy it alone. */
export function Rules({ numbers: { rules, users, uri } }: { readonly numbers: InsightsNumbers }) {
  const send = useHost();
  if (!rules.length) return null;
  return (
    <section aria-labelledby="rules">
      <h2 id="rules">Rule by rule</h2>
      <ol className="rules">
        {rules.map(({ sentence, line, remaining, alone }) => (
          <li key={`${line} ${sentence}`}>
            <Button className="rule" onPress={() => send({ type: 'reveal', uri, line })}>
              <span className="rule-sentence">{sentence}</span>
              <span className="rule-numbers">
                <span className="rule-remaining">
                  <strong>{count(remaining)}</strong> remain
                </span>
                <span className="muted">{count(alone)} alone</span>
              </span>
              <Bar part={remaining} whole={users.of} kind="bar-rule" />
            </Button>
          </li>
        ))}
      </ol>
    </section>
  );
}
