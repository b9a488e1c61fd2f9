import type {
  Arrangement,
  Comparable,
  InsightsNumbers,
  InsightsResult,
  ToInsightsView,
} from '../../../server/src/protocol/index.ts';

/** Which segment the panel is about, and its first numbers. */
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

/** Everything that the host said. */
export interface PanelState {
  readonly view: View;
  /** How often it was counted: what belongs to an earlier count is stale. */
  readonly counts: number;
  /** Null: as at first. */
  readonly arrangement: Arrangement | null;
  /** The section that was asked for last; a new object each time. */
  readonly wanted: { readonly section: string } | undefined;
  readonly comparable: Comparable | undefined;
  readonly isRevealed: boolean;
  /** As the person wrote it, or null for what the schema says. */
  readonly chosenAsOf: string | null;
}

export const initial: PanelState = {
  view: { phase: 'idle' },
  counts: 0,
  arrangement: null,
  wanted: undefined,
  comparable: undefined,
  isRevealed: false,
  chosenAsOf: null,
};

/** The state after a message; the same object when nothing changes. */
export function next(state: PanelState, message: ToInsightsView): PanelState {
  switch (message.type) {
    case 'arrangement':
      return { ...state, arrangement: message.arrangement };
    case 'open-section':
      return { ...state, wanted: { section: message.section } };
    case 'comparable':
      return { ...state, comparable: message.comparable };
    case 'personal':
      return { ...state, isRevealed: message.isRevealed };
    case 'as-of':
      return { ...state, chosenAsOf: message.chosen };
    default: {
      const view = nextView(state.view, message);
      if (view === state.view) return state;
      const comparable = isAbout(view, state.comparable?.uri) ? state.comparable : undefined;
      return { ...state, view, comparable, counts: message.type === 'result' ? state.counts + 1 : state.counts };
    }
  }
}

function nextView(view: View, message: ToInsightsView): View {
  switch (message.type) {
    case 'idle':
      return view.phase === 'idle' ? view : initial.view;
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

function isAbout(view: View, uri: string | undefined): boolean {
  return view.phase !== 'idle' && view.uri === uri;
}

/** Whether the numbers belong to the text as it is now. */
export function isStale(view: Shown): boolean {
  return view.updating || view.numbers !== view.result;
}
