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
    requestAnimationFrame(() => {
      window.scrollTo(0, scroll);
      let due: ReturnType<typeof setTimeout> | undefined;
      window.addEventListener('scroll', () => {
        clearTimeout(due);
        due = setTimeout(keep, 200);
      });
    });
  });
  return keep;
}
