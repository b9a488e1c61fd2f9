import { boundOperators, isOperator, operators, renameKey, toData } from '../../../language/index.ts';
import type { BuilderPath, BuilderValue } from '../../../protocol/index.ts';
import { type EditFile, editFile, GONE, type RunEdit } from '../edit.ts';
import { converted, type Form } from './convert.ts';
import { spliced } from './entries.ts';
import { cardOf, placeOf } from './resolve.ts';
import { type Refused, setText } from './set-text.ts';

export const key: RunEdit<'key'> = (file, edit) => {
  const text = renamedText(file, edit.at, edit.key, edit.value);
  return typeof text === 'string' ? { text, cards: cardOf(edit.at) } : text;
};

/** The text with another key in an entry's place, its value kept where it makes sense there. */
export function renamedText(file: EditFile, at: BuilderPath, name: string, given?: BuilderValue): string | Refused {
  const place = placeOf(file, at);
  if (place.at === 'disabled') return { refused: 'It is disabled. Enable it to change it.' };
  if (place.at !== 'key' || place.entry === undefined) return GONE;
  if (name === place.key) return file.text;
  const { map, entry, docs } = place;
  if (map.entries.some((other) => String(other.key.value) === name)) {
    return { refused: `“${name}” stands there already.` };
  }
  const { range, newText } = renameKey(entry, name);
  const renamed = spliced(file.text, { ...range, text: newText });
  const formOf = (of: string): Form | undefined =>
    docs?.find((doc) => doc.name === of)?.value ?? (isOperator(of) ? operators[of].form : undefined);
  const [from, to] = [formOf(place.key), formOf(name)];
  const value = toData(entry.value) as BuilderValue;
  const kept = from === undefined || to === undefined ? value : converted(value, from, to);
  const next = given === undefined ? withOf(kept, name) : given;
  return setText(editFile(renamed), [...at.slice(0, -1), name], next);
}

/** Sums and their like are of a property; counts are not. */
function withOf(value: BuilderValue, name: string): BuilderValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const map = value as { readonly [key: string]: BuilderValue };
  const bounds = Object.entries(map).filter(([key]) => boundOperators.some(({ id }) => id === key));
  if (['count', 'days', 'share'].includes(name)) return Object.fromEntries(bounds);
  if (['sum', 'avg', 'min', 'max', 'distinct'].includes(name)) {
    return { of: map['of'] ?? null, ...Object.fromEntries(bounds) };
  }
  return value;
}
