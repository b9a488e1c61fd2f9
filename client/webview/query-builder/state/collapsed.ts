import { createContext, useContext, useSyncExternalStore } from 'react';

/**
 * The cards that show their sentence alone. A card is known by its text, so that it stays as it is when others are added
 * or moved around it.
 */
export interface Collapsed {
  subscribe(listener: () => void): () => void;
  has(text: string): boolean;
  set(texts: readonly string[], collapsed: boolean): void;
  /** To be kept for the next session: short, and nothing of the text can be read from it. */
  kept(): readonly number[];
}

export function createCollapsed(kept: readonly number[], onChange: () => void): Collapsed {
  const marks = new Set(kept);
  const listeners = new Set<() => void>();
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    has: (text) => marks.has(markOf(text)),
    set: (texts, collapsed) => {
      for (const text of texts) {
        if (collapsed) marks.add(markOf(text));
        else marks.delete(markOf(text));
      }
      onChange();
      for (const listener of listeners) listener();
    },
    kept: () => [...marks].slice(-KEPT),
  };
}

/** At most so many are kept: those of texts that are no more go by and by. */
const KEPT = 1000;

/** FNV-1a. */
function markOf(text: string): number {
  let mark = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) mark = Math.imul(mark ^ text.charCodeAt(index), 0x01000193);
  return mark >>> 0;
}

export const CollapsedContext = createContext<Collapsed>(createCollapsed([], () => {}));

export function useCollapsed(text: string): readonly [collapsed: boolean, set: (collapsed: boolean) => void] {
  const collapsed = useContext(CollapsedContext);
  const is = useSyncExternalStore(collapsed.subscribe, () => collapsed.has(text));
  return [is, (next) => collapsed.set([text], next)];
}
