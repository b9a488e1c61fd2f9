import { StoreError } from '../ports.ts';
import { ownText } from './columns/text.ts';
import { InstantReader } from './instants.ts';
import { EventRows, PropertyRows } from './rows.ts';
import type { StoreSchema } from './store-schema.ts';
import { NameBudget } from './undeclared.ts';

/** More would be a column that holds no event names: each name is a table of the store. */
const MOST_EVENT_NAMES = 5000;

/** Users and events in memory, as columns, while the sources are read. */
export class Collector {
  readonly instants: InstantReader;
  readonly undeclaredNames = new NameBudget();
  /** Ids in order of arrival; a user's number is the place here. */
  readonly ids: string[] = [];
  readonly userRows: PropertyRows;
  readonly events = new Map<string, EventRows>();
  duplicateUsers = 0;
  eventCount = 0;
  readonly #users = new Map<string, number>();
  /** For each user the row that counts in `userRows`, -1 without one. */
  readonly #lastRow: number[] = [];
  readonly #declared: ReadonlyMap<string, StoreSchema['events'][number]>;

  constructor(schema: StoreSchema) {
    this.instants = new InstantReader(schema.timezone);
    this.userRows = new PropertyRows(schema.users, this);
    this.#declared = new Map(schema.events.map((event) => [event.name, event]));
  }

  /** The number of the user with this id; as a text, why the value is no id. */
  user(value: unknown): number | string {
    const id = idText(value);
    if (id === undefined) return 'is neither a text nor a number';
    const known = this.#users.get(id);
    if (known !== undefined) return known;
    if (/[\r\n]/.test(id)) return 'holds a line break, and ids are listed one a line';
    if (id.includes('\0')) return 'holds a NUL character';
    const own = ownText(id);
    const same = this.#users.get(own);
    if (same !== undefined) return same;
    const number = this.ids.length;
    this.ids.push(own);
    this.#lastRow.push(-1);
    this.#users.set(own, number);
    return number;
  }

  /** The row just appended to `userRows` is this user's; an earlier one no longer counts. */
  setRow(user: number): void {
    if (this.#lastRow[user] !== -1) this.duplicateUsers++;
    this.#lastRow[user] = this.userRows.size - 1;
  }

  rowOfUser(user: number): number {
    return this.#lastRow[user]!;
  }

  /** The rows of an event name. */
  event(name: string, where: string): EventRows {
    let rows = this.events.get(name);
    if (rows === undefined) {
      if (this.events.size >= MOST_EVENT_NAMES) {
        throw new StoreError(
          `${where} brings more than ${MOST_EVENT_NAMES} different event names. Does \`name\` of that source name the right column?`,
        );
      }
      const own = ownText(name);
      rows = this.events.get(own) ?? new EventRows(own, this.#declared.get(own)?.properties, this);
      this.events.set(own, rows);
    }
    return rows;
  }

  addEvent(rows: EventRows, user: number, time: number): void {
    rows.users.push(user);
    rows.times.push(time);
    rows.places.push(this.eventCount++);
  }
}

/** A number as id is its text. */
function idText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'bigint' ? String(value) : undefined;
}
