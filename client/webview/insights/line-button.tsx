import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { classes, count } from '../ui/index.ts';
import { useHost } from './host.ts';

interface Props {
  readonly uri: string;
  /** 0-based. */
  readonly line: number;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Words of the segment that are a way to their line in the editor. */
export function LineButton({ uri, line, className, children }: Props) {
  const send = useHost();
  return (
    <Button className={classes('row', className)} onPress={() => send({ type: 'reveal', uri, line })}>
      <span className="row-text">{children}</span>
      <span className="row-note">line {count(line + 1)}</span>
    </Button>
  );
}
