import { columnOf, errorsIn, parseYaml } from '../../language/index.ts';
import { print } from '../outline/outline.ts';
import { shiftLines } from '../outline/shift.ts';
import { cardAt, editFile, GONE, type RunEdit } from './edit.ts';
import { afterColon, spliced, trimBreak } from './fields/entries.ts';
import { cardOf, placeOf } from './fields/resolve.ts';
import { finish } from './finish.ts';

const BROKEN = { refused: 'This is not YAML that can stand here.' } as const;

export const text: RunEdit<'text'> = (file, edit, context) => {
  const { habits } = file;
  const card = cardAt(file.outline, edit.at);
  if (card === undefined) return fieldText(file, edit, context);
  if (card.disabled) return { refused: 'It is disabled. Enable it to change it.' };
  const { list } = card;
  const given = outdented(
    edit.text
      .replaceAll(/\r?\n/g, '\n')
      .replace(/\s+$/, '')
      .replace(/^(?:[ \t]*\n)+/, ''),
  );
  const item = /^-(?:\s|$)/.test(given) ? given : `- ${given.replaceAll('\n', '\n  ')}`;
  const { root, diagnostics } = parseYaml(`${item}\n`);
  if (root?.kind !== 'list' || root.items.length !== 1 || errorsIn(diagnostics).length > 0) {
    return BROKEN;
  }
  if (list.flow) {
    const [only] = root.items;
    if (item.includes('\n') || only === undefined || (only.kind !== 'scalar' && !only.flow)) {
      return list.node === undefined ? GONE : { open: list.node };
    }
    card.body = [item.slice(item.search(/[^-\s]/))];
  } else {
    card.body = [shiftLines(`${item}\n`, list.column).replaceAll('\n', habits.eol)];
  }
  const done = finish(file, [card]);
  // Two items in one text, or a key at its end that takes in what follows, would change other cards.
  return 'text' in done &&
    countCards(done.text, edit.at) === countCards(print(editFile(file.text).outline.parts), edit.at)
    ? done
    : BROKEN;
};

/** The value of a field as text. */
const fieldText: RunEdit<'text'> = (file, { at, text: given }) => {
  const place = placeOf(file, at);
  if (place.at === 'disabled') return { refused: 'It is disabled. Enable it to change it.' };
  if (place.at !== 'key' || place.entry === undefined) return GONE;
  const { entry, map } = place;
  const { habits } = file;
  const value = outdented(
    given
      .replaceAll(/\r?\n/g, '\n')
      .trimEnd()
      .replace(/^(?:[ \t]*\n)+/, ''),
  );
  const start = afterColon(file.text, entry);
  const end = entry.value === undefined ? start : trimBreak(file.text, entry.value.range.end, start);
  const indent = columnOf(file.text, map.range.start) + 2;
  const lines = value.includes('\n') ? `\n${shiftLines(value, indent)}` : ` ${value}`;
  const next = spliced(file.text, { start, end, text: lines.replaceAll('\n', habits.eol) });
  return { text: next, cards: cardOf(at) };
};

/** The lines moved left by what all of them begin with. */
function outdented(text: string): string {
  const indents = text
    .split('\n')
    .flatMap((line) => (line.trim() === '' ? [] : [line.length - line.trimStart().length]));
  return shiftLines(text, -Math.min(...indents, 200));
}

function countCards(text: string, at: readonly (string | number)[]): number {
  const { outline } = editFile(text);
  const card = cardAt(outline, at);
  return card === undefined ? -1 : card.list.entries.length;
}
