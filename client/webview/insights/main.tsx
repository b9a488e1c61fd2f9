/**
 * The insights panel inside its webview: takes messages, keeps what they say, draws it.
 * Invariant: knows the protocol's types only; every colour is the theme's; numbers of an older text are marked as such.
 */
import { useEffect, useReducer } from 'react';
import type { Arrangement, FromInsightsView, ToInsightsView } from '../../../server/src/protocol/index.ts';
import { announce, connectHost, mount } from '../ui/index.ts';
import { announcement } from './announcement.ts';
import { createAsks } from './asks.ts';
import { LineContext } from './host.ts';
import { Panel } from './panel.tsx';
import { PanelContext } from './panel-state.ts';
import { initial, next } from './view.ts';
import './style.css';

const { send, listen, keep } = connectHost<ToInsightsView, FromInsightsView>();
const line = { send, asks: createAsks(send) };

function Insights() {
  const [state, tell] = useReducer(next, initial);
  const { view } = state;
  useEffect(() => {
    const end = listen((message) => {
      line.asks.hear(message);
      tell(message);
    });
    send({ type: 'ready' });
    return end;
  }, []);
  useEffect(() => {
    const words = announcement(view);
    if (words !== undefined) announce(words);
    // Only which segment it was: no numbers and no users are kept on disk.
    if (view.phase !== 'idle') keep({ uri: view.uri });
  }, [view]);
  const arrange = (arrangement: Arrangement | null) => {
    tell({ type: 'arrangement', arrangement });
    send({ type: 'arrange', arrangement });
  };
  return (
    <LineContext value={line}>
      <PanelContext value={state}>
        <Panel arrange={arrange} />
      </PanelContext>
    </LineContext>
  );
}

mount(<Insights />);
