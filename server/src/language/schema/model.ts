import type { Range } from '../diagnostic.ts';
import type { Rule } from '../model.ts';
import type { Scalar } from '../syntax/tree.ts';

export const PROPERTY_TYPES = [
  'string',
  'number',
  'version',
  'boolean',
  'datetime',
  'date',
  'list<string>',
  'list<number>',
  'geo',
] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];

/** What users, events and properties share: names for people, and their age. */
interface Declared {
  readonly name: string;
  /** The name's place in the schema file. */
  readonly range: Range;
  readonly description?: string;
  readonly aliases: readonly string[];
  /** True or the author's advice when it should no longer be used. */
  readonly deprecated?: string | true;
  readonly replacedBy?: string;
}

export interface Property extends Declared {
  readonly type: PropertyType;
  /** The event that has it; absent for a property of users. */
  readonly event?: string;
  /** The closed set of values, in the schema's order. */
  readonly values?: readonly Scalar[];
  /** `values` go from lowest to highest. */
  readonly ordered: boolean;
  /** What coded values mean: F -> female. */
  readonly labels: ReadonlyMap<string, string>;
  /** Values that occur; the set stays open. */
  readonly examples: readonly Scalar[];
  readonly unit?: string;
  readonly pii: boolean;
  readonly sensitive: boolean;
}

export interface EventType extends Declared {
  readonly properties: ReadonlyMap<string, Property>;
}

/** A channel reaches a user when all its rules hold; the first that fails gives the reason. */
export interface Channel {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly aliases: readonly string[];
  readonly range: Range;
  readonly rules: readonly ChannelRule[];
}

export interface ChannelRule {
  readonly rule: Rule;
  readonly because?: string;
}

/** Business words: “active”, “big spender”. `means` is the rules it stands for; absent when they have errors. */
export interface GlossaryEntry {
  readonly term: string;
  readonly range: Range;
  readonly description?: string;
  readonly aliases: readonly string[];
  readonly means: readonly Rule[];
  /** `means` as plain data, ready to be written into a segment. */
  readonly source: unknown;
}

export interface Roles {
  readonly activity?: string;
  readonly purchase?: { readonly event: string; readonly value?: string };
  readonly signup?: string;
  readonly birthday?: string;
}

export type AsOf =
  | { readonly kind: 'now' }
  | { readonly kind: 'latest_event' }
  | { readonly kind: 'instant'; readonly text: string };

/** `path` is a glob from the schema's folder. `columns` maps property -> column where the names differ. */
export interface UserSource {
  readonly path: string;
  readonly range: Range;
  readonly id: string;
  readonly columns: ReadonlyMap<string, string>;
}

/** Exactly one of `name` (the column that holds the event's name) and `event` (a fixed name) is given. */
export interface EventSourceFile {
  readonly path: string;
  readonly range: Range;
  readonly user: string;
  readonly name?: string;
  readonly event?: string;
  readonly time: string;
  readonly columns: ReadonlyMap<string, string>;
}

export interface DataSources {
  readonly users: readonly UserSource[];
  readonly events: readonly EventSourceFile[];
  readonly onBadRow: 'fail' | 'skip';
}

/** The project schema as read. Lenient: what has errors is left out and reported, the rest stands. */
export interface ProjectSchema {
  readonly uri: string;
  readonly project: string;
  /** IANA name. */
  readonly timezone: string;
  readonly asOf: AsOf;
  readonly users: ReadonlyMap<string, Property>;
  readonly events: ReadonlyMap<string, EventType>;
  readonly unknown: 'error' | 'warning';
  /** The file's text where its YAML is broken: what it declares was perhaps not read. */
  readonly broken?: string;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly roles: Roles;
  readonly glossary: ReadonlyMap<string, GlossaryEntry>;
  readonly samples: { readonly columns: readonly string[] };
  readonly data: DataSources;
}
