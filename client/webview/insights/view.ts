import type { InsightsNumbers, InsightsResult, ToInsightsView } from '../../../server/src/protocol/index.ts';

/** What the panel shows. */
export type View =
  | { readonly phase: 'idle' }
  | { readonly phase: 'loading'; readonly uri: string; readonly name: string }
  | Shown;

export interface Shown {
  readonly phase: 'shown';
  readonly uri: string;
  readonly result: InsightsResult;
  /** The newest numbers of this segment. Older than `result` when that one has none: then they are shown as stale. */
  readonly numbers: InsightsNumbers | undefined;
  /** The text has changed since, or is being counted. */
  readonly updating: boolean;
}

export const initial: View = { phase: 'idle' };

/** The view after a message; the same object when nothing changes. */
export function next(view: View, message: ToInsightsView): View {
  switch (message.type) {
    case 'idle':
      return view.phase === 'idle' ? view : initial;
    case 'loading':
      return { phase: 'loading', uri: message.uri, name: message.name };
    case 'stale':
      return view.phase === 'shown' && !view.updating ? { ...view, updating: true } : view;
    case 'result': {
      const { result, stale } = message;
      const before = view.phase === 'shown' && view.uri === result.uri ? view.numbers : undefined;
      const numbers = result.state === 'ready' ? result : before;
      return { phase: 'shown', uri: result.uri, result, numbers, updating: stale };
    }
    default:
      return view;
  }
}

/** Whether the numbers belong to the text as it is now. */
export function isStale(view: Shown): boolean {
  return view.updating || view.numbers !== view.result;
}
