import { localTime, windowInstants } from '../../values/index.ts';
import { report } from '../check.ts';
import { quoted } from '../wording.ts';
import type { DataCheck } from './data-check.ts';
import { eventsOf } from './subjects.ts';

export const staleEvent: DataCheck<{
  readonly event: string;
  /** Days: of the last one, and where the rule begins to look. */
  readonly last: string;
  readonly from: string;
}> = {
  code: 'stale-event',
  severity: 'information',
  title: 'an event that last happened before the time that a rule looks at',
  doc: 'In the present data this event last happened before the rule’s time begins. Perhaps it is no longer recorded, or under another name.',
  message: ({ event, last, from }) =>
    `${quoted(event)} last happened on ${last} in the data; this rule looks from ${from} on.`,
  find: ({ segment }, facts) => {
    const day = (at: number) => localTime(at, facts.timezone).toPlainDate().toString();
    return eventsOf(segment).flatMap(({ event, window }) => {
      const last = facts.event(event.name)?.last;
      if (last === undefined || window === undefined || window.kind === 'anniversary') return [];
      const { after } = windowInstants(window, { asOf: facts.asOf, timezone: facts.timezone });
      if (after === undefined || last > after.at || (last === after.at && after.included)) return [];
      return [report(staleEvent, event.range, { event: event.name, last: day(last), from: day(after.at) })];
    });
  },
};
