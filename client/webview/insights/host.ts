import { createContext, useContext } from 'react';
import type { FromInsightsView } from '../../../server/src/protocol/index.ts';
import type { Asks } from './asks.ts';

export type Send = (message: FromInsightsView) => void;

/** The way from any part of the page to its host. */
export interface Line {
  readonly send: Send;
  readonly asks: Asks;
}

export const LineContext = createContext<Line>({
  send: () => undefined,
  asks: { ask: () => () => undefined, hear: () => undefined },
});

/** Tells the panel's host. */
export function useHost(): Send {
  return useContext(LineContext).send;
}

export function useAsks(): Asks {
  return useContext(LineContext).asks;
}
