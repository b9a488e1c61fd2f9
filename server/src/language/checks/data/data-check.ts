/**
 * Hints that compare a segment with what the data holds. What is known of the data is handed in as facts: this folder
 * counts nothing, and says nothing where a fact is missing.
 */
import type { Diagnostic } from '../../diagnostic.ts';
import type { Rule, Segment } from '../../model.ts';
import type { Property } from '../../schema/model.ts';
import type { Tree } from '../../syntax/tree.ts';
import type { Check } from '../check.ts';

/** What is known of the data; undefined where it is not known, or not yet. */
export interface DataFacts {
  /** The instant that rules are counted at, and the zone of days. */
  readonly asOf: number;
  readonly timezone: string;
  /** Rows of an event, and the instant of the last. */
  event(name: string): { readonly rows: number; readonly last?: number } | undefined;
  /** Names of the events that the data has, for what a name may have been meant to be. */
  readonly events: readonly string[];
  /** Users, or rows of the event; how many have the property; its values, the most frequent first. */
  property(property: Property): PropertyFacts | undefined;
  /** The segment's numbers. */
  readonly counts?: SegmentFacts;
}

export interface PropertyFacts {
  readonly of: number;
  readonly present: number;
  /** How many different values there are: when `values` has as many, it has all. */
  readonly distinct: number;
  readonly values: readonly { readonly value: string | number | boolean; readonly users: number }[];
}

export interface SegmentFacts {
  /** All users, and those in the segment. */
  readonly of: number;
  readonly total: number;
  /** The rules that must all hold, with the users that hold each and those left after it. */
  readonly rules: readonly { readonly rule: Rule; readonly alone: number; readonly remaining: number }[];
}

/** A segment without errors, with its text as a tree. */
export interface DataSubject {
  readonly segment: Segment;
  readonly tree: Tree;
}

/** A check that looks for itself. */
export interface DataCheck<Data> extends Check<Data> {
  /** For people who choose which hints they want. */
  readonly title: string;
  readonly find: (subject: DataSubject, facts: DataFacts) => readonly Diagnostic[];
}
