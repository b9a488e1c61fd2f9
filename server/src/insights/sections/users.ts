import * as z from 'zod';
import type { UsersOptions } from '../../protocol/index.ts';
import { maskRow } from '../mask.ts';
import { sampleColumns } from '../sample-columns.ts';
import { propertyChoices } from './property-choices.ts';
import type { Section } from './section.ts';
import { cellsOf, columnsOf } from './user-rows.ts';

const SIZE = 20;
const MOST = 200;
const MOST_COLUMNS = 50;

export const users: Section<'users'> = {
  title: 'Users',
  summary: 'members to look at, page by page, all or those that a search finds',
  options: z.strictObject({
    columns: z.optional(z.array(z.string()).max(MOST_COLUMNS)),
    size: z.optional(z.number().int().min(1).max(MOST)),
    after: z.optional(z.string().regex(/^\d{1,10}$/)),
    search: z.optional(z.string().max(200)),
    reveal: z.optional(z.boolean()),
  }),
  argument: { name: 'SEARCH', read: (search) => ({ search }) },
  async answer({ snapshot, store, prepared, call }, options: UsersOptions) {
    const { schema } = snapshot;
    const names = options.columns ?? sampleColumns(snapshot);
    const unknown = names.find((name) => !schema.users.has(name));
    if (options.columns && unknown !== undefined) {
      return { unavailable: `The schema declares no property “${unknown}” of users.` };
    }
    const { plan, lists } = prepared;
    const page = await store.page(
      {
        plan,
        lists,
        columns: names,
        size: options.size ?? SIZE,
        ...(options.after === undefined ? {} : { after: Number(options.after) }),
        ...(options.search ? { search: { text: options.search, properties: searched(schema.users) } } : {}),
      },
      call,
    );
    const revealed = options.reveal === true;
    return {
      total: page.total,
      found: page.found,
      columns: columnsOf(names, schema, revealed),
      rows: page.rows.map((row) => cellsOf(revealed ? row : maskRow(row, schema), names)),
      next: page.next === undefined ? null : String(page.next),
      choices: propertyChoices(schema),
    };
  },
};

/** A personal value is not to be found out by searching for it, even where it may be shown. */
const searched = (
  properties: ReadonlyMap<string, { readonly name: string; readonly type: string; readonly pii: boolean }>,
) => [...properties.values()].filter(({ type, pii }) => type === 'string' && !pii).map(({ name }) => name);
