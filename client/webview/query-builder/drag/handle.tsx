import { type RefObject, useRef } from 'react';
import { Button, type DragPreviewRenderer, useDrag } from 'react-aria-components';
import { flushSync } from 'react-dom';
import type { BuilderCard } from '../../../../server/src/protocol/index.ts';
import { Icon } from '../../ui/index.ts';
import { CARD_TYPE, useDragActions } from './drag.tsx';

export type HandleKey = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>;

/** What a card is taken by. It has the card's keys too: see `onKey`. */
export function Handle(props: {
  readonly card: BuilderCard;
  readonly label: string;
  /** Carried along under the pointer. */
  readonly preview: RefObject<HTMLElement | null>;
  /** True when the key was one of the card's. */
  readonly onKey: (event: HandleKey) => boolean;
}) {
  const { card, label, preview, onKey } = props;
  const actions = useDragActions();
  const render = useRef<DragPreviewRenderer>((_items, show) => {
    show(preview.current);
    // React Aria fixes the height of what it pictures, which here is the card itself.
    preview.current?.style.removeProperty('height');
  });
  const { dragProps, dragButtonProps } = useDrag({
    hasDragButton: true,
    preview: render,
    getItems: () => [{ [CARD_TYPE]: JSON.stringify(card.path) }],
    getAllowedDropOperations: () => ['move'],
    // The places to drop at appear once the browser has begun to drag: changing the page before would end it.
    onDragStart: () => setTimeout(() => actions.begin(card)),
    onDragEnd: actions.end,
  });
  const { onPress, ...described } = dragButtonProps;
  return (
    <span {...dragProps} className="handle">
      <Button
        {...described}
        aria-label={label}
        className="icon-button"
        data-handle=""
        onKeyDown={(event) => {
          if (!onKey(event)) event.continuePropagation();
        }}
        onPress={(event) => {
          // By keyboard they have to be there before: the first of them gets the focus.
          if (event.pointerType === 'keyboard' || event.pointerType === 'virtual') flushSync(() => actions.begin(card));
          onPress?.(event);
        }}
      >
        <Icon name="gripper" />
      </Button>
    </span>
  );
}
