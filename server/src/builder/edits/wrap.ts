import { type CardList, cardsOf } from '../outline/outline.ts';
import { newCard, settle, takeOut } from './arrange.ts';
import { cardsAt, GONE, type RunEdit } from './edit.ts';
import { finish } from './finish.ts';

export const wrap: RunEdit<'wrap'> = (file, edit) => {
  const { habits } = file;
  const cards = cardsAt(file, edit.cards);
  const [first, ...others] = cards ?? [];
  if (first === undefined) return GONE;
  const { list } = first;
  if (others.some((card) => card.list !== list))
    return { refused: 'Cards of different lists cannot become one group.' };
  if (list.item === 'step') return { refused: 'The steps of a sequence cannot be grouped.' };
  const group = newCard(list, '', habits);
  const inner: CardList = {
    key: edit.group,
    item: list.item,
    owner: group,
    node: undefined,
    flow: list.flow,
    column: list.column + 2 + habits.step,
    docs: list.docs,
    entries: [],
    tail: '',
  };
  const { flow, column } = list;
  group.body = flow ? [`{${edit.group}: `, inner, '}'] : [`${' '.repeat(column)}- ${edit.group}:${habits.eol}`, inner];
  others.forEach(takeOut);
  // The group stands where the first one stood.
  group.gap = first.gap;
  first.gap = '';
  list.entries[list.entries.indexOf(first)] = group;
  for (const card of [first, ...others]) {
    settle(card, inner, habits);
    inner.entries.push(card);
  }
  if (cardsOf(inner).every(({ disabled }) => disabled))
    return { refused: 'Disabled rules cannot become a group. Enable one first.' };
  return finish(file, [group]);
};
