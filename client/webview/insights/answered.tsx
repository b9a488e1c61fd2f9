import { type ReactNode, useRef } from 'react';
import type { SectionAnswer, SectionId } from '../../../server/src/protocol/index.ts';
import { Button, classes, Icon } from '../ui/index.ts';
import type { Asked } from './use-section.ts';

interface Props<Id extends SectionId> {
  readonly asked: Asked<Id>;
  /** Until there is an answer: what is known before. */
  readonly first?: ReactNode;
  /** Gives up what was chosen, which may be what cannot be answered; absent when nothing was. */
  readonly onReset?: (() => void) | undefined;
  readonly children: (answer: SectionAnswer<Id>) => ReactNode;
}

/** A section's numbers once there are any, stepped back while they are old; a quiet sign before; why there are none. */
export function Answered<Id extends SectionId>({ asked, first, onReset, children }: Props<Id>) {
  const { answer, message, isStale, isLoading, retry } = asked;
  const whole = useRef<HTMLDivElement>(null);
  /** The message goes, and the button with it. */
  const act = (action: () => void) => () => {
    action();
    whole.current?.focus();
  };
  return (
    <div ref={whole} tabIndex={-1} className={classes('answered', isStale && 'stale')} aria-busy={isLoading}>
      {message !== undefined && (
        <div className="section-message">
          <Icon name="info" />
          <p>{message}</p>
          <Button kind="link" onPress={act(retry)}>
            Try Again
          </Button>
          {onReset && (
            <Button kind="link" onPress={act(onReset)}>
              Reset the Choice
            </Button>
          )}
        </div>
      )}
      {answer !== undefined ? children(answer) : (first ?? (message === undefined && <Waiting />))}
      {answer !== undefined && isLoading && (
        <p className="counting-on">
          <span className="pulse" aria-hidden="true" />
          Counting…
        </p>
      )}
    </div>
  );
}

/** Where a section's numbers will stand. */
export function Waiting() {
  return (
    <div className="waiting">
      <p className="visually-hidden">Counting…</p>
      <div className="skeleton-block skeleton-line" aria-hidden="true" />
      <div className="skeleton-block skeleton-bar" aria-hidden="true" />
      <div className="skeleton-block skeleton-line" aria-hidden="true" />
    </div>
  );
}
