import { Button, Icon } from '../ui/index.ts';
import { useHost } from './host.ts';
import { Prose } from './prose.tsx';
import { isStale, type Shown, type View } from './view.ts';

/** The segment's name, what it says in words, and what can be done with the whole. */
export function Header({ view }: { readonly view: Exclude<View, { phase: 'idle' }> }) {
  const send = useHost();
  const isShown = view.phase === 'shown';
  const name = isShown ? view.result.name || (view.numbers?.name ?? '') : view.name;
  const isReady = isShown && view.result.state === 'ready';
  return (
    <header className="header">
      <div className="title-row">
        <h1>{name}</h1>
        {isShown && (view.updating || view.numbers) && isStale(view) && <Badge view={view} />}
        <div className="toolbar" role="toolbar" aria-label="Insights">
          <Button kind="tool" icon="refresh" tip="Count again" onPress={() => send({ type: 'refresh' })}>
            Refresh
          </Button>
          {isReady && (
            <Button kind="tool" icon="export" tip="Export the users" onPress={() => send({ type: 'export' })}>
              Export
            </Button>
          )}
        </div>
      </div>
      {isShown && view.result.state === 'ready' && (
        <div className="explanation">
          <Prose text={view.result.explanation} />
        </div>
      )}
    </header>
  );
}

function Badge({ view }: { readonly view: Shown }) {
  return view.updating ? (
    <span className="badge updating">
      <span className="pulse" aria-hidden="true" />
      Updating
    </span>
  ) : (
    <span className="badge">
      <Icon name="history" />
      Not up to date
    </span>
  );
}
