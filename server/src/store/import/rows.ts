import type { ImportReport } from '../ports.ts';
import type { ColumnContext, ImportColumn } from './columns/column.ts';
import { floats, integers, naturals } from './columns/growable.ts';
import { importColumns } from './columns/registry.ts';
import type { StoreProperty } from './store-schema.ts';
import { type NameBudget, UndeclaredProperties } from './undeclared.ts';

/** What rows of all kinds have in common. */
export interface RowsContext extends ColumnContext {
  readonly undeclaredNames: NameBudget;
}

interface Misfit {
  count: number;
  example: string;
}

/** The property values of users, or of one event, in order of arrival. */
export class PropertyRows {
  readonly properties: readonly StoreProperty[];
  readonly columns: readonly ImportColumn[];
  /** What the data has beside the properties. */
  readonly undeclared: UndeclaredProperties;
  readonly #misfits = new Map<number, Misfit>();
  #size = 0;

  constructor(properties: readonly StoreProperty[], context: RowsContext) {
    this.properties = properties;
    this.columns = properties.map(({ type }) => importColumns[type](context));
    this.undeclared = new UndeclaredProperties(context.undeclaredNames);
  }

  get size(): number {
    return this.#size;
  }

  /** Adds one row; `cellOf` says for each property which of the cells is its own, -1 for none. */
  append(cells: readonly unknown[], cellOf: Int32Array): void {
    const columns = this.columns;
    for (let k = 0; k < columns.length; k++) {
      const cell = cellOf[k]!;
      const value = cell < 0 ? undefined : cells[cell];
      if (!columns[k]!.append(value)) this.#misfit(k, value);
    }
    this.#size++;
  }

  /** Properties that no row has a value for that fits. */
  emptyProperties(): readonly string[] {
    return this.properties.filter((_, k) => !this.columns[k]!.hasValues()).map(({ name }) => name);
  }

  misfits(event: string | undefined): ImportReport['misfits'] {
    return [...this.#misfits]
      .sort(([a], [b]) => a - b)
      .map(([k, { count, example }]) => ({
        ...(event === undefined ? {} : { event }),
        property: this.properties[k]!.name,
        count,
        example,
      }));
  }

  #misfit(k: number, value: unknown): void {
    const known = this.#misfits.get(k);
    if (known !== undefined) known.count++;
    else this.#misfits.set(k, { count: 1, example: this.properties[k]!.pii ? '(personal data)' : exampleOf(value) });
  }
}

const LONGEST_EXAMPLE = 80;

function exampleOf(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const shown = text.replace(/\s+/g, ' ').replaceAll('\0', '\u2400');
  return shown.length > LONGEST_EXAMPLE ? `${shown.slice(0, LONGEST_EXAMPLE - 1)}…` : shown;
}

/** All rows of one event name. */
export class EventRows extends PropertyRows {
  readonly name: string;
  readonly declared: boolean;
  /** Users by their number in order of arrival. */
  readonly users = integers();
  readonly times = floats();
  /** Place in the order of the data, over all events. */
  readonly places = naturals();

  constructor(name: string, properties: readonly StoreProperty[] | undefined, context: RowsContext) {
    super(properties ?? [], context);
    this.name = name;
    this.declared = properties !== undefined;
  }
}
