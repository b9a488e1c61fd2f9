import type { InsightsResult } from '../../../../server/src/protocol/index.ts';
import { count, Icon } from '../../ui/index.ts';
import { LineButton } from '../line-button.tsx';

interface Props {
  readonly result: Extract<InsightsResult, { state: 'invalid' }>;
  readonly isCountedBefore: boolean;
}

/** A segment with errors is not counted: what to fix, each a way to its line. */
export function Problems({ result: { problems }, isCountedBefore }: Props) {
  return (
    <section className="card problems" aria-labelledby="problems">
      <h2 id="problems">
        <Icon name="error" />
        {problems.length === 1 ? '1 problem to fix' : `${count(problems.length)} problems to fix`}
      </h2>
      <ul className="plain">
        {problems.map(({ message, uri, line }) => (
          <li key={`${uri} ${line} ${message}`}>
            <LineButton uri={uri} line={line}>
              {message}
            </LineButton>
          </li>
        ))}
      </ul>
      <p className="hint">
        {isCountedBefore
          ? 'A segment with errors is not counted. The numbers below are those before.'
          : 'A segment with errors is not counted. The numbers come as soon as they are fixed.'}
      </p>
    </section>
  );
}
