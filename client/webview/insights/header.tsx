import { Toolbar } from 'react-aria-components';
import type { Arrangement } from '../../../server/src/protocol/index.ts';
import { Button, Icon } from '../ui/index.ts';
import { SectionsMenu } from './arrange.tsx';
import { AsOf } from './as-of.tsx';
import { useHost } from './host.ts';
import { Prose } from './prose.tsx';
import { isStale, type Shown, type View } from './view.ts';

interface Props {
  readonly view: Exclude<View, { phase: 'idle' }>;
  readonly arrangement: Arrangement;
  readonly arrange: (arrangement: Arrangement | null) => void;
}

/** The segment's name, what it says in words, and what can be done with the whole. */
export function Header({ view, arrangement, arrange }: Props) {
  const send = useHost();
  const isShown = view.phase === 'shown';
  const name = isShown ? view.result.name || (view.numbers?.name ?? '') : view.name;
  const isReady = isShown && view.result.state === 'ready';
  return (
    <header className="header">
      <div className="title-row">
        <h1>{name}</h1>
        {isShown && (view.updating || view.numbers) && isStale(view) && <Badge view={view} />}
        <Toolbar className="toolbar" aria-label="Insights">
          {isShown && view.numbers && <AsOf numbers={view.numbers} />}
          <Button kind="tool" icon="refresh" tip="Count again" onPress={() => send({ type: 'refresh' })}>
            Refresh
          </Button>
          {isReady && (
            <Button kind="tool" icon="export" tip="Export the users" onPress={() => send({ type: 'export' })}>
              Export
            </Button>
          )}
          {isShown && view.numbers && <SectionsMenu arrangement={arrangement} arrange={arrange} />}
        </Toolbar>
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
