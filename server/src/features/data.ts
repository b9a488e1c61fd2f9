/**
 * What features may ask of the data. The shell answers: from what is known, without waiting, or in the background.
 * Invariant: nothing here exists before the workspace is trusted, where no data is declared, or while none is read.
 */
import type { Moment, NumberedRule, Profiles, UndeclaredProperty } from '../insights/index.ts';
import type { Diagnostic, SegmentReading } from '../language/index.ts';
import type { Usage } from '../project/index.ts';

export interface DataPort {
  /** The data of the project around a file. Looking never opens or imports anything. */
  of(uri: string): ProjectData | undefined;
  /** How often things are used in the project around a file; it may lag behind the last edits by some seconds. */
  usage(uri: string): Usage;
  /** What the data says of an open file, as far as it is known of its text as it is now. */
  hints(uri: string): readonly Diagnostic[];
  /** Who entered and left a segment since the last commit, as far as it is known; asking has it found. */
  change(uri: string): SegmentChange | undefined;
  /** A segment's numbers as its text is now; waits a moment for them, then says that they are being counted. */
  numbers(uri: string): Promise<SegmentNumbers>;
}

/** One version of the data of a project. */
export interface ProjectData extends Omit<Profiles, 'close'> {
  /** Changes with the data. */
  readonly version: string;
  readonly users: number;
  readonly firstEvent?: number;
  readonly latestEvent?: number;
  /** When counts are for. */
  readonly moment: Moment;
  /** Rows of an event; known at once, of all of them. */
  rows(event: string): number;
  /** What the data has under a name that the schema did not declare when it was read; known at once. */
  undeclared(of: { readonly event?: string; readonly name: string }): UndeclaredProperty | undefined;
}

export type SegmentNumbers =
  /** There are none: no data is read, or the segment has errors. */
  | { readonly state: 'absent' }
  /** Whoever asked is told to ask again when they are there. */
  | { readonly state: 'counting' }
  | CountedSegment;

export interface CountedSegment {
  readonly state: 'counted';
  /** What was counted. Of another text than the document's they must not be shown. */
  readonly reading: SegmentReading;
  readonly asOf: number;
  readonly total: number;
  /** All users that exist at the instant. */
  readonly of: number;
  /** On at least one channel; absent where the schema has none. */
  readonly reachableAny?: number;
  readonly rules: readonly NumberedRule[];
}

/** A segment against what it was at the last commit, both in the present data. */
export type SegmentChange =
  /** Its rules have the same meaning. */
  | { readonly state: 'same' }
  /** There was no such segment, or none that can be counted in this data. */
  | { readonly state: 'new' }
  | { readonly state: 'counting' }
  | { readonly state: 'changed'; readonly entered: number; readonly left: number };

/** Where nothing is known. */
export const NO_DATA: DataPort = {
  of: () => undefined,
  usage: () => new Map(),
  hints: () => [],
  change: () => undefined,
  numbers: async () => ({ state: 'absent' }),
};
