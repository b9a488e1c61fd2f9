import { instantOf } from '../insights/index.ts';
import type { Moment, Period, Window } from '../language/index.ts';
import {
  durationWords,
  localTime,
  PERIODS,
  parseDuration,
  parseMoment,
  windowInstants,
  windowPhrase,
} from '../language/index.ts';
import type { FeatureContext, FeatureDocument } from './feature.ts';

/** What a time in a rule comes to: in words, and as instants in the project's zone. Markdown. */
export function timeDoc(
  key: string,
  texts: readonly string[],
  document: FeatureDocument,
  context: FeatureContext,
): string | undefined {
  const { schema } = document.snapshot;
  const window = windowOf(key, texts);
  const [only] = texts;
  if (!window) {
    const duration = only === undefined ? undefined : parseDuration(only);
    return duration && durationWords(duration);
  }
  const phrase = windowPhrase(window);
  if (window.kind === 'anniversary') return phrase;
  const { timezone } = schema;
  const asOf = asOfOf(document, context);
  const { after, until } = windowInstants(window, { asOf, timezone });
  const say = (at: number) => localText(at, timezone);
  const parts = [
    after && `${after.included ? 'from' : 'after'} ${say(after.at)}`,
    until && `${until.included ? 'up to and including' : 'before'} ${say(until.at)}`,
  ].filter(Boolean);
  return `${phrase}\n\n${parts.join(', ')}  \n_${timezone}, as of ${say(asOf)}_`;
}

/**
 * The days that a relative time comes to, in a few words: `since 2026-05-31`, `2026-06-15 to 2026-06-21`. Undefined for
 * times that say their dates themselves. Clock times only where a time is shorter than a day.
 */
export function relativeDays(
  key: string,
  texts: readonly string[],
  document: FeatureDocument,
  context: FeatureContext,
): string | undefined {
  const window = windowOf(key, texts);
  if (!window) return undefined;
  const { timezone } = document.snapshot.schema;
  const asOf = asOfOf(document, context);
  const exact = texts.some((text) => /^\d+[mh]$/.test(text));
  const say = (at: number) => {
    const time = localTime(at, timezone);
    return exact ? localText(at, timezone) : time.toPlainDate().toString();
  };
  switch (window.kind) {
    case 'within':
      return `since ${say(windowInstants(window, { asOf, timezone }).after?.at ?? asOf)}`;
    case 'before-ago':
    case 'within-next':
      return `until ${say(windowInstants(window, { asOf, timezone }).until?.at ?? asOf)}`;
    case 'period':
    case 'between-ago': {
      const { after, until } = windowInstants(window, { asOf, timezone });
      const first = say(after?.at ?? asOf);
      // An end that is not included is the start of the day after the last one.
      const last = say((until?.at ?? asOf) - (until?.included === false ? 1 : 0));
      return first === last ? first : `${first} to ${last}`;
    }
    default:
      return undefined;
  }
}

/** The instant that rules of a document are counted at, as far as it is known without reading data. */
export const asOfOf = ({ uri, snapshot }: FeatureDocument, { now, data }: FeatureContext): number =>
  instantOf(snapshot, data.of(uri)?.moment ?? { now }) ?? now;

/** The window that a key and its texts say; undefined for what is none. */
export function windowOf(key: string, texts: readonly string[]): Window | undefined {
  const [first = '', second] = texts;
  const duration = parseDuration(first);
  const moment = parseMoment(first);
  switch (key) {
    case 'within':
    case 'not_within':
      if (duration) return { kind: 'within', duration };
      return (PERIODS as readonly string[]).includes(first) ? { kind: 'period', period: first as Period } : undefined;
    case 'before':
      if (duration) return { kind: 'before-ago', duration };
      return moment && { kind: 'before', moment };
    case 'after':
      return moment && { kind: 'after', moment };
    case 'on':
      return moment && { kind: 'on', moment };
    case 'within_next':
      return duration && { kind: 'within-next', duration };
    case 'anniversary_within_next':
      return duration && { kind: 'anniversary', duration };
    case 'between':
      return between(first, second);
    default:
      return undefined;
  }
}

function between(first: string, second: string | undefined): Window | undefined {
  if (second === undefined) return undefined;
  const durations = [parseDuration(first), parseDuration(second)] as const;
  if (durations[0] && durations[1]) return { kind: 'between-ago', from: durations[0], to: durations[1] };
  const moments: readonly (Moment | undefined)[] = [parseMoment(first), parseMoment(second)];
  return moments[0] && moments[1] ? { kind: 'between', from: moments[0], to: moments[1] } : undefined;
}

/** `2026-06-30 17:30 (Tue)`, seconds only where there are some. */
function localText(at: number, timezone: string): string {
  const time = localTime(at, timezone);
  const seconds = time.second === 0 && time.millisecond === 0 ? '' : `:${String(time.second).padStart(2, '0')}`;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${time.toPlainDate().toString()} ${two(time.hour)}:${two(time.minute)}${seconds}`;
}
