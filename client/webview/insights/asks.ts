import type {
  FromInsightsView,
  SectionId,
  SectionOptions,
  SectionQuestion,
  SectionResult,
  ToInsightsView,
} from '../../../server/src/protocol/index.ts';

type Hear<Id extends SectionId> = (result: SectionResult<Id> | null) => void;

/** The questions that the page has open. An answer to any other one is dropped. */
export interface Asks {
  /** Gives back what ends the question. */
  ask<Id extends SectionId>(section: Id, options: SectionOptions<Id>, hear: Hear<Id>): () => void;
  hear(message: ToInsightsView): void;
}

export function createAsks(send: (message: FromInsightsView) => void): Asks {
  const open = new Map<number, { readonly section: SectionId; readonly hear: Hear<never> }>();
  let last = 0;
  return {
    ask: (section, options, hear) => {
      last += 1;
      const ask = last;
      open.set(ask, { section, hear: hear as Hear<never> });
      send({ type: 'ask', ask, section, options } as SectionQuestion);
      return () => {
        if (!open.delete(ask)) return;
        // A newer question of the section takes its place at the host by itself.
        queueMicrotask(() => {
          if (![...open.values()].some((other) => other.section === section)) send({ type: 'drop', section });
        });
      };
    },
    hear: (message) => {
      if (message.type !== 'section') return;
      const asked = open.get(message.ask);
      open.delete(message.ask);
      asked?.hear(message.result as never);
    },
  };
}
