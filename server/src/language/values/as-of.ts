/** The one instant of an evaluation. */
import type { AsOf } from '../schema/model.ts';
import { parseInstant } from './moment.ts';

/** `latest_event` without any event is now. Throws when a text is no date or date-time: that is checked where it is read. */
export function resolveAsOf(
  asOf: AsOf,
  context: { readonly timezone: string; readonly now: number; readonly latestEvent?: number },
): number {
  switch (asOf.kind) {
    case 'now':
      return context.now;
    case 'latest_event':
      return context.latestEvent ?? context.now;
    case 'instant': {
      const instant = parseInstant(asOf.text, context.timezone);
      if (instant === undefined) throw new Error(`Not a date or date-time: ${asOf.text}`);
      return instant;
    }
  }
}
