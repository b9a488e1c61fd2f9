/** Messages between the host of the query builder and its webview. */
import type { BuilderModel, BuilderPath } from './builder.ts';
import type {
  BuilderCounts,
  BuilderEdit,
  BuilderOptions,
  BuilderOptionsParams,
  BuilderValues,
} from './builder-requests.ts';

/** Editor host -> webview. */
export type ToBuilderView =
  | { readonly type: 'model'; readonly model: BuilderModel }
  /** The server does not give a model; one sentence why. */
  | { readonly type: 'unavailable'; readonly message: string }
  /** What came of the edit with this id. `stale`: the text is newer than the model was; it is on its way. */
  | {
      readonly type: 'edited';
      readonly id: number;
      readonly outcome:
        | { readonly state: 'done'; readonly version: number; readonly cards: readonly BuilderPath[] }
        | { readonly state: 'stale' }
        | { readonly state: 'refused'; readonly reason: string };
    }
  /** What can be picked, for the request with this id. Null: it was outdated, or failed. */
  | { readonly type: 'options'; readonly id: number; readonly options: BuilderOptions | null }
  | { readonly type: 'values'; readonly id: number; readonly values: BuilderValues | null }
  /** Numbers are being counted: those that are shown are of an older text. */
  | { readonly type: 'counting' }
  | { readonly type: 'counts'; readonly counts: BuilderCounts }
  /** The prompt was dealt with: proposed, or given up. */
  | { readonly type: 'refined' };

/** Webview -> editor host. */
export type FromBuilderView =
  | { readonly type: 'ready' }
  | { readonly type: 'edit'; readonly id: number; readonly version: number; readonly edit: BuilderEdit }
  | {
      readonly type: 'options';
      readonly id: number;
      readonly version: number;
      readonly at: BuilderOptionsParams['at'];
      readonly search: string;
    }
  | {
      readonly type: 'values';
      readonly id: number;
      readonly version: number;
      readonly field: BuilderPath;
      readonly search: string;
    }
  /** Show a line of the text, beside the builder. */
  | { readonly type: 'reveal'; readonly line: number }
  /** Show the whole as text, in the builder's place. */
  | { readonly type: 'text' }
  /** Change the segment as these words ask: proposed as a diff. */
  | { readonly type: 'refine'; readonly prompt: string }
  | { readonly type: 'insights' }
  /** Count again. */
  | { readonly type: 'count' }
  /** The one command that the shown counts offer. */
  | { readonly type: 'command'; readonly command: string };
