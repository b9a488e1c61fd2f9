/**
 * What the page shows: the last model and numbers that the host gave, and what is going on.
 * Invariant: a model is never changed here; an edit goes to the host and comes back as a new model.
 */
import type {
  BuilderCounts,
  BuilderEdit,
  BuilderModel,
  BuilderOptions,
  BuilderOptionsParams,
  BuilderPath,
  BuilderValues,
  FromBuilderView,
  ToBuilderView,
} from '../../../../server/src/protocol/index.ts';
import { createEditQueue, type Outcome } from './edits.ts';
import { share } from './share.ts';

/** Where the focus goes when the model with an edit is here. */
export type FocusPart = 'handle' | 'first';

export interface BuilderState {
  readonly model?: BuilderModel;
  readonly unavailable?: string;
  readonly counts?: BuilderCounts;
  /** The numbers are of an older text. */
  readonly counting: boolean;
  readonly refining: boolean;
  /** Why the last edit was not made. */
  readonly refusal?: string;
  readonly focus?: { readonly card: BuilderPath; readonly part: FocusPart };
}

export interface Builder {
  subscribe(listener: () => void): () => void;
  state(): BuilderState;
  receive(message: ToBuilderView): void;
  /** `focus`: the part of the first card that the edit was about. */
  edit(edit: BuilderEdit, focus?: FocusPart): Promise<Outcome>;
  /** Null: there is nothing to show for that, or a newer question was asked. */
  options(at: BuilderOptionsParams['at'], search: string): Promise<BuilderOptions | null>;
  values(field: BuilderPath, search: string): Promise<BuilderValues | null>;
  refine(prompt: string): void;
  dismiss(): void;
  focused(): void;
  send(message: FromBuilderView): void;
}

export function createBuilder(send: (message: FromBuilderView) => void): Builder {
  let state: BuilderState = { counting: false, refining: false };
  const listeners = new Set<() => void>();
  const answers = new Map<number, (answer: never) => void>();
  const edits = createEditQueue(send);
  let asked = 0;

  const set = (change: Partial<BuilderState>, without: readonly (keyof BuilderState)[] = []) => {
    const next: Partial<Record<keyof BuilderState, unknown>> = { ...state, ...change };
    for (const key of without) delete next[key];
    state = next as BuilderState;
    for (const listener of listeners) listener();
  };
  const ask = <Answer>(message: (id: number) => FromBuilderView): Promise<Answer> => {
    const id = ++asked;
    const answer = new Promise<Answer>((done) => answers.set(id, done as (answer: never) => void));
    send(message(id));
    return answer;
  };
  const answered = (id: number, answer: unknown) => {
    answers.get(id)?.(answer as never);
    answers.delete(id);
  };
  const show = (model: BuilderModel) => {
    set({ model: share(state.model, model) }, ['unavailable']);
    edits.shown(model.version);
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    receive: (message) => {
      switch (message.type) {
        case 'model':
          return show(message.model);
        case 'unavailable':
          return set({ unavailable: message.message });
        case 'edited':
          return edits.answered(message);
        case 'options':
          return answered(message.id, message.options);
        case 'values':
          return answered(message.id, message.values);
        case 'counting':
          return set({ counting: true });
        case 'counts':
          return set({ counts: share(state.counts, message.counts), counting: false });
        case 'refined':
          return set({ refining: false });
      }
    },
    edit: async (edit, part) => {
      set({}, ['refusal']);
      const outcome = await edits.add(edit);
      if (outcome.state === 'refused') set({ refusal: outcome.reason });
      const card = outcome.state === 'done' ? outcome.cards[0] : undefined;
      if (card && part) set({ focus: { card, part } });
      return outcome;
    },
    options: (at, search) => ask((id) => ({ type: 'options', id, version: state.model?.version ?? 0, at, search })),
    values: (field, search) => ask((id) => ({ type: 'values', id, version: state.model?.version ?? 0, field, search })),
    refine: (prompt) => {
      set({ refining: true });
      send({ type: 'refine', prompt });
    },
    dismiss: () => set({}, ['refusal']),
    focused: () => set({}, ['focus']),
    send,
  };
}
