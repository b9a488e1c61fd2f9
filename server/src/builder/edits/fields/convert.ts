/** A value kept when its key becomes another. */

import type { KeyDoc, OperandForm } from '../../../language/index.ts';
import { parseDuration, parseMoment } from '../../../language/index.ts';
import type { BuilderValue } from '../../../protocol/index.ts';
import { isList, isMap } from '../write.ts';

export type Form = OperandForm | KeyDoc['value'];

/** What of a value makes sense in another form; null when nothing does. */
export function converted(value: BuilderValue, from: Form, to: Form): BuilderValue {
  if (value === null || from === to) return value;
  switch (to) {
    case 'values':
      return isList(value) ? value : isMap(value) ? null : [value];
    case 'value':
    case 'text':
    case 'pattern':
      return single(value, from);
    case 'range':
      return toRange(value, from);
    case 'past':
    case 'duration':
    case 'ago-or-moment':
    case 'moment':
    case 'day':
      return time(isList(value) ? (value[0] ?? null) : value, to);
    case 'events':
    case 'segments':
    case 'channels':
      return isMap(value) ? null : value;
    case 'event':
      return single(value, from);
    case 'map':
      return isMap(value) ? value : null;
    default:
      return null;
  }
}

function single(value: BuilderValue, from: Form): BuilderValue {
  if (isMap(value) || from === 'flag') return null;
  return isList(value) ? (value[0] ?? null) : value;
}

/** Both ends the one value there was; durations ago go back as far again. */
function toRange(value: BuilderValue, from: Form): BuilderValue {
  if (isList(value)) return value.length === 2 ? value : null;
  if (isMap(value) || typeof value === 'boolean' || from === 'flag') return null;
  const duration = typeof value === 'string' ? parseDuration(value) : undefined;
  if (duration !== undefined) return [`${duration.amount * 2}${duration.unit}`, value];
  return from === 'past' || from === 'duration' ? null : [value, value];
}

function time(value: BuilderValue, to: Form): BuilderValue {
  if (typeof value !== 'string') return null;
  const isDuration = parseDuration(value) !== undefined;
  const moment = parseMoment(value);
  if (to === 'day') return moment?.kind === 'date' ? value : null;
  if (to === 'moment') return moment === undefined ? null : value;
  if (to === 'ago-or-moment') return isDuration || moment !== undefined ? value : null;
  return isDuration ? value : null;
}
