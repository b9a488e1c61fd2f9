/**
 * The insights panel inside its webview: takes messages, keeps the view, draws it.
 * Invariant: knows the protocol's types only; every colour is the theme's; numbers of an older text are marked as such.
 */
import { useEffect, useReducer } from 'react';
import type { FromInsightsView, ToInsightsView } from '../../../server/src/protocol/index.ts';
import { announce, connectHost, mount } from '../ui/index.ts';
import { announcement } from './announcement.ts';
import { HostContext } from './host.ts';
import { Panel } from './panel.tsx';
import { initial, next } from './view.ts';
import './style.css';

const host = connectHost<ToInsightsView, FromInsightsView>();

function Insights() {
  const [view, tell] = useReducer(next, initial);
  useEffect(() => {
    const end = host.listen(tell);
    host.send({ type: 'ready' });
    return end;
  }, []);
  useEffect(() => {
    const words = announcement(view);
    if (words !== undefined) announce(words);
    // Only which segment it was: no numbers and no users are kept on disk.
    if (view.phase !== 'idle') host.keep({ uri: view.uri });
  }, [view]);
  return (
    <HostContext value={host.send}>
      <Panel view={view} />
    </HostContext>
  );
}

mount(<Insights />);
