/** Payloads of the requests behind the explorer views: what projects hold, and how much of it there is. */

/** A segment's file, as a list shows it. */
export interface SegmentEntry {
  readonly uri: string;
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly owner?: string;
  readonly live: boolean;
  /** Ids of the segments that its rules refer to. */
  readonly uses: readonly string[];
}

/** Something that the schema declares. */
export interface SchemaEntry {
  readonly kind: 'event' | 'property' | 'channel' | 'term';
  readonly name: string;
  /** The event whose property it is; absent for properties of users and all else. */
  readonly event?: string;
  /** A property's type. */
  readonly type?: string;
  readonly label?: string;
  readonly description?: string;
  readonly aliases: readonly string[];
  /** The author's advice, or an empty text where there is none. */
  readonly deprecated?: string;
  readonly unit?: string;
  readonly values?: readonly string[];
  readonly pii: boolean;
  readonly sensitive: boolean;
  /** How many segments speak of it. */
  readonly usedBy: number;
  /** Its name's place in the schema's file, 0-based. */
  readonly line: number;
  readonly character: number;
}

export interface ProjectOverview {
  readonly rootUri: string;
  readonly schemaUri: string;
  readonly name: string;
  readonly timezone: string;
  /** `now`, `latest_event`, or an instant as the schema writes it. */
  readonly asOf: string;
  /** Whether the schema names data files. */
  readonly hasData: boolean;
  readonly segments: readonly SegmentEntry[];
  /** Events with their properties after them, then properties of users, channels and terms. */
  readonly schema: readonly SchemaEntry[];
}

/** All projects of the workspace. */
export interface OverviewResult {
  readonly projects: readonly ProjectOverview[];
}

export interface DescribeParams {
  readonly uri: string;
}

/** A segment in words; null when its file is gone. */
export type DescribeResult = { readonly explanation: string; readonly description?: string } | null;

export interface SizesParams {
  /** Segments of any projects, at most 200. */
  readonly uris: readonly string[];
}

/** A segment's size; without one a sentence that says why. */
export type SegmentSize =
  | {
      readonly uri: string;
      readonly state: 'counted';
      readonly total: number;
      readonly of: number;
      /** Against the last commit; absent when the file is as it was there, or no revision is known. */
      readonly change?: SizeChange;
    }
  | { readonly uri: string; readonly state: 'invalid' | 'failed'; readonly message: string };

/** `same`: the text is another, but it holds the same users. */
export type SizeChange =
  | { readonly state: 'new' }
  | { readonly state: 'same' }
  | { readonly state: 'changed'; readonly entered: number; readonly left: number };

export interface SizesResult {
  readonly sizes: readonly SegmentSize[];
}

export interface NewFromEventParams {
  readonly rootUri: string;
  readonly event: string;
}

/** Where the segment would go, and its text with tab stops; null when there is no such event. */
export type NewFromEventResult = { readonly uri: string; readonly snippet: string } | null;

export interface InitParams {
  /** The folder that becomes a project. */
  readonly folder: string;
  /** URIs of data files to infer events and properties from; absent: a starter without data. */
  readonly files?: readonly string[];
  readonly workDoneToken?: string | number;
}

/** A schema to be written at `uri`; the server writes nothing. */
export interface InitResult {
  readonly uri: string;
  readonly text: string;
}

/** An event, or a property of users or of an event. */
export interface VolumeOf {
  readonly event?: string;
  readonly property?: string;
}

export interface VolumesParams {
  readonly rootUri: string;
  /** At most 100. */
  readonly of: readonly VolumeOf[];
}

/** What the data holds of it, whatever counts are as of. */
export type Volume =
  | EventVolume
  /** `values` is empty for what is personal or sensitive. */
  | (PropertyVolume & { readonly values: readonly { readonly value: string; readonly users: number }[] });

/** `present` of `total` users, or rows of the event, have it. */
export interface PropertyVolume extends VolumeOf {
  readonly kind: 'property';
  readonly present: number;
  readonly total: number;
}

export interface EventVolume {
  readonly kind: 'event';
  readonly event: string;
  readonly property?: never;
  readonly rows: number;
  readonly users: number;
  readonly last: string | null;
}

export interface VolumesResult {
  /** In the order of the question; what is not declared any more is left out. */
  readonly volumes: readonly Volume[];
}

export interface OnlyInDataParams {
  readonly rootUri: string;
}

/** Events and properties that the data has and the schema does not declare. */
export interface OnlyInDataResult {
  /** The most frequent first, at most 100. */
  readonly events: readonly EventVolume[];
  /** How many events there are. */
  readonly total: number;
  /** Of users, of events that are declared and of the events listed; the most frequent of each first. */
  readonly properties: readonly UndeclaredProperty[];
}

/** A property that only the data has, and what it could be declared as. Of its values nothing is known. */
export interface UndeclaredProperty extends PropertyVolume {
  readonly property: string;
  readonly type: string;
  readonly pii: boolean;
  readonly sensitive: boolean;
}

/** An event that is not declared, with properties to declare with it; or one property of a declared event, or of users. */
export interface DeclareParams {
  readonly rootUri: string;
  /** Absent: users. */
  readonly event?: string;
  readonly properties: readonly UndeclaredProperty[];
}

/** An edit of the schema's text as the server knows it; null when it is declared there, or nothing can be added. */
export type DeclareResult = {
  readonly uri: string;
  /** The open document's; null when the text is the file's. */
  readonly version: number | null;
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
  readonly newText: string;
} | null;
