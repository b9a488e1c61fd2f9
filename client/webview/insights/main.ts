/**
 * The insights panel inside its webview: takes messages, keeps the view, draws it.
 * Invariant: knows the protocol's types only; every text goes through textContent, every colour through the theme.
 */
import type { FromInsightsView, ToInsightsView } from '../../../server/src/protocol/index.ts';
import { announcement } from './announce.ts';
import { draw } from './draw.ts';
import { initial, next, type View } from './view.ts';

interface VsCodeApi {
  postMessage(message: FromInsightsView): void;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

const vscode = acquireVsCodeApi();
const root = document.getElementById('root') as HTMLElement;
const send = (message: FromInsightsView) => vscode.postMessage(message);
let view: View = initial;

// Lives outside what is redrawn: a live region has to be there before its text changes.
const live = document.createElement('div');
live.className = 'visually-hidden';
live.setAttribute('role', 'status');
live.setAttribute('aria-live', 'polite');
document.body.append(live);

window.addEventListener('message', ({ data }: MessageEvent<ToInsightsView>) => {
  const before = view;
  view = next(view, data);
  if (view === before) return;
  draw(root, view, send);
  const words = announcement(view);
  if (words !== undefined && words !== live.textContent) live.textContent = words;
  // Only which segment it was: no numbers and no users are kept on disk.
  if (view.phase !== 'idle') vscode.setState({ uri: view.uri });
});

draw(root, view, send);
send({ type: 'ready' });
