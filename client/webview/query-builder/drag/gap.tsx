import { useRef } from 'react';
import { useDrop, VisuallyHidden } from 'react-aria-components';
import type { BuilderCards, BuilderPath } from '../../../../server/src/protocol/index.ts';
import { announce } from '../../ui/index.ts';
import { useBuilder } from '../state/context.tsx';
import { isWithin, placeOf, samePath } from '../state/paths.ts';
import { CARD_TYPE, useCarried } from './drag.tsx';

/** The place between two cards, where a card that is carried can be put down. */
export function Gap(props: { readonly cards: BuilderCards; readonly index: number; readonly label: string }) {
  const { cards, index, label } = props;
  const carried = useCarried();
  if (!carried || carried.item !== cards.item || isWithin(cards.path, carried.path)) return null;
  const from = placeOf(carried.path);
  const isOwn = samePath(from.list, cards.path) && (index === from.index || index === from.index + 1);
  return isOwn ? null : <OpenGap list={cards.path} index={index} label={label} card={carried.path} />;
}

function OpenGap(props: {
  readonly list: BuilderPath;
  readonly index: number;
  readonly label: string;
  readonly card: BuilderPath;
}) {
  const { list, index, label, card } = props;
  const builder = useBuilder();
  const button = useRef<HTMLButtonElement>(null);
  const { dropProps, dropButtonProps, isDropTarget } = useDrop({
    ref: button,
    hasDropButton: true,
    getDropOperation: (types) => (types.has(CARD_TYPE) ? 'move' : 'cancel'),
    onDrop: () => {
      announce(`Moved ${label}`);
      void builder.edit({ type: 'move', cards: [card], to: { list, index } }, 'handle');
    },
  });
  // `onPress` is for pasting, which is not offered.
  const { onPress: _, ...described } = dropButtonProps ?? {};
  return (
    <div {...dropProps} className="gap" data-target={isDropTarget || undefined}>
      <VisuallyHidden>
        <button ref={button} type="button" {...described} aria-label={`Put ${label}`} />
      </VisuallyHidden>
    </div>
  );
}
