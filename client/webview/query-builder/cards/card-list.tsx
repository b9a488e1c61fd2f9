import { startTransition, useEffect, useState } from 'react';
import { classes } from '../../ui/index.ts';
import { Gap } from '../drag/gap.tsx';
import { useBuilderState } from '../state/context.tsx';
import { keyOf } from '../state/paths.ts';
import { AddCard } from './add-card.tsx';
import { Card } from './card.tsx';
import { joinOf } from './joins.ts';
import type { CardsProps } from './parts.ts';

const NAMES = { rule: 'Rule', filter: 'Filter', step: 'Step' } as const;

/** Cards one below the other, with the word that joins them, and a way to add more. */
export function CardList({ cards: list, within, disabled }: CardsProps) {
  const readOnly = useBuilderState(({ model }) => model?.readOnly !== undefined);
  const join = joinOf(within);
  const name = NAMES[list.item];
  const { cards } = list;
  const drawn = useDrawn(cards.length);
  const gap = (index: number) => {
    const before = cards[index];
    const label = before ? `before ${before.sentence || before.title}` : `at the end of: ${join.said}`;
    return <Gap cards={list} index={index} label={label} />;
  };
  return (
    <div className={classes('card-list', `list-${list.item}`, `join-${join.word}`)}>
      <ol aria-label={join.said}>
        {cards.slice(0, drawn).map((card, index) => (
          <li key={keyOf(card.path)}>
            {gap(index)}
            {index > 0 && <span className="join">{join.word}</span>}
            <Card card={card} place={`${name} ${index + 1} of ${cards.length}`} within={within} disabled={disabled} />
          </li>
        ))}
      </ol>
      {cards.length > 0 && <div className="last-gap">{gap(cards.length)}</div>}
      {!disabled && !readOnly && <AddCard list={list} />}
    </div>
  );
}

/** Drawn at once; more than fill a screen. */
const FIRST = 40;

/** How many of so many cards are drawn: those of a long list that cannot be seen yet follow when there is time. */
function useDrawn(count: number): number {
  const [all, setAll] = useState(count <= FIRST);
  useEffect(() => {
    if (!all) startTransition(() => setAll(true));
  }, [all]);
  return all ? count : FIRST;
}
