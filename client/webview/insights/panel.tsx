import type { ReactNode } from 'react';
import type { Arrangement } from '../../../server/src/protocol/index.ts';
import { Sections } from './arrange.tsx';
import { complete } from './arrangement.ts';
import { Audience } from './audience.tsx';
import { Data } from './data.tsx';
import { Header } from './header.tsx';
import { usePanel } from './panel-state.ts';
import { sections } from './sections/registry.ts';
import { Empty } from './states/empty.tsx';
import { Failed } from './states/failed.tsx';
import { Idle } from './states/idle.tsx';
import { Loading } from './states/loading.tsx';
import { Problems } from './states/problems.tsx';
import { isStale, type PanelState } from './view.ts';

interface Props {
  readonly arrange: (arrangement: Arrangement | null) => void;
}

/** The whole panel. */
export function Panel({ arrange }: Props) {
  const state = usePanel();
  const { view } = state;
  const isBusy = view.phase === 'loading' || (view.phase === 'shown' && view.updating);
  return (
    <main className={`panel phase-${view.phase}`} aria-busy={isBusy}>
      <Content state={state} arrange={arrange} />
    </main>
  );
}

function Content({ state, arrange }: Props & { readonly state: PanelState }): ReactNode {
  const { view, counts } = state;
  if (view.phase === 'idle') return <Idle />;
  const arrangement = complete(state.arrangement, sections);
  const header = <Header view={view} arrangement={arrangement} arrange={arrange} />;
  if (view.phase === 'loading') {
    return (
      <>
        {header}
        <Loading />
      </>
    );
  }
  const { result, numbers } = view;
  const isOld = isStale(view);
  return (
    <>
      {header}
      {result.state === 'invalid' && <Problems result={result} isCountedBefore={numbers !== undefined} />}
      {result.state === 'failed' && <Failed result={result} isCountedBefore={numbers !== undefined} />}
      {numbers && (
        <div className={isOld ? 'numbers stale' : 'numbers'} key={view.uri}>
          <Audience numbers={numbers} />
          {numbers.users.total === 0 && <Empty numbers={numbers} />}
          <Sections
            arrangement={arrangement}
            arrange={arrange}
            numbers={numbers}
            basis={isOld ? undefined : String(counts)}
          />
          <Data numbers={numbers} />
        </div>
      )}
    </>
  );
}
