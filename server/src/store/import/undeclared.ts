/**
 * Columns of the data that would be properties if the schema declared them: how often they have a value, and the type
 * that fits. Invariant: no value is kept, and neither names nor looks at values grow with the data without a bound.
 */
import type { ImportReport, UndeclaredProperty } from '../ports.ts';
import { ownText } from './columns/text.ts';
import { looksPersonal } from './infer/property-guess.ts';
import { shapeOf, TypeTally, typeInEvent } from './infer/type-tally.ts';
import { isSensitiveName } from './infer/words.ts';

/** So many names are told of users and of each event, the most frequent. */
const MOST_TOLD = 200;
/** So many are noted of each, and in all: data whose keys are ids has ever new ones. */
const MOST_NOTED = 1000;
const MOST_NOTED_IN_ALL = 10_000;
const LONGEST_NAME = 200;

/** How many names may still be noted, of whatever rows. */
export class NameBudget {
  left = MOST_NOTED_IN_ALL;
}

/** The undeclared properties of users, or of one event. */
export class UndeclaredProperties {
  readonly #tallies = new Map<string, PropertyTally>();
  readonly #budget: NameBudget;

  constructor(budget: NameBudget) {
    this.#budget = budget;
  }

  /** Where a property's values are noted; absent where they are not: a name that can't be written, or one too many. */
  of(name: string): PropertyTally | undefined {
    const known = this.#tallies.get(name);
    if (known !== undefined) return known;
    if (this.#tallies.size >= MOST_NOTED || this.#budget.left === 0) return undefined;
    if (name.trim() === '' || name.length > LONGEST_NAME || isPersonalText(name)) return undefined;
    this.#budget.left--;
    const tally = new PropertyTally(ownText(name));
    this.#tallies.set(tally.types.name, tally);
    return tally;
  }

  /** The most frequent first. */
  told(): readonly PropertyTally[] {
    return [...this.#tallies.values()]
      .sort((a, b) => b.rows - a.rows || (a.types.name < b.types.name ? -1 : 1))
      .slice(0, MOST_TOLD);
  }
}

/** How often one property has a value; and its type, by ever fewer of them. */
export class PropertyTally {
  readonly types: TypeTally;
  rows = 0;
  #nextLook = 0;
  #lastRow = -1;

  constructor(name: string) {
    this.types = new TypeTally(name);
  }

  /** Takes a value of a row; a row counts once, however often the name stands in it. */
  note(value: unknown, row: number): void {
    if (row === this.#lastRow) return;
    this.#lastRow = row;
    if (this.rows++ < this.#nextLook) return;
    this.types.add(value);
    this.#nextLook = this.rows + (this.rows >> 4);
  }
}

interface Owner {
  /** Absent: users. */
  readonly event?: string;
  /** Users, or rows of the event. */
  readonly size: number;
  readonly undeclared: UndeclaredProperties;
}

/** What an import tells of the undeclared properties of users and events. */
export function undeclaredOf(owners: readonly Owner[]): ImportReport['undeclaredProperties'] {
  const overall = new Map<string, TypeTally>();
  const told = owners.map((owner) => ({ owner, tallies: owner.undeclared.told() }));
  for (const { owner, tallies } of told) {
    if (owner.event === undefined) continue;
    for (const { types } of tallies) {
      const all = overall.get(types.name) ?? new TypeTally(types.name);
      all.include(types);
      overall.set(types.name, all);
    }
  }
  return told.flatMap(({ owner: { event, size }, tallies }) =>
    tallies.map(({ types, rows }): UndeclaredProperty => {
      const { name } = types;
      return {
        ...(event === undefined ? {} : { event }),
        name,
        type: event === undefined ? types.type().type : typeInEvent(types, overall.get(name)!),
        pii: looksPersonal(types, event === undefined ? 'user' : 'event'),
        sensitive: isSensitiveName(name),
        // A user may have several rows.
        rows: Math.min(rows, size),
        of: size,
      };
    }),
  );
}

/** A key that is an address or a number of somebody is no name of a property. */
function isPersonalText(name: string): boolean {
  const sign = name.indexOf('@');
  const own = name.slice(name.lastIndexOf('.', sign < 0 ? name.length : sign) + 1);
  const { email, phone, token } = shapeOf(own);
  return email || phone || token;
}
