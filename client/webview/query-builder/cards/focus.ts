import type { BuilderPath } from '../../../../server/src/protocol/index.ts';
import type { FocusPart } from '../state/builder.ts';
import { keyOf } from '../state/paths.ts';

const HANDLE = '[data-handle]';

/** Puts the focus on the handle of the card above or below, whatever list it stands in. */
export function focusBeside(card: Element, step: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>(HANDLE)];
  const own = all.findIndex((one) => card.contains(one));
  all[own + step]?.focus();
}

/** Shows a card and puts the focus there: on its handle, or on the first thing that is still to be given. */
export function focusCard(card: BuilderPath, part: FocusPart): void {
  const element = document.querySelector<HTMLElement>(`[data-card="${CSS.escape(keyOf(card))}"]`);
  if (!element) return;
  element.scrollIntoView({ block: 'nearest' });
  const handle = element.querySelector<HTMLElement>(HANDLE);
  const empty = part === 'first' ? element.querySelector<HTMLElement>('[data-empty]') : null;
  const target = empty ?? handle;
  target?.focus();
  // What is to be picked is offered at once.
  if (empty instanceof HTMLButtonElement) empty.click();
}
