import type { BuilderPath } from '../../protocol/index.ts';
import { type Card, type CardList, pathOf, pathOfList, print } from '../outline/outline.ts';
import { type EditFile, editFile, type Outcome } from './edit.ts';
import { unsetText } from './fields/unset.ts';

/** The text of an outline after cards changed places. Keys of filters that have none left go. */
export function finish({ outline }: EditFile, cards: readonly Card[], emptied: readonly CardList[] = []): Outcome {
  const gone = emptied.map(pathOfList);
  const paths = cards.map(pathOf);
  return { text: gone.reduce(withoutKey, print(outline.parts)), cards: paths };
}

function withoutKey(text: string, path: BuilderPath): string {
  return unsetText(editFile(text), path) ?? text;
}
