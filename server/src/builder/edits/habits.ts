/** How a file is written, so that what is added looks the same. */
import { type CardList, cardsOf, listsOf, type Outline, type Part } from '../outline/outline.ts';

export interface Habits {
  readonly eol: '\n' | '\r\n';
  /** How far the dashes of a list stand from its key's column. */
  readonly step: number;
}

export function habitsOf({ text, parts }: Outline): Habits {
  const [first] = blockLists(parts);
  const column = first === undefined ? 2 : first.column;
  // The file's own `where` begins at column 0; everything else is judged by it.
  return { eol: text.includes('\r\n') ? '\r\n' : '\n', step: first?.owner === undefined ? Math.min(column, 8) : 2 };
}

function blockLists(parts: readonly Part[]): readonly CardList[] {
  return listsOf(parts).flatMap((list) => [
    ...(list.flow ? [] : [list]),
    ...cardsOf(list).flatMap(({ body }) => blockLists(body)),
  ]);
}
