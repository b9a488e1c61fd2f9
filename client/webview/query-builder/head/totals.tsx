import { Button, classes, count, Icon, share } from '../../ui/index.ts';
import { useBuilder, useBuilderState } from '../state/context.tsx';

/** How many users the segment holds and how many can be reached, for the text as it is. */
export function Totals() {
  const builder = useBuilder();
  const counts = useBuilderState((state) => state.counts);
  const stale = useBuilderState(({ counting, counts: shown, model }) => counting || shown?.version !== model?.version);
  if (!counts) return <span className="totals">{stale && <span className="quiet">Counting…</span>}</span>;
  if (counts.state === 'invalid') {
    const { elsewhere } = counts;
    return (
      <span className={classes('totals quiet', elsewhere !== undefined && 'failed')}>
        {elsewhere === undefined
          ? 'No numbers while there are errors'
          : `No numbers while there are errors. ${elsewhere}`}
      </span>
    );
  }
  if (counts.state === 'failed') {
    const { message, action } = counts;
    return (
      <span className="totals failed">
        <span className="quiet" title={message}>
          <Icon name="warning" /> {message}
        </span>
        {action && (
          <Button kind="link" onPress={() => builder.send({ type: 'command', command: action.command })}>
            {action.title}
          </Button>
        )}
      </span>
    );
  }
  const { total, of, reachableAny, reachable } = counts;
  const channels = reachable.map(({ label, users }) => `${label} ${count(users)}`).join(' · ');
  return (
    <span className={classes('totals', stale && 'stale')} data-stale={stale || undefined}>
      <button
        type="button"
        className="total"
        title={`${count(total)} of ${count(of)} users. Show insights`}
        onClick={() => builder.send({ type: 'insights' })}
      >
        <strong data-testid="total">{count(total)}</strong> users <span className="quiet">{share(total, of)}</span>
      </button>
      {stale && <span className="quiet">counting…</span>}
      {reachable.length > 0 && (
        <span className="reach" title={channels}>
          <Icon name="broadcast" /> {count(reachableAny)} reachable
          <span className="visually-hidden">: {channels}</span>
        </span>
      )}
    </span>
  );
}
