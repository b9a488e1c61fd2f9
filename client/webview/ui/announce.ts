let live: HTMLElement | undefined;

/** A screen reader says `words`, after what it is saying. The same words twice in a row are said once. */
export function announce(words: string): void {
  const region = live ?? liveRegion();
  if (region.textContent !== words) region.textContent = words;
}

/** Has to be there before its text changes: `mount` makes it. */
export function liveRegion(): HTMLElement {
  if (live?.isConnected) return live;
  live = document.createElement('div');
  live.className = 'visually-hidden';
  live.setAttribute('role', 'status');
  live.setAttribute('aria-live', 'polite');
  document.body.append(live);
  return live;
}
