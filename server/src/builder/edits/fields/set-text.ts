import { columnOf, quoteKey, toData } from '../../../language/index.ts';
import type { Entry, MapNode } from '../../../language/syntax/tree.ts';
import type { BuilderPath, BuilderValue } from '../../../protocol/index.ts';
import { type EditFile, editFile, type Outcome } from '../edit.ts';
import { inBrackets, isMap, writeValue } from '../write.ts';
import { added, afterColon, spliced } from './entries.ts';
import { type Place, placeOf } from './resolve.ts';
import { unsetText } from './unset.ts';
import { replaced } from './value.ts';

export type Refused = Extract<Outcome, { readonly refused: string }>;

/** The text with a value at a place, or why that cannot be. */
export function setText(file: EditFile, at: BuilderPath, value: BuilderValue): string | Refused {
  const place = placeOf(file, at);
  switch (place.at) {
    case 'disabled':
      return { refused: 'It is disabled. Enable it to change it.' };
    case 'item': {
      const { list, item, index } = place;
      const values = list.items.map(toData) as BuilderValue[];
      const flowPlace = { after: item.range.start, column: columnOf(file.text, item.range.start), flow: list.flow };
      const splice = replaced(file.text, list, values.with(index, value), { ...flowPlace, habits: file.habits });
      return splice === undefined ? file.text : spliced(file.text, splice);
    }
    case 'nowhere': {
      const key = at.at(-1);
      if (at.length === 1 && typeof key === 'string' && file.tree.root === undefined) {
        const { text, habits } = file;
        return `${text}${quoteKey(key)}:${writeValue(value, 0, habits)}${habits.eol}`;
      }
      if (at.length < 2 || typeof key !== 'string') return { refused: 'There is no place for this value.' };
      return setText(file, at.slice(0, -1), { [key]: value });
    }
    case 'key':
      return setKey(file, at, place, value);
  }
}

function setKey(
  file: EditFile,
  at: BuilderPath,
  place: Extract<Place, { readonly at: 'key' }>,
  value: BuilderValue,
): string | Refused {
  const { text, habits } = file;
  const { map, key, entry } = place;
  const column = columnOf(text, map.range.start);
  if (entry === undefined) {
    const given = map.flow ? (value === null ? ' ' : ` ${inBrackets(value)}`) : writeValue(value, column, habits);
    return spliced(text, added(text, map, key, given, entryBefore(place), habits.eol));
  }
  const old = entry.value;
  if (old?.kind === 'map' && isMap(value) && Object.keys(value).some((name) => keysOf(old).includes(name))) {
    return setEntries(file, at, old, value);
  }
  const splice = replaced(text, old, value, { after: afterColon(text, entry), column, flow: map.flow, habits });
  return splice === undefined ? text : spliced(text, splice);
}

/** Each entry by itself, so that the others stay as they are. */
function setEntries(
  file: EditFile,
  at: BuilderPath,
  old: MapNode,
  value: { readonly [key: string]: BuilderValue },
): string | Refused {
  let text: string | Refused = file.text;
  for (const [key, each] of Object.entries(value)) {
    if (typeof text !== 'string') return text;
    text = setText(editFile(text), [...at, key], each);
  }
  for (const key of keysOf(old)) {
    if (typeof text !== 'string') return text;
    if (!Object.hasOwn(value, key)) text = unsetText(editFile(text), [...at, key]) ?? text;
  }
  return text;
}

const keysOf = (map: MapNode): readonly string[] => map.entries.map(({ key }) => String(key.value));

/** The entry after which a new key is written: the last one that comes before it in the language's order. */
function entryBefore({ map, key, order }: Extract<Place, { readonly at: 'key' }>): Entry | undefined {
  const names = [...keysOf(map), key];
  const rank = order.rank(key, names);
  return map.entries.findLast((entry) => order.rank(String(entry.key.value), names) <= rank);
}
