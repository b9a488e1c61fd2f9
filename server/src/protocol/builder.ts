/**
 * Payloads of the query builder: a segment as cards and fields, edits of it as data, what can be picked, and numbers
 * by card.
 *
 * The document is the only state. The client asks for the model of a document version, shows it, and turns what a
 * person does into an edit made for that version. The server answers with the smallest text edits, which the client
 * applies to the document (undo and redo are the document's), and asks for the model again. Every request names the
 * version it was made for; for another one it fails with `ContentModified` (-32801): ask for the model and try again.
 */

/**
 * The way to a card, a list of cards or a field, from the file's root: `['where', 0, 'any', 1, 'count', 'gte']`. A number counts
 * the cards of a list, disabled ones too, or the values of a plain list. Valid for one document version.
 */
export type BuilderPath = readonly (string | number)[];

/** A value as it stands in YAML. `null` is a value still to be given: it is written as nothing (`is:`) and is an error until then. */
export type BuilderValue =
  | string
  | number
  | boolean
  | null
  | readonly BuilderValue[]
  | { readonly [key: string]: BuilderValue };

export interface BuilderParams {
  readonly uri: string;
  /** The version of the document that the client has. */
  readonly version: number;
}

/** The segment as cards and fields. Answer to `segments/builderModel`; null where no schema governs the file. */
export interface BuilderModel {
  readonly uri: string;
  readonly version: number;
  /** The segment's id: its file's name. */
  readonly segment: string;
  /** The IANA time zone in which days and times are meant. */
  readonly timezone: string;
  /** Absent: edits are possible. Else one sentence that says why not, and where to look (0-based line). The cards show what could be read. */
  readonly readOnly?: { readonly reason: string; readonly line: number };
  /** `name`, `description`, `type`, `owner`, `tags`, `prompt`: those that the file has, in its order. */
  readonly head: readonly BuilderField[];
  readonly addable: readonly BuilderKey[];
  /** The list of the file's `where`: all must hold. */
  readonly rules: BuilderCards;
  /** The segment in words. */
  readonly sentence: string;
  /** Problems that are at no card and no field. */
  readonly problems: readonly BuilderProblem[];
  /** What can be added to lists of rules, of filters and of steps, groups included. */
  readonly kinds: readonly BuilderKind[];
}

/** A kind of rule, of filter or of step. */
export interface BuilderKind {
  readonly item: BuilderItem;
  readonly id: string;
  /** “Did an event”. */
  readonly title: string;
  /** Short markdown. */
  readonly doc: string;
  /** Groups hold cards of their own list's sort. */
  readonly group: boolean;
  /** A new one, with what is still to be given as null: for `insert`. */
  readonly blank: { readonly [key: string]: BuilderValue };
}

/** What a list of cards holds. Cards move between lists of one sort only. */
export type BuilderItem = 'rule' | 'filter' | 'step';

export interface BuilderCards {
  /** For slots. The list need not stand in the file yet: it is made by the first insert. */
  readonly path: BuilderPath;
  readonly item: BuilderItem;
  readonly cards: readonly BuilderCard[];
}

/** A rule, a filter of an event's properties, or a step of a sequence. */
export interface BuilderCard {
  readonly path: BuilderPath;
  readonly item: BuilderItem;
  /** A rule kind (`did`), `property` or a group of filters, `did` or `did_not` of a step; null when none can be told. */
  readonly kind: string | null;
  readonly title: string;
  /** In words, as in explanations; empty while it cannot be said. */
  readonly sentence: string;
  /** Its YAML, from the dash on, without the indentation of its list. */
  readonly text: string;
  /** 0-based; the first and the last line that are its own, without comments above. */
  readonly lines: { readonly first: number; readonly last: number };
  /** The comments above it and behind its first line, without `#`. They go where the card goes. */
  readonly comment?: string;
  /** It is commented out for a moment. Its fields can be seen; enable it to edit it. */
  readonly disabled: boolean;
  /** `text`: only its text can be edited (with the edit `text`), because of `reason`. It can be moved, disabled and removed all the same. */
  readonly form: { readonly as: 'fields' } | { readonly as: 'text'; readonly reason: string };
  /** The first is that of its kind. Empty where it is shown as text. */
  readonly fields: readonly BuilderField[];
  /** Keys that can still be added, in the order in which people are offered them. */
  readonly addable: readonly BuilderKey[];
  /** The nested cards of a group (`all`, `any`, `none`). Not among the fields. */
  readonly group?: BuilderCards;
  /** What it can be turned into by the edit `kind`. */
  readonly kinds: readonly { readonly id: string; readonly title: string }[];
  /** Problems at the card itself; those at a field are there. */
  readonly problems: readonly BuilderProblem[];
}

/** A key with its value. */
export interface BuilderField {
  readonly path: BuilderPath;
  readonly key: string;
  /** A few words: “is at least”, “Count”. */
  readonly title: string;
  /** Short markdown. */
  readonly doc: string;
  /** Null where it is `cards`. */
  readonly value: BuilderValue;
  /** The value as written. */
  readonly text: string;
  readonly input: BuilderInput;
  /** It says what kind the card is, what an operator is, which window it is, or neither. */
  readonly role: 'kind' | 'operator' | 'window' | 'measure' | 'modifier' | 'head';
  readonly required: boolean;
  /** Keys that this one can be changed into by the edit `key`: other operators of the type, other windows. */
  readonly alternatives: readonly BuilderKey[];
  /** Of a map (`at`, `count`, `sum`, `near`): its entries, and what can be added. */
  readonly fields?: readonly BuilderField[];
  readonly addable?: readonly BuilderKey[];
  /** Of `where`, `having`, `sequence`. */
  readonly cards?: BuilderCards;
  readonly problems: readonly BuilderProblem[];
}

/** A key that can be added or changed into. */
export interface BuilderKey {
  readonly key: string;
  readonly title: string;
  readonly doc: string;
  readonly role: BuilderField['role'];
  /** The value that it begins with: for `set`. */
  readonly blank: BuilderValue;
  /** How its value will be given. */
  readonly input: BuilderInput;
}

/** How a value is given. `many: 'either'` takes one or a list, `'yes'` a list. Suggestions come with `segments/builderOptions`. */
export type BuilderInput =
  /** Free text. `suggests`: others use words that can be offered (tags, owner). */
  | { readonly type: 'text'; readonly many: Many; readonly suggests: boolean }
  | {
      readonly type: 'number';
      readonly many: Many;
      readonly unit?: string;
      readonly min?: number;
      readonly max?: number;
    }
  /** One of a few, or with `many` several of them, all known: no search needed. */
  | { readonly type: 'choice'; readonly many: Many; readonly choices: readonly BuilderChoice[] }
  /** A name of the project, picked with search. */
  | { readonly type: 'event' | 'property' | 'segment' | 'channel' | 'list-file'; readonly many: Many }
  /** A value of a property. `choices`: the closed set, in its order where `ordered`. Else anything of that type. */
  | {
      readonly type: 'value';
      readonly many: Many;
      readonly of: string;
      readonly unit?: string;
      readonly choices?: readonly BuilderChoice[];
      readonly ordered: boolean;
      /** Values of personal and sensitive properties are never suggested. */
      readonly personal: boolean;
    }
  /** `[low, high]`, each given as `of` says. */
  | { readonly type: 'range'; readonly of: BuilderInput }
  /** A regular expression in RE2 syntax. */
  | { readonly type: 'pattern' }
  /** A time: a duration (`30d`), a calendar period (`this_month`), a day (`2026-01-31`), a date-time (`2026-01-31T18:00`). */
  | {
      readonly type: 'time';
      readonly durations: boolean;
      readonly periods: boolean;
      readonly dates: boolean;
      readonly times: boolean;
      /** Durations under a day (`12h`, `30m`) are allowed. */
      readonly short: boolean;
      /** Ahead of now rather than ago. */
      readonly ahead: boolean;
    }
  /** `fields` of the field, and `addable`. */
  | { readonly type: 'map' }
  /** `cards` of the field. */
  | { readonly type: 'cards' }
  /** What stands there is none of these: shown as text, edited by the edit `text`. */
  | { readonly type: 'raw'; readonly reason: string };

export type Many = 'no' | 'yes' | 'either';

export interface BuilderChoice {
  readonly value: string | number | boolean;
  /** What people call it; equal to the value where the schema gives no label. */
  readonly label: string;
}

export interface BuilderProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  /** 0-based. */
  readonly line: number;
  readonly fixes: readonly { readonly id: string; readonly title: string; readonly preferred: boolean }[];
}
