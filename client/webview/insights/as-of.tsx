import { useState } from 'react';
import type { AsOfChoice, InsightsNumbers } from '../../../server/src/protocol/index.ts';
import { Button, DateTimeField, instant, localTime, Popover } from '../ui/index.ts';
import { useHost } from './host.ts';
import { usePanel } from './panel-state.ts';

/** The instant that everything is counted as of, and the ways to change it. */
export function AsOf({ numbers }: { readonly numbers: InsightsNumbers }) {
  const { asOf, timezone } = numbers;
  return (
    <Popover
      label="Count as of"
      trigger={
        <Button kind="tool" icon="calendar" tip="Count as of another time" className="as-of">
          <span className="visually-hidden">As of </span>
          {instant(asOf, timezone)}
        </Button>
      }
    >
      {(close) => <Choices numbers={numbers} close={close} />}
    </Popover>
  );
}

function Choices({ numbers, close }: { readonly numbers: InsightsNumbers; readonly close: () => void }) {
  const send = useHost();
  const { chosenAsOf } = usePanel();
  const { asOf, timezone, store } = numbers;
  const [local, setLocal] = useState<string | null>(localTime(asOf, timezone));
  const choose = (choice: AsOfChoice) => {
    send({ type: 'as-of', asOf: choice });
    close();
  };
  return (
    <div className="as-of-choices">
      <p className="muted">Events later than this do not exist for the count, in all panels and lenses.</p>
      <div className="as-of-row">
        <DateTimeField label={`Date and time, ${timezone}`} value={local} onChange={setLocal} />
        <Button
          kind="primary"
          isDisabled={local === null}
          onPress={() => local !== null && choose({ kind: 'at', local })}
        >
          Count
        </Button>
      </div>
      <div className="as-of-row">
        {store.latestEvent !== null && <Button onPress={() => choose({ kind: 'latest' })}>Latest event</Button>}
        <Button onPress={() => choose({ kind: 'now' })}>Now</Button>
        <Button isDisabled={chosenAsOf === null} onPress={() => choose({ kind: 'schema' })}>
          As the schema says
        </Button>
      </div>
    </div>
  );
}
