import { createContext, useContext } from 'react';
import { initial, type PanelState } from './view.ts';

export const PanelContext = createContext<PanelState>(initial);

/** Everything that the host said. */
export function usePanel(): PanelState {
  return useContext(PanelContext);
}
