import { type ComponentType, createContext, useContext } from 'react';
import type { BuilderCards, BuilderField } from '../../../../server/src/protocol/index.ts';

export interface FieldProps {
  readonly field: BuilderField;
  readonly disabled: boolean;
}

export interface CardsProps {
  readonly cards: BuilderCards;
  /** The key that the list stands under: it says how its cards are joined. */
  readonly within: string;
  readonly disabled: boolean;
}

interface Parts {
  readonly Field: ComponentType<FieldProps>;
  readonly Cards: ComponentType<CardsProps>;
}

/** Fields hold lists of cards, and cards hold fields: each finds the other here. */
export const PartsContext = createContext<Parts | undefined>(undefined);

export function useParts(): Parts {
  const parts = useContext(PartsContext);
  if (!parts) throw new Error('There are no parts around this component.');
  return parts;
}
