import type { ReactNode } from 'react';
import { ErrorBoundary } from '../ui/index.ts';
import { Audience } from './audience.tsx';
import { Data } from './data.tsx';
import { Header } from './header.tsx';
import { Reach } from './sections/reach.tsx';
import { Rules } from './sections/rules.tsx';
import { Sample } from './sections/sample.tsx';
import { Empty } from './states/empty.tsx';
import { Failed } from './states/failed.tsx';
import { Idle } from './states/idle.tsx';
import { Loading } from './states/loading.tsx';
import { Problems } from './states/problems.tsx';
import { isStale, type View } from './view.ts';

/** The whole panel. */
export function Panel({ view }: { readonly view: View }) {
  const isBusy = view.phase === 'loading' || (view.phase === 'shown' && view.updating);
  return (
    <main className={`panel phase-${view.phase}`} aria-busy={isBusy}>
      <Content view={view} />
    </main>
  );
}

function Content({ view }: { readonly view: View }): ReactNode {
  if (view.phase === 'idle') return <Idle />;
  if (view.phase === 'loading') {
    return (
      <>
        <Header view={view} />
        <Loading />
      </>
    );
  }
  const { result, numbers } = view;
  return (
    <>
      <Header view={view} />
      {result.state === 'invalid' && <Problems result={result} isCountedBefore={numbers !== undefined} />}
      {result.state === 'failed' && <Failed result={result} isCountedBefore={numbers !== undefined} />}
      {numbers && (
        <div className={isStale(view) ? 'numbers stale' : 'numbers'}>
          <Audience numbers={numbers} />
          {numbers.users.total === 0 && <Empty numbers={numbers} />}
          <ErrorBoundary what="Reachability">
            <Reach numbers={numbers} />
          </ErrorBoundary>
          <ErrorBoundary what="Rule by rule">
            <Rules numbers={numbers} />
          </ErrorBoundary>
          <ErrorBoundary what="Sample users">
            <Sample numbers={numbers} />
          </ErrorBoundary>
          <Data numbers={numbers} />
        </div>
      )}
    </>
  );
}
