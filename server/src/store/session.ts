/**
 * Answers questions about one open store: leaves become sets by SQL, everything else is algebra on sets.
 * Invariant: reads only, and one question at a time; nothing here knows in which thread it runs.
 */
import type { EventSource, Leaf, SegmentPlan } from '../language/plan.ts';
import { compileLeaf, compileUserEvents, compileUserRows, type Physical, type PhysicalColumn } from '../query/index.ts';
import { add, type Bitset, emptySet, fullSet, has, members } from './bitset.ts';
import { breakdown } from './breakdown.ts';
import { changes } from './changes.ts';
import type { Database } from './engines/database.ts';
import { evaluate } from './evaluate.ts';
import type { Evaluator, EvaluatorAt, RowReader } from './evaluator.ts';
import { type LeafCache, leafKey, settled, settledInstant } from './leaf-cache.ts';
import { measure } from './metrics/registry.ts';
import { overlap } from './overlap.ts';
import { type PageSource, page } from './page.ts';
import { physicalFromJson } from './physical.ts';
import type { Evaluation, EventRow, InsightsQuery, Lists, Row, Value } from './ports.ts';
import { type PrefetchSource, prefetch } from './prefetch.ts';
import { eventProfile, numberSpread, type ProfileSource, propertyProfile } from './profile.ts';
import type { Answer, Handlers, Query } from './requests.ts';
import { ruleCounts } from './rule-counts.ts';
import { sequenceSteps } from './sequence-steps.ts';
import { type Cell, cellsOf, dateReader, type ValueReader, valueReader } from './values.ts';

export interface SessionOptions {
  readonly database: Database;
  readonly cache: LeafCache;
  /** Throws CancelledError when nobody waits for the answer any more. */
  readonly checkCancelled: () => void;
  /** Told of every set that was found by SQL. */
  readonly onFound?: (key: string, set: Bitset) => void;
}

/** How many rows may pass between two looks at whether the question was cancelled. */
const ROWS_BETWEEN_CHECKS = 8192;

export class Session {
  readonly physical: Physical;
  readonly handlers: Handlers;
  readonly #options: SessionOptions;
  readonly #dates: (instant: number) => string | null;
  readonly #evaluatorAt: EvaluatorAt = (plan, lists) => this.#evaluator(plan, lists);
  readonly #rowReader: RowReader = (positions, columns) => this.#rows(positions, columns);
  /** Leaves that were evaluated by SQL; the others came from the cache. */
  #leavesRun = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.physical = physicalFromJson(options.database.meta.physical);
    this.#dates = dateReader(options.database.meta.timezone);
    this.handlers = {
      insights: (query) => this.#insights(query),
      select: (query) => members(this.#evaluator(query.plan, query.lists).set(query.plan.root)),
      rows: (query) => this.#rows([...query.positions], query.columns),
      membership: (query) => this.#membership(query),
      user: (query) => this.#user(query),
      userEvents: (query) => this.#userEvents(query),
      ruleCounts: (query) => ruleCounts(query.rules, this.#evaluator(query.plan, query.lists)),
      prefetch: ({ plans }) => prefetch(plans, this.#prefetchSource()),
      overlap: (query) => overlap(query, this.#evaluatorAt, this.physical.userCount),
      changes: (query) => changes(query, this.#evaluatorAt, this.#rowReader),
      numberSpread: (query) => numberSpread(query, this.#profileSource()),
      breakdown: (query) => breakdown(query, this.#evaluator(query.plan, query.lists), this.#profileSource()),
      page: (query) => page(query, this.#pageSource(query)),
      sequenceSteps: (query) => sequenceSteps(query, this.#stepsSource(query)),
      eventProfile: ({ name }) => eventProfile(name, this.#profileSource()),
      propertyProfile: (query) => propertyProfile(query, this.#profileSource()),
    };
  }

  #insights(query: InsightsQuery): Evaluation {
    const started = performance.now();
    const before = this.#leavesRun;
    const { plan } = query;
    const { set, exists } = this.#evaluator(plan, query.lists);
    const numbers = measure({
      query,
      exists,
      users: set(plan.root),
      set,
      rows: this.#rowReader,
    });
    return {
      storeVersion: this.#options.database.meta.version,
      asOf: plan.asOf,
      ...numbers,
      leavesRun: this.#leavesRun - before,
      tookMs: performance.now() - started,
    };
  }

  /** Sets of plans at one instant. */
  #evaluator(plan: Pick<SegmentPlan, 'asOf' | 'zone'>, lists: Lists): Evaluator {
    const exists = this.#existing(plan.asOf);
    const leafSet = (leaf: Leaf): Bitset => this.#leafSet(leaf, plan, lists);
    return { exists, set: (part) => evaluate(part, leafSet, exists) };
  }

  /** Users that exist at the instant: with a row, or with an event by then. */
  #existing(asOf: number): Bitset {
    const { userCount, latestEvent } = this.physical;
    const instant = settledInstant(asOf, this.physical);
    const key = `exists ${instant}`;
    return this.#cached(key, () => {
      if (latestEvent !== undefined && instant >= latestEvent) return fullSet(userCount);
      const sql = 'SELECT u.idx FROM users AS u WHERE u.has_row = 1 OR u.first_ts <= ?';
      return this.#setOf({ sql, params: [instant] });
    });
  }

  #leafSet(leaf: Leaf, plan: Pick<SegmentPlan, 'asOf' | 'zone'>, lists: Lists): Bitset {
    const same = settled(leaf, this.physical);
    return this.#cached(leafKey(same, plan, this.physical), () => {
      this.#leavesRun++;
      return this.#setOf(compileLeaf(same, { physical: this.physical, zone: plan.zone, asOf: plan.asOf, lists }));
    });
  }

  #cached(key: string, find: () => Bitset): Bitset {
    const { cache, checkCancelled } = this.#options;
    const known = cache.get(key);
    if (known) return known;
    checkCancelled();
    const set = find();
    this.#keep(key, set);
    return set;
  }

  #keep(key: string, set: Bitset): void {
    this.#options.cache.add(key, set);
    this.#options.onFound?.(key, set);
  }

  #setOf(statement: Parameters<Database['rows']>[0]): Bitset {
    const set = emptySet(this.physical.userCount);
    let untilCheck = ROWS_BETWEEN_CHECKS;
    for (const [user] of this.#options.database.rows(statement)) {
      add(set, user as number);
      if (--untilCheck === 0) {
        this.#options.checkCancelled();
        untilCheck = ROWS_BETWEEN_CHECKS;
      }
    }
    return set;
  }

  #rows(positions: readonly number[], names: readonly string[]): readonly Row[] {
    const columns = names.map((name) => [name, this.physical.userColumns.get(name)] as const);
    const present = columns.flatMap(([, column]) => column ?? []);
    const read = this.#propertiesReader(columns, 2);
    const rows: Row[] = [];
    for (const cells of this.#options.database.rows(compileUserRows(positions, present))) {
      rows.push({ id: cells[1] as string, properties: read(cells) });
    }
    return rows;
  }

  /** Reads properties whose cells follow each other from a position on; a name without a column is missing. */
  #propertiesReader(
    columns: Iterable<readonly [string, PhysicalColumn | undefined]>,
    from: number,
  ): (cells: readonly Cell[]) => Readonly<Record<string, Value>> {
    const readers: (readonly [string, ValueReader, number])[] = [];
    let at = from;
    for (const [name, column] of columns) {
      readers.push([name, column ? valueReader(column, this.#dates) : () => null, at]);
      if (column) at += cellsOf(column);
    }
    return (cells) => Object.fromEntries(readers.map(([name, read, begin]) => [name, read(cells, begin)]));
  }

  #position(id: string): number | undefined {
    const statement = { sql: 'SELECT u.idx FROM users AS u WHERE u.id = ?', params: [id] };
    for (const [position] of this.#options.database.rows(statement)) return position as number;
    return undefined;
  }

  #membership(query: Query<'membership'>): Answer<'membership'> {
    const position = this.#position(query.user);
    const { exists, set } = this.#evaluator(query.plan, query.lists);
    if (position === undefined || !has(exists, position)) return undefined;
    return query.sets.map((plan) => has(set(plan), position));
  }

  #user({ id, columns }: Query<'user'>): Row | undefined {
    const position = this.#position(id);
    return position === undefined ? undefined : this.#rows([position], columns)[0];
  }

  #userEvents({ plan, user, source, limit }: Query<'userEvents'>): Answer<'userEvents'> {
    const position = this.#position(user);
    if (position === undefined) return { total: 0, events: [] };
    let total = 0;
    const found: (EventRow & { readonly seq: number })[] = [];
    for (const event of new Set(source.events)) {
      total += this.#eventsOf(event, position, { plan, source, limit }, found);
    }
    const newest = found.sort((one, other) => other.at - one.at || other.seq - one.seq).slice(0, limit);
    return { total, events: newest.map(({ event, at, properties }) => ({ event, at, properties })) };
  }

  /** Adds one event's newest rows and says how many there are. */
  #eventsOf(
    event: string,
    user: number,
    query: { readonly plan: SegmentPlan; readonly source: EventSource; readonly limit: number },
    into: (EventRow & { readonly seq: number })[],
  ): number {
    const table = this.physical.events.get(event);
    if (!table) return 0;
    const { plan, source, limit } = query;
    const context = { physical: this.physical, zone: plan.zone, asOf: plan.asOf };
    const { rows, count } = compileUserEvents({ user, table, source, limit }, context);
    const read = this.#propertiesReader(table.columns, 2);
    for (const cells of this.#options.database.rows(rows)) {
      into.push({ event, at: cells[0] as number, seq: cells[1] as number, properties: read(cells) });
    }
    for (const [total] of this.#options.database.rows(count)) return total as number;
    return 0;
  }

  #pageSource({ plan, lists }: Query<'page'>): PageSource {
    return { ...this.#evaluator(plan, lists), rows: this.#rowReader, idsFrom: (prefix) => this.#idsFrom(prefix) };
  }

  /** Ids lie in the order of their bytes: those with a prefix are next to each other. */
  #idsFrom(prefix: string): Bitset {
    const sql = 'SELECT u.idx FROM users AS u WHERE u.id >= ? AND u.id < ?';
    return this.#setOf({ sql, params: [prefix, `${prefix}\u{10FFFF}`] });
  }

  #stepsSource({ within, lists }: Query<'sequenceSteps'>) {
    const { database, checkCancelled: check } = this.#options;
    const context = { physical: this.physical, zone: within.zone, asOf: within.asOf, lists };
    return { ...this.#evaluator(within, lists), database, context, check };
  }

  #prefetchSource(): PrefetchSource {
    const { database, checkCancelled: check, cache } = this.#options;
    const known = (key: string) => cache.get(key) !== undefined;
    return { database, physical: this.physical, known, found: (key, set) => this.#keep(key, set), check };
  }

  #profileSource(): ProfileSource {
    const { database, checkCancelled } = this.#options;
    return { database, physical: this.physical, dates: this.#dates, check: checkCancelled };
  }
}
