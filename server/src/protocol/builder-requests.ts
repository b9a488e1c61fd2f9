/** Payloads of the query builder's requests about a segment's cards and fields: edits, what can be picked, and numbers. */
import type { BuilderParams, BuilderPath, BuilderValue } from './builder.ts';
import type { InsightsProblem } from './insights.ts';

/** A place between the cards of a list: before the card at `index`, or after the last one. Counted before the edit. */
export interface BuilderSlot {
  readonly list: BuilderPath;
  readonly index: number;
}

export type BuilderGroup = 'all' | 'any' | 'none';

/**
 * What a person did, as data.
 *
 * Comments above a card and behind it go where the card goes, and go with it when it is removed. A group that loses
 * its last card is removed with it (when that card moved, the group's comments stay in its place), and so is the key of
 * filters; one whose last enabled card is disabled or leaves is disabled as a whole, so that the file stays valid. Only
 * `where` of the file and `sequence` may be left empty; that is an error until something is added.
 */
export type BuilderEdit =
  | {
      readonly type: 'insert';
      readonly at: BuilderSlot;
      readonly cards: readonly { readonly [key: string]: BuilderValue }[];
    }
  | { readonly type: 'remove'; readonly cards: readonly BuilderPath[] }
  /** In the order of the file, whatever the order given. Into a list of the same sort; not into itself. */
  | { readonly type: 'move'; readonly cards: readonly BuilderPath[]; readonly to: BuilderSlot }
  /** Each copy comes right after its original; the comments above are not copied. */
  | { readonly type: 'duplicate'; readonly cards: readonly BuilderPath[] }
  /** The group takes the place of the first; cards of one list. */
  | { readonly type: 'wrap'; readonly cards: readonly BuilderPath[]; readonly group: BuilderGroup }
  /** The cards of a group take its place. */
  | { readonly type: 'unwrap'; readonly card: BuilderPath }
  | { readonly type: 'disable'; readonly cards: readonly BuilderPath[] }
  | { readonly type: 'enable'; readonly cards: readonly BuilderPath[] }
  /** Turns a card into another kind, keeping the keys that the new kind takes too. */
  | { readonly type: 'kind'; readonly card: BuilderPath; readonly kind: string }
  /**
   * Gives a field a value, adding it (and the maps around it) where it is missing. A value equal to what stands there
   * changes nothing. Given another property, operators that it does not take make way for ones that it does.
   */
  | { readonly type: 'set'; readonly at: BuilderPath; readonly value: BuilderValue }
  /** Removes a field. A map that loses its last entry goes too. */
  | { readonly type: 'unset'; readonly at: BuilderPath }
  /** Another key in a field's place (`is` → `in`, `within` → `before`), with `value`; without it, the old one where it makes sense, else null. */
  | { readonly type: 'key'; readonly at: BuilderPath; readonly key: string; readonly value?: BuilderValue }
  /** The YAML of a whole card (from its dash or from its first key), or of a `raw` field's value. Refused when it does not parse. */
  | { readonly type: 'text'; readonly at: BuilderPath; readonly text: string }
  /** A fix of a problem. */
  | { readonly type: 'fix'; readonly fix: string };

export interface BuilderEditParams extends BuilderParams {
  readonly edit: BuilderEdit;
}

export type BuilderEditResult =
  | {
      readonly state: 'ready';
      readonly version: number;
      /** In the order of the text, without overlap; none when nothing changes. Lines and characters (UTF-16) are 0-based. */
      readonly edits: readonly BuilderTextEdit[];
      /** The cards that the edit was about, as they are addressed after it: to keep the focus, and to announce. */
      readonly cards: readonly BuilderPath[];
    }
  /** It cannot be done; one sentence for a person. */
  | { readonly state: 'refused'; readonly reason: string };

export interface BuilderTextEdit {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly newText: string;
}

/** What can be picked: the answer to `segments/builderOptions`, from the schema and the project alone, at once. */
export interface BuilderOptionsParams extends BuilderParams {
  /** A field's value by its path (also of one that is not there yet), or the rules, filters or steps that can be added at a slot. */
  readonly at: { readonly field: BuilderPath } | { readonly slot: BuilderSlot };
  /** What is typed so far; empty: everything, the likeliest first. */
  readonly search: string;
  /** At most so many. */
  readonly limit: number;
}

export interface BuilderOption {
  /** To be set in a field (an item where it takes many). */
  readonly value: BuilderValue;
  /** Of a slot: the whole card to be inserted. */
  readonly card?: { readonly [key: string]: BuilderValue };
  readonly label: string;
  readonly kind:
    | 'rule'
    | 'event'
    | 'property'
    | 'segment'
    | 'channel'
    | 'list-file'
    | 'value'
    | 'time'
    | 'text'
    | 'key'
    | 'operator';
  /** A few words beside the label: type, unit, what a value means. */
  readonly detail?: string;
  /** Markdown. */
  readonly doc?: string;
  readonly deprecated: boolean;
  /** How many segments of the project use it. */
  readonly uses: number;
  /** Users in the data that have the value; absent where that is not known. */
  readonly users?: number;
}

export interface BuilderOptions {
  readonly version: number;
  readonly options: readonly BuilderOption[];
  /** There are more than `limit`. */
  readonly more: boolean;
}

/** Values that the data has, with users: `segments/builderValues`, of a field whose input is `value`. Null users never; personal values never. */
export interface BuilderValuesParams extends BuilderParams {
  readonly field: BuilderPath;
  readonly search: string;
  readonly limit: number;
}

export type BuilderValues =
  | {
      readonly state: 'ready';
      readonly version: number;
      readonly options: readonly BuilderOption[];
      readonly more: boolean;
    }
  /** No data, not trusted, not a property whose values are suggested. */
  | { readonly state: 'none'; readonly reason: string };

/** Answer to `segments/builderCounts`, for the unsaved text. Cancel it when the document changes. */
export type BuilderCounts =
  | {
      readonly state: 'ready';
      readonly version: number;
      readonly asOf: string;
      readonly total: number;
      /** All users. */
      readonly of: number;
      readonly reachableAny: number;
      readonly reachable: readonly { readonly channel: string; readonly label: string; readonly users: number }[];
      /** Of enabled rules, nested ones too. Filters and steps have none. */
      readonly cards: readonly {
        readonly path: BuilderPath;
        /** Users that hold it, whatever the others say. */
        readonly alone: number;
        /** Users left after it in its list: of `where` and `all` holding it and all before it, of `any` and `none` holding it or one before it. */
        readonly remaining: number;
      }[];
    }
  | {
      readonly state: 'invalid';
      readonly version: number;
      readonly problems: readonly InsightsProblem[];
      /** The first of them that lies in another file, which no card shows. */
      readonly elsewhere?: string;
    }
  /** Not counted: no data, an untrusted workspace, a failed import. */
  | {
      readonly state: 'failed';
      readonly version: number;
      readonly message: string;
      readonly action?: { readonly title: string; readonly command: string };
    };
