import { element } from './dom.ts';
import { sections } from './sections/registry.ts';
import type { Send } from './sections/section.ts';
import type { View } from './view.ts';

/** Draws the whole view anew; focus and scroll stay where they were. */
export function draw(root: HTMLElement, view: View, send: Send): void {
  const focused = document.activeElement?.getAttribute('data-key');
  const scrolled = scrollPositions(root);
  const opened = [...root.querySelectorAll('details[open]')].map((one) => one.getAttribute('data-key'));
  const busy = view.phase === 'loading' || (view.phase === 'shown' && view.updating);
  root.replaceChildren(
    element(
      'main',
      { class: `panel phase-${view.phase}`, 'aria-busy': busy ? 'true' : 'false' },
      ...sections.filter((section) => section.applies(view)).map((section) => section.render(view as never, send)),
    ),
  );
  for (const [key, left] of scrolled) {
    const scroller = find(root, key);
    if (scroller) scroller.scrollLeft = left;
  }
  for (const key of opened) if (key) find(root, key)?.setAttribute('open', '');
  if (focused) find(root, focused)?.focus({ preventScroll: true });
}

function scrollPositions(root: HTMLElement): Map<string, number> {
  const scrollers = [...root.querySelectorAll('[data-scroller]')];
  return new Map(scrollers.map((scroller) => [scroller.getAttribute('data-key') ?? '', scroller.scrollLeft]));
}

function find(root: HTMLElement, key: string): HTMLElement | undefined {
  return [...root.querySelectorAll<HTMLElement>('[data-key]')].find((one) => one.getAttribute('data-key') === key);
}
