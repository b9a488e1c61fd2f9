/**
 * Cards moved with the pointer or by keyboard. React Aria's drag and drop does both: a drag begun with Enter on a handle
 * goes from place to place with Tab or the arrow keys.
 */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { BuilderCard } from '../../../../server/src/protocol/index.ts';

/** The type under which a card is carried. */
export const CARD_TYPE = 'application/x-segment-card';

interface Dragging {
  readonly card: BuilderCard | undefined;
  readonly begin: (card: BuilderCard) => void;
  readonly end: () => void;
}

const DragContext = createContext<Dragging>({ card: undefined, begin: () => {}, end: () => {} });

/** Apart from the card that is carried, so that cards are not drawn anew when one is. */
const DragActions = createContext<Pick<Dragging, 'begin' | 'end'>>({ begin: () => {}, end: () => {} });

export function DragScope({ children }: { readonly children: ReactNode }) {
  const [card, setCard] = useState<BuilderCard>();
  const actions = useMemo(() => ({ begin: setCard, end: () => setCard(undefined) }), []);
  return (
    <DragActions value={actions}>
      <DragContext value={{ card, ...actions }}>{children}</DragContext>
    </DragActions>
  );
}

/** The card that is being carried. */
export const useCarried = (): BuilderCard | undefined => useContext(DragContext).card;
export const useDragActions = () => useContext(DragActions);
