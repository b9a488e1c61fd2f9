import { columnOf, lineStart } from '../../language/index.ts';
import { commentsOf } from '../../language/syntax/scan.ts';
import type { BuilderPath } from '../../protocol/index.ts';
import { type Card, type CardList, pathOf, pathOfList, print } from '../outline/outline.ts';
import { type EditFile, editFile, type Outcome } from './edit.ts';
import { blockEnd, spliced } from './fields/entries.ts';
import { placeOf } from './fields/resolve.ts';
import { unsetText } from './fields/unset.ts';

interface Finishing {
  /** Lists of filters that have no card left: their keys go. */
  readonly emptied?: readonly CardList[];
  /** Their comments stay. */
  readonly keepComments?: boolean;
}

/** The text of an outline after cards changed places. */
export function finish(
  { outline }: EditFile,
  cards: readonly Card[],
  { emptied = [], keepComments = false }: Finishing = {},
): Outcome {
  const gone = emptied.map(pathOfList);
  const paths = cards.map(pathOf);
  const text = gone.reduce((done, path) => withoutKey(done, path, keepComments), print(outline.parts));
  return { text, cards: paths };
}

function withoutKey(text: string, path: BuilderPath, keepComments: boolean): string {
  const file = editFile(text);
  const place = placeOf(file, path);
  const entry = place.at === 'key' ? place.entry : undefined;
  if (entry === undefined) return text;
  const line = lineStart(text, entry.range.start);
  const end = blockEnd(text, entry);
  const comments = keepComments ? commentsOf(`${text.slice(line, end)}\n`) : [];
  const alone = text.slice(line, entry.range.start).trim() === '';
  if (comments.length === 0 || !alone) return unsetText(file, path) ?? text;
  const indent = ' '.repeat(columnOf(text, entry.range.start));
  return spliced(text, { start: line, end, text: comments.map((each) => indent + each).join(file.habits.eol) });
}
