import { suggest } from '../../schema/suggest.ts';
import { report } from '../check.ts';
import { didYouMean, quoted } from '../wording.ts';
import type { DataCheck } from './data-check.ts';
import { eventsOf } from './subjects.ts';

export const unseenEvent: DataCheck<{ readonly event: string; readonly suggestions: readonly string[] }> = {
  code: 'unseen-event',
  severity: 'information',
  title: 'an event that never happened in the data',
  doc: 'The schema declares this event, but no row of the present data has it: a rule that needs it holds for nobody.',
  message: ({ event, suggestions }) => `${quoted(event)} never happened in the data.${didYouMean(suggestions)}`,
  find: ({ segment }, facts) =>
    eventsOf(segment).flatMap(({ event }) => {
      if (facts.event(event.name)?.rows !== 0) return [];
      const seen = facts.events.map((name) => ({ name }));
      const suggestions = suggest(event.name, seen, 3);
      return [report(unseenEvent, event.range, { event: event.name, suggestions }, { suggestions })];
    }),
};
