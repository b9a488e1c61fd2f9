import type { BuilderPath } from '../../../protocol/index.ts';
import { isKind } from '../../outline/card-keys.ts';
import type { EditFile, RunEdit } from '../edit.ts';
import { removed, spliced } from './entries.ts';
import { cardOf, placeOf } from './resolve.ts';

export const unset: RunEdit<'unset'> = (file, { at }) => {
  const place = placeOf(file, at);
  const says = place.at === 'key' && place.card !== undefined && place.docs !== undefined;
  const text = says && isKind(place.key, place.card.list.item) ? undefined : unsetText(file, at);
  return text === undefined
    ? { refused: 'It says what the rule is, so it cannot be left out. Remove the rule instead.' }
    : { text, cards: cardOf(at) };
};

/** The text without a key. A map that would be left without any goes too; undefined when that would be a card or the file. */
export function unsetText(file: EditFile, at: BuilderPath): string | undefined {
  const place = placeOf(file, at);
  if (place.at !== 'key' || place.entry === undefined) return place.at === 'disabled' ? undefined : file.text;
  if (place.map.entries.length > 1) return spliced(file.text, removed(file.text, place.map, place.entry));
  return place.docs === undefined && at.length > 1 ? unsetText(file, at.slice(0, -1)) : undefined;
}
