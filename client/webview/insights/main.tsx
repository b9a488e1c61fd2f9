/**
 * The insights panel inside its webview: takes messages, keeps what they say, draws it.
 * Invariant: knows the protocol's types only; every colour is the theme's; numbers of an older text are marked as such.
 */
import { useEffect, useReducer } from 'react';
import type { Arrangement, FromInsightsView, ToInsightsView } from '../../../server/src/protocol/index.ts';
import { announce, connectHost, mount } from '../ui/index.ts';
import { announcement } from './announcement.ts';
import { createAsks } from './asks.ts';
import { ChoicesContext, keptChoices } from './choices.ts';
import { LineContext } from './host.ts';
import { Panel } from './panel.tsx';
import { PanelContext } from './panel-state.ts';
import { initial, next } from './view.ts';
import './style.css';

const host = connectHost<ToInsightsView, FromInsightsView>();
const { send, listen } = host;
/** Which segment it was and what was chosen: no numbers and no users are kept on disk. */
let kept: { readonly uri?: string; readonly choices?: Readonly<Record<string, string>> } = {};
function keep(more: typeof kept): void {
  kept = { ...kept, ...more };
  host.keep(kept);
}
const choices = keptChoices(host.kept, (chosen) => keep({ choices: chosen }));
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
    if (view.phase !== 'idle') keep({ uri: view.uri });
  }, [view]);
  const arrange = (arrangement: Arrangement | null) => {
    tell({ type: 'arrangement', arrangement });
    send({ type: 'arrange', arrangement });
  };
  return (
    <LineContext value={line}>
      <PanelContext value={state}>
        <ChoicesContext value={choices}>
          <Panel arrange={arrange} />
        </ChoicesContext>
      </PanelContext>
    </LineContext>
  );
}

mount(<Insights />);
