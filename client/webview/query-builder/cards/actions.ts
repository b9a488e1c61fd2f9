import type { BuilderCard } from '../../../../server/src/protocol/index.ts';
import { announce } from '../../ui/index.ts';
import type { Builder } from '../state/builder.ts';
import { type Direction, moveEdit, moveOf } from './moves.ts';

/** What can be done with a whole card, from its menu and by key. */
export function cardActions(builder: Builder, card: BuilderCard) {
  const one = [card.path];
  const told = (words: string) => announce(`${card.sentence || card.title}: ${words}`);
  return {
    move: (direction: Direction) => {
      const { model } = builder.state();
      const move = model && moveOf(model, card, direction);
      if (!move) return told(`cannot go ${direction}`);
      told(`moved ${move.said}`);
      void builder.edit(moveEdit(card, move), 'handle');
    },
    duplicate: () => {
      told('duplicated');
      void builder.edit({ type: 'duplicate', cards: one }, 'handle');
    },
    toggle: () => {
      told(card.disabled ? 'enabled' : 'disabled');
      void builder.edit({ type: card.disabled ? 'enable' : 'disable', cards: one }, 'handle');
    },
    remove: () => {
      told('deleted');
      void builder.edit({ type: 'remove', cards: one }, 'handle');
    },
    wrap: (group: 'all' | 'any' | 'none') => {
      told('wrapped in a group');
      void builder.edit({ type: 'wrap', cards: one, group }, 'handle');
    },
    unwrap: () => {
      told('its group is dissolved');
      void builder.edit({ type: 'unwrap', card: card.path }, 'handle');
    },
    reveal: () => builder.send({ type: 'reveal', line: card.lines.first }),
  };
}
