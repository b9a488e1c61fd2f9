import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Builder, BuilderState } from './builder.ts';

export const BuilderContext = createContext<Builder | undefined>(undefined);

export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (!builder) throw new Error('There is no query builder around this component.');
  return builder;
}

/** A part of the state; the component is drawn anew when that part is another object. */
export function useBuilderState<Part>(select: (state: BuilderState) => Part): Part {
  const builder = useBuilder();
  return useSyncExternalStore(builder.subscribe, () => select(builder.state()));
}
