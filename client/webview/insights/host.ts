import { createContext, useContext } from 'react';
import type { FromInsightsView } from '../../../server/src/protocol/index.ts';

export type Send = (message: FromInsightsView) => void;

export const HostContext = createContext<Send>(() => undefined);

/** Tells the panel's host. */
export function useHost(): Send {
  return useContext(HostContext);
}
