import type { InsightsResult } from '../../../../server/src/protocol/index.ts';
import { Button, Icon } from '../../ui/index.ts';
import { useHost } from '../host.ts';

interface Props {
  readonly result: Extract<InsightsResult, { state: 'failed' }>;
  readonly isCountedBefore: boolean;
}

/** It could not be counted: why, and what helps. */
export function Failed({ result: { message, action }, isCountedBefore }: Props) {
  const send = useHost();
  return (
    <section className="card failed" aria-labelledby="failed">
      <h2 id="failed">
        <Icon name="warning" />
        The users could not be counted
      </h2>
      <p className="message">{message}</p>
      <div className="actions">
        {action && (
          <Button kind="primary" onPress={() => send({ type: 'command', command: action.command })}>
            {action.title}
          </Button>
        )}
        <Button onPress={() => send({ type: 'refresh' })}>Try Again</Button>
      </div>
      {isCountedBefore && <p className="hint">The numbers below are those before.</p>}
    </section>
  );
}
