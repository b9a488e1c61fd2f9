/** Event rules in plain English. */
import { enumerated } from '../checks/wording.ts';
import type { At, DidRule, EventUse, Filter, Measure, SequenceRule, Step } from '../model.ts';
import { operators } from '../operators/index.ts';
import { filterWords } from './conditions.ts';
import { propertyWords, valueWords } from './names.ts';
import { durationWords, windowPhrase } from './words.ts';

/** `“Charged” or “Renewed”`. */
export function eventWords(events: readonly EventUse[]): string {
  return enumerated(
    events.map(({ name }) => `“${name}”`),
    'or',
  );
}

export function whereWords(where: readonly Filter[]): string {
  return where.length === 0 ? '' : ` where ${filterWords(where)}`;
}

const DAYS = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

export function atWords(at: At | undefined): string {
  if (at === undefined) return '';
  const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  const hours = at.hours === undefined ? '' : ` between ${clock(at.hours[0])} and ${clock(at.hours[1])}`;
  const weekdays =
    at.weekdays === undefined
      ? ''
      : ` on ${enumerated(
          at.weekdays.map((day) => DAYS[day - 1] ?? ''),
          'or',
        )}`;
  const monthdays =
    at.monthdays === undefined ? '' : ` on the ${enumerated(at.monthdays.map(ordinal), 'or')} of the month`;
  return `${weekdays}${monthdays}${hours}`;
}

function ordinal(day: number): string {
  const suffix =
    day % 10 === 1 && day !== 11
      ? 'st'
      : day % 10 === 2 && day !== 12
        ? 'nd'
        : day % 10 === 3 && day !== 13
          ? 'rd'
          : 'th';
  return `${day}${suffix}`;
}

/** `did “Charged” at least 3 times in the last 30 days where …`. */
export function didWords(rule: DidRule): string {
  const verb = rule.occurrence === undefined ? 'did' : `${rule.occurrence} did`;
  const adverbs = rule.measures.filter(({ kind }) => kind === 'count' || kind === 'days').map(measureWords);
  const others = rule.measures.filter(({ kind }) => kind !== 'count' && kind !== 'days').map(measureWords);
  const when = rule.window === undefined ? '' : ` ${windowPhrase(rule.window)}`;
  const tail = others.length === 0 ? '' : `, ${enumerated(others, 'and')}`;
  const having = rule.having.length === 0 ? '' : `, and that time ${filterWords(rule.having)}`;
  const often = adverbs.length === 0 ? '' : ` ${adverbs.join(' and ')}`;
  return `${verb} ${eventWords(rule.events)}${often}${when}${atWords(rule.at)}${whereWords(rule.where)}${tail}${having}`;
}

const PLAIN = valueWords(undefined);

function bounds(measure: Measure, words = PLAIN): string {
  return enumerated(
    measure.bounds.map(({ operator, operand }) => operators[operator].quantity?.(operand, words) ?? ''),
    'and',
  );
}

function measureWords(measure: Measure): string {
  switch (measure.kind) {
    case 'count':
      return times(bounds(measure), 'time');
    case 'days':
      return `on ${times(bounds(measure), 'day')}`;
    case 'share':
      return `these being ${bounds(measure, PERCENT)} of all such events`;
    case 'distinct':
      return `with ${bounds(measure)} different values of ${propertyWords(measure.of.name)}`;
    case 'regularly': {
      const every = durationWords(measure.every, 'bare');
      return `in ${bounds(measure)} of the last ${measure.periods} periods of ${/^\d/.test(every) ? every : `one ${every}`}`;
    }
    default: {
      const name = propertyWords(measure.of.name);
      return `with ${ADJECTIVES[measure.kind]} ${name} of ${bounds(measure, valueWords(measure.of.property))}`;
    }
  }
}

const ADJECTIVES = { sum: 'a total', avg: 'an average', min: 'a lowest', max: 'a highest' } as const;

const PERCENT: typeof PLAIN = {
  ...PLAIN,
  one: (value) => percent(value),
  many: (values, word) => enumerated(values.map(percent), word),
};

function percent(value: string | number | boolean): string {
  return `${Number((Number(value) * 100).toFixed(4))}%`;
}

function times(said: string, noun: string): string {
  return `${said} ${/(^|\D)1$/.test(said) && !said.includes('between') ? noun : `${noun}s`}`;
}

/** `did “A” in the last 30 days, then “B” within 1 day, then not “C” within 2 hours`. */
export function sequenceWords({ steps, window }: SequenceRule): string {
  const when = window === undefined ? '' : ` ${windowPhrase(window)}`;
  return steps
    .map((step, index) =>
      index === 0 ? stepWords(step, 'did ', when) : `then ${stepWords(step, step.did ? '' : 'no ')}`,
    )
    .join(', ');
}

/** One step by itself: `did “A” within 1 day`. */
export function describeStep(step: Step): string {
  return stepWords(step, step.did ? 'did ' : 'did not do ');
}

function stepWords(step: Step, verb: string, when = ''): string {
  const same = step.same === undefined ? '' : ` with the same ${propertyWords(step.same.name)}`;
  const within = step.within === undefined ? '' : ` within ${durationWords(step.within)}`;
  return `${verb}${eventWords(step.events)}${same}${within}${when}${atWords(step.at)}${whereWords(step.where)}`;
}
