import assert from 'node:assert/strict';
import type { Duration, Moment, Window } from '../../server/src/language/model.ts';
import {
  compareDurations,
  eventSpan,
  parseDuration,
  parseInstant,
  parseMoment,
  parseRadius,
  recurringDays,
  resolveAsOf,
  shift,
  suggestDuration,
  versionKey,
  windowInstants,
  zoneOf,
} from '../../server/src/language/values/index.ts';

const at = (text: string) => Date.parse(text);
const iso = (instant: number | undefined) => (instant === undefined ? undefined : new Date(instant).toISOString());
const duration = (text: string): Duration => parseDuration(text) ?? assert.fail(text);
const moment = (text: string): Moment => parseMoment(text) ?? assert.fail(text);

/** `(` excludes the first, `]` includes the last: `(2026-01-01T00:00:00.000Z, …]`. */
function span(window: Window, asOf: string, timezone: string): string {
  const { after, until } = windowInstants(window, { asOf: at(asOf), timezone });
  const left = after === undefined ? '(…' : `${after.included ? '[' : '('}${iso(after.at)?.replace(':00.000', '')}`;
  const right = until === undefined ? '…)' : `${iso(until.at)?.replace(':00.000', '')}${until.included ? ']' : ')'}`;
  return `${left}, ${right}`;
}

describe('values: durations', () => {
  it('reads its own forms alone', () => {
    assert.deepEqual(parseDuration('30m'), { amount: 30, unit: 'm' });
    assert.deepEqual(parseDuration('3mo'), { amount: 3, unit: 'mo' });
    for (const text of ['', '30', '30D', '30 d', '-1d', '1.5d', '1d12h', '99999999y', 'P1D']) {
      assert.equal(parseDuration(text), undefined, text);
    }
  });

  it('suggests what was meant', () => {
    assert.equal(suggestDuration('30 days'), '30d');
    assert.equal(suggestDuration('last 2 weeks'), '2w');
    assert.equal(suggestDuration('6 months ago'), '6mo');
    assert.equal(suggestDuration('45 min'), '45m');
    assert.equal(suggestDuration('soon'), undefined);
  });

  it('compares only what does not depend on the date', () => {
    const compare = (a: string, b: string) => compareDurations(duration(a), duration(b));
    assert.equal(compare('2w', '14d'), 0);
    assert.equal(compare('12mo', '1y'), 0);
    assert.equal(compare('90m', '1h'), 30);
    assert.equal(compare('1mo', '30d'), undefined);
    assert.equal(compare('24h', '1d'), undefined);
    assert.ok((compare('1mo', '32d') ?? 0) < 0);
    assert.ok((compare('1y', '300d') ?? 0) > 0);
  });
});

describe('values: the calendar', () => {
  const back = (asOf: string, text: string, timezone: string) => iso(shift(at(asOf), duration(text), timezone, -1));

  it('takes the last day of a shorter month, and leap days', () => {
    assert.equal(back('2026-03-31T12:00:00Z', '1mo', 'UTC'), '2026-02-28T12:00:00.000Z');
    assert.equal(back('2028-03-31T12:00:00Z', '1mo', 'UTC'), '2028-02-29T12:00:00.000Z');
    assert.equal(back('2028-02-29T12:00:00Z', '1y', 'UTC'), '2027-02-28T12:00:00.000Z');
    assert.equal(back('2026-05-31T00:00:00Z', '3mo', 'UTC'), '2026-02-28T00:00:00.000Z');
  });

  it('keeps the wall clock for days and the span for hours', () => {
    // Berlin springs forward on 2026-03-29 and falls back on 2026-10-25.
    assert.equal(back('2026-03-29T12:00:00Z', '1d', 'Europe/Berlin'), '2026-03-28T13:00:00.000Z');
    assert.equal(back('2026-03-29T12:00:00Z', '24h', 'Europe/Berlin'), '2026-03-28T12:00:00.000Z');
    assert.equal(back('2026-10-25T12:00:00Z', '1d', 'Europe/Berlin'), '2026-10-24T11:00:00.000Z');
    assert.equal(back('2026-03-08T17:00:00Z', '1d', 'America/New_York'), '2026-03-07T18:00:00.000Z');
    // Lord Howe moves by half an hour.
    assert.equal(back('2026-04-05T12:00:00Z', '1d', 'Australia/Lord_Howe'), '2026-04-04T11:30:00.000Z');
  });

  it('moves skipped times later by the gap and takes the earlier of repeated ones', () => {
    const local = (text: string, timezone: string) => iso(parseInstant(text, timezone));
    assert.equal(local('2026-03-29T02:30', 'Europe/Berlin'), '2026-03-29T01:30:00.000Z');
    assert.equal(local('2026-10-25T02:30', 'Europe/Berlin'), '2026-10-25T00:30:00.000Z');
    assert.equal(local('2026-03-08T02:30', 'America/New_York'), '2026-03-08T07:30:00.000Z');
    assert.equal(local('2026-10-04T02:10', 'Australia/Lord_Howe'), '2026-10-03T15:40:00.000Z');
    assert.equal(local('2011-12-30T12:00', 'Pacific/Apia'), '2011-12-30T22:00:00.000Z');
    // One day back from a time that was skipped the day before.
    assert.equal(back('2026-03-30T00:30:00Z', '1d', 'Europe/Berlin'), '2026-03-29T01:30:00.000Z');
  });

  it('begins a skipped day at its first instant', () => {
    assert.equal(iso(parseInstant('2011-12-30', 'Pacific/Apia')), '2011-12-30T10:00:00.000Z');
    assert.equal(iso(parseInstant('2011-12-31', 'Pacific/Apia')), '2011-12-30T10:00:00.000Z');
    // Midnight does not exist: São Paulo sprang forward at 00:00.
    assert.equal(iso(parseInstant('2018-11-04', 'America/Sao_Paulo')), '2018-11-04T03:00:00.000Z');
  });
});

describe('values: moments', () => {
  it('reads dates and date-times, local unless they say otherwise', () => {
    assert.equal(iso(parseInstant('2026-01-31T18:00:00+05:30', 'UTC')), '2026-01-31T12:30:00.000Z');
    assert.equal(iso(parseInstant('2026-01-31 18:00:00.123456Z', 'UTC')), '2026-01-31T18:00:00.123Z');
    assert.equal(iso(parseInstant('2026-01-31T18:00', 'Asia/Kolkata')), '2026-01-31T12:30:00.000Z');
    assert.equal(iso(parseInstant('2026-01-31', 'Asia/Kolkata')), '2026-01-30T18:30:00.000Z');
    for (const text of [
      '2026-02-29',
      '2026-1-1',
      '2026-01-01T25:00',
      '2026-01-01T',
      '20260101',
      'now',
      '2026-01-01T10',
      '',
    ]) {
      assert.equal(parseInstant(text, 'UTC'), undefined, text);
    }
  });

  it('resolves as_of', () => {
    const context = { timezone: 'Europe/Berlin', now: 5, latestEvent: 3 };
    assert.equal(resolveAsOf({ kind: 'now' }, context), 5);
    assert.equal(resolveAsOf({ kind: 'latest_event' }, context), 3);
    assert.equal(resolveAsOf({ kind: 'latest_event' }, { timezone: 'UTC', now: 5 }), 5);
    assert.equal(iso(resolveAsOf({ kind: 'instant', text: '2026-06-30' }, context)), '2026-06-29T22:00:00.000Z');
  });
});

describe('values: windows', () => {
  const asOf = '2026-05-15T10:00:00Z';

  it('fixes durations and dates', () => {
    assert.equal(
      span({ kind: 'within', duration: duration('30d') }, asOf, 'UTC'),
      '(2026-04-15T10:00Z, 2026-05-15T10:00Z]',
    );
    assert.equal(span({ kind: 'before-ago', duration: duration('30d') }, asOf, 'UTC'), '(…, 2026-04-15T10:00Z]');
    assert.equal(
      span({ kind: 'before', moment: moment('2026-01-01') }, asOf, 'Asia/Kolkata'),
      '(…, 2025-12-31T18:30Z)',
    );
    assert.equal(span({ kind: 'after', moment: moment('2026-01-01') }, asOf, 'UTC'), '[2026-01-01T00:00Z, …)');
    const between = (from: string, to: string): Window => ({ kind: 'between', from: moment(from), to: moment(to) });
    assert.equal(span(between('2026-01-01', '2026-01-31'), asOf, 'UTC'), '[2026-01-01T00:00Z, 2026-02-01T00:00Z)');
    assert.equal(
      span(between('2026-01-01', '2026-01-31T08:00'), asOf, 'UTC'),
      '[2026-01-01T00:00Z, 2026-01-31T08:00Z)',
    );
    const ago: Window = { kind: 'between-ago', from: duration('60d'), to: duration('30d') };
    assert.equal(span(ago, asOf, 'UTC'), '(2026-03-16T10:00Z, 2026-04-15T10:00Z]');
    assert.equal(
      span({ kind: 'within-next', duration: duration('7d') }, asOf, 'UTC'),
      '(2026-05-15T10:00Z, 2026-05-22T10:00Z]',
    );
    assert.equal(
      span({ kind: 'on', moment: moment('2026-03-29') }, asOf, 'Europe/Berlin'),
      '[2026-03-28T23:00Z, 2026-03-29T22:00Z)',
    );
  });

  it('fixes periods, cut at as_of', () => {
    const period = (
      name:
        | 'today'
        | 'this_week'
        | 'last_week'
        | 'last_month'
        | 'this_quarter'
        | 'last_quarter'
        | 'last_year'
        | 'yesterday',
    ) => span({ kind: 'period', period: name }, asOf, 'UTC');
    assert.equal(period('today'), '[2026-05-15T00:00Z, 2026-05-15T10:00Z]');
    assert.equal(period('yesterday'), '[2026-05-14T00:00Z, 2026-05-15T00:00Z)');
    assert.equal(period('this_week'), '[2026-05-11T00:00Z, 2026-05-15T10:00Z]');
    assert.equal(period('last_week'), '[2026-05-04T00:00Z, 2026-05-11T00:00Z)');
    assert.equal(period('last_month'), '[2026-04-01T00:00Z, 2026-05-01T00:00Z)');
    assert.equal(period('this_quarter'), '[2026-04-01T00:00Z, 2026-05-15T10:00Z]');
    assert.equal(period('last_quarter'), '[2026-01-01T00:00Z, 2026-04-01T00:00Z)');
    assert.equal(period('last_year'), '[2025-01-01T00:00Z, 2026-01-01T00:00Z)');
  });

  it('keeps the local month over a change of the clocks', () => {
    assert.equal(
      span({ kind: 'period', period: 'last_month' }, '2026-04-10T00:00:00Z', 'Europe/Berlin'),
      '[2026-02-28T23:00Z, 2026-03-31T22:00Z)',
    );
  });

  it('ends for events at as_of', () => {
    const clock = { asOf: at(asOf), timezone: 'UTC' };
    assert.deepEqual(eventSpan(undefined, clock), { until: { at: at(asOf), included: true } });
    const later = eventSpan({ kind: 'before', moment: moment('2027-01-01') }, clock);
    assert.deepEqual(later, { until: { at: at(asOf), included: true } });
    const exact = eventSpan({ kind: 'before', moment: moment('2026-05-15T10:00') }, clock);
    assert.deepEqual(exact, { until: { at: at(asOf), included: false } });
  });

  it('lists the days of anniversaries', () => {
    const days = (asOf: string, text: string) => recurringDays(duration(text), { asOf: at(asOf), timezone: 'UTC' });
    assert.deepEqual(days('2026-12-30T12:00:00Z', '3d'), ['01-01', '01-02', '12-30', '12-31']);
    assert.deepEqual(days('2027-02-27T12:00:00Z', '2d'), ['02-27', '02-28', '02-29', '03-01']);
    assert.deepEqual(days('2028-02-27T12:00:00Z', '3d'), ['02-27', '02-28', '02-29', '03-01']);
    assert.deepEqual(days('2028-03-01T12:00:00Z', '0d'), ['03-01']);
    assert.deepEqual(days('2026-05-01T23:00:00Z', '2h'), ['05-01', '05-02']);
    assert.equal(days('2026-05-01T00:00:00Z', '2y').length, 366);
  });
});

describe('values: versions', () => {
  it('sort in semantic-versioning order', () => {
    const ordered = [
      '0',
      '0.0.1-alpha',
      '0.0.1',
      '0.9',
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1',
      '1.0.1-rc',
      '1.0.1',
      '1.1-0',
      '1.1-a',
      '1.1',
      '1.2',
      '1.10',
      '2',
      '10',
      '10.2.1',
      '123456789012',
    ];
    const keys = ordered.map((text) => versionKey(text) ?? assert.fail(text));
    for (let i = 1; i < keys.length; i++) assert.ok(keys[i - 1]! < keys[i]!, `${ordered[i - 1]} < ${ordered[i]}`);
  });

  it('fill missing parts with zeros and leave out build metadata', () => {
    assert.equal(versionKey('1'), versionKey('1.0.0'));
    assert.equal(versionKey('1.2.0+build.5'), versionKey('1.2'));
    assert.equal(versionKey('01.2'), versionKey('1.2'));
    assert.equal(versionKey('1.0-rc.1'), versionKey('1-rc.1+x'));
  });

  it('are undefined when malformed', () => {
    for (const text of ['', 'v1', '1.', '.1', '1..2', '1-', '1.2-rc..1', 'latest', '1.2 ', '1,2', '1.x', '-1']) {
      assert.equal(versionKey(text), undefined, text);
    }
  });
});

describe('values: zones and distances', () => {
  it('give offsets that agree with the calendar', () => {
    const asOf = at('2026-06-30T00:00:00Z');
    for (const name of [
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'Asia/Kolkata',
    ]) {
      const zone = zoneOf(name, asOf);
      let last = zone.initial;
      let time = Number.NEGATIVE_INFINITY;
      for (const { at: instant, offset } of zone.transitions) {
        assert.notEqual(offset, last, `${name} repeats an offset`);
        assert.ok(instant > time && instant <= at('2028-06-30T00:00:00Z'));
        [last, time] = [offset, instant];
      }
      for (const text of ['1975-07-01', '2011-12-31', '2026-01-15', '2026-07-15']) {
        const start = parseInstant(text, name) ?? assert.fail();
        const offset = zone.transitions.findLast((each) => each.at <= start)?.offset ?? zone.initial;
        assert.equal(iso(start + offset), `${text}T00:00:00.000Z`, `${name} ${text}`);
      }
    }
  });

  it('read radii', () => {
    assert.equal(parseRadius('5km'), 5000);
    assert.equal(parseRadius('500m'), 500);
    assert.equal(parseRadius('1mi'), 1609.344);
    assert.equal(parseRadius('5'), undefined);
    assert.equal(parseRadius('-5km'), undefined);
  });
});
