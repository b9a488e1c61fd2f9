/**
 * What a compilation knows, and the look-up of names in the physical layout.
 */
import type { Column, Zone } from '../language/plan.ts';
import type { Dialect } from './dialects/base.ts';
import type { Physical, PhysicalColumn, PhysicalEvent } from './physical.ts';

export interface CompileContext {
  readonly physical: Physical;
  readonly zone: Zone;
  /** The plan's instant: events later than it do not exist. */
  readonly asOf: number;
  /** Ids of `in_list` files by digest. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly dialect: Dialect;
  /** Only events of the users in the statement's table `among` (user) are looked at in a sequence. */
  readonly among?: true;
}

/** A row in a statement under an alias, and the columns that its table has. */
export interface Scope {
  readonly alias: string;
  readonly columns: ReadonlyMap<string, PhysicalColumn>;
}

/**
 * The physical column of a property; undefined when the table has none or one of another type: it is then missing.
 */
export function locate(column: Column, scope: Scope): PhysicalColumn | undefined {
  const found = scope.columns.get(column.name);
  return found?.type === column.type ? found : undefined;
}

/** The tables of the named events, each once; events without data have none. */
export function tablesOf(events: readonly string[], context: CompileContext): readonly PhysicalEvent[] {
  return [...new Set(events)].flatMap((event) => context.physical.events.get(event) ?? []);
}

/**
 * Whether to seek each user's events instead of reading the table through: a seek costs about as much as twelve rows
 * (measured), so only tables with many rows a user gain.
 */
export function seeks(table: PhysicalEvent, context: CompileContext): boolean {
  return table.rows > 12 * context.physical.userCount;
}
