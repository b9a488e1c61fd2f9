/**
 * The query builder's page: shows the model that the host gives, and says what a person does as edits of it.
 * Invariant: keeps nothing of the segment itself; the text is the only state.
 */
import type { FromBuilderView, ToBuilderView } from '../../../server/src/protocol/index.ts';
import { connectHost, mount } from '../ui/index.ts';
import { App } from './app.tsx';
import { createBuilder } from './state/builder.ts';
import { CollapsedContext, createCollapsed } from './state/collapsed.ts';
import { BuilderContext } from './state/context.tsx';
import { keepPlace, readKept } from './state/kept.ts';
import './style.css';

const host = connectHost<ToBuilderView, FromBuilderView>();
const builder = createBuilder(host.send);
const kept = readKept(host.kept);
const collapsed = createCollapsed(kept.collapsed, () => keep());
const keep = keepPlace(host, builder, collapsed, kept.scroll);

host.listen(builder.receive);
mount(
  <BuilderContext value={builder}>
    <CollapsedContext value={collapsed}>
      <App />
    </CollapsedContext>
  </BuilderContext>,
);
host.send({ type: 'ready' });
