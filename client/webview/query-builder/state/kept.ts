import type { Host } from '../../ui/index.ts';
import type { Builder } from './builder.ts';
import type { Collapsed } from './collapsed.ts';

/** What the page keeps over a reload of the window or while its tab is in the background: nothing of the segment. */
interface Kept {
  readonly scroll: number;
  readonly collapsed: readonly number[];
}

export function readKept(kept: unknown): Kept {
  const { scroll, collapsed } = (typeof kept === 'object' && kept ? kept : {}) as Partial<Record<keyof Kept, unknown>>;
  return {
    scroll: typeof scroll === 'number' ? scroll : 0,
    collapsed: Array.isArray(collapsed) ? collapsed.filter((mark) => typeof mark === 'number') : [],
  };
}

/** Goes back to where the page was once its first model is drawn, and keeps the place from then on. Gives what keeps it now. */
export function keepPlace(
  host: Pick<Host<never, never>, 'keep'>,
  builder: Builder,
  collapsed: Collapsed,
  scroll: number,
): () => void {
  const keep = () => host.keep({ scroll: window.scrollY, collapsed: collapsed.kept() } satisfies Kept);
  const stop = builder.subscribe(() => {
    if (!builder.state().model) return;
    stop();
    scrollBack(scroll, () => {
      let due: ReturnType<typeof setTimeout> | undefined;
      window.addEventListener('scroll', () => {
        clearTimeout(due);
        due = setTimeout(keep, 200);
      });
    });
  });
  return keep;
}

/** At most so many frames are waited for a long page to be drawn. */
const FRAMES = 120;

/** A long page is drawn bit by bit: it is scrolled as soon as it is long enough. */
function scrollBack(to: number, done: () => void, frames = FRAMES): void {
  requestAnimationFrame(() => {
    window.scrollTo(0, to);
    if (window.scrollY >= to - 1 || frames === 0) done();
    else scrollBack(to, done, frames - 1);
  });
}
