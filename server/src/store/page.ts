/** Members page by page, all of them or those that a search finds. */
import { type Bitset, copy, count, intersect, unite } from './bitset.ts';
import type { Evaluator, RowReader } from './evaluator.ts';
import { pick, rowsOf } from './pick.ts';
import type { Page, PageQuery } from './section-numbers.ts';

export interface PageSource extends Evaluator {
  readonly rows: RowReader;
  /** Users whose id begins with the text. */
  readonly idsFrom: (prefix: string) => Bitset;
}

export function page(query: PageQuery, source: PageSource): Page {
  const users = source.set(query.plan.root);
  const found = query.search && query.search.text !== '' ? searched(users, query.search, source) : users;
  // One more than is shown tells whether there is another page.
  const picked = pick(found, query.size + 1, query.after);
  const shown = picked.slice(0, query.size);
  const last = shown.at(-1);
  return {
    total: count(users),
    found: count(found),
    rows: rowsOf(shown, query.columns, source.rows),
    ...(picked.length > shown.length && last ? { next: last.rank } : {}),
  };
}

function searched(users: Bitset, search: NonNullable<PageQuery['search']>, source: PageSource): Bitset {
  const found = copy(source.idsFrom(search.text));
  for (const name of search.properties) {
    const test = {
      op: 'text',
      column: { name, type: 'string' },
      how: 'contains',
      value: search.text.toLowerCase(),
      ignoreCase: true,
    } as const;
    unite(found, source.set({ node: 'users', test }));
  }
  return intersect(found, users);
}
