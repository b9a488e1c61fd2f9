/**
 * Values of the language that need more than a comparison: durations, dates, windows, versions, distances, zones.
 * Invariant: pure; an instant is milliseconds since the epoch, and the only clock is the `as_of` that is handed in.
 * Knows nothing of rules, of the schema's reading and of SQL.
 */
export { resolveAsOf } from './as-of.ts';
export { isTimeZone, localTime, shift } from './calendar.ts';
export { compareDurations, durationText, isUnderADay, parseDuration, suggestDuration } from './duration.ts';
export { parseRadius, radiusText } from './geo.ts';
export { momentEnd, momentStart, parseInstant, parseMoment } from './moment.ts';
export { versionKey } from './version.ts';
export { type Clock, eventSpan, type Instants, recurringDays, windowInstants } from './window.ts';
export { zoneOf } from './zone.ts';
