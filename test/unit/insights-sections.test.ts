import assert from 'node:assert/strict';
import { binsOf } from '../../server/src/insights/sections/bins.ts';
import { ruleChanges } from '../../server/src/insights/sections/rule-changes.ts';
import { segmentSection } from '../../server/src/insights/segment-section.ts';
import { parseInstant, readSchema, readSegment } from '../../server/src/language/index.ts';
import { openProject } from '../../server/src/project/index.ts';
import {
  type CallOptions,
  CancelledError,
  type NumberSpread,
  type SegmentStore,
} from '../../server/src/store/ports.ts';
import { parseFixture } from '../support/fixture.ts';
import { memoryHost } from '../support/memory-host.ts';

describe('bins', () => {
  /** Dates are those of Berlin, as times are those with a Z. */
  const spread = (...values: readonly (string | number)[]): NumberSpread => {
    const read = (value: string | number) =>
      typeof value === 'number' ? value : (parseInstant(value, 'Europe/Berlin') ?? Number.NaN);
    const [min, lowerQuartile, , upperQuartile, max] = values.map(read) as [number, number, number, number, number];
    return { min, lowerQuartile, upperQuartile, max, distinct: 13 };
  };
  const labels = (of: NumberSpread, kind: 'number' | 'time', count: number, timezone = 'UTC') =>
    binsOf(of, kind, count, timezone)?.bins.map(({ label }) => label);

  it('have round edges', () => {
    assert.deepEqual(labels(spread(3, 20, 40, 70, 96), 'number', 5), [
      '0 – 20',
      '20 – 40',
      '40 – 60',
      '60 – 80',
      '80 – 100',
    ]);
    assert.deepEqual(labels(spread(0.1, 0.3, 0.5, 0.7, 0.9), 'number', 5)?.[0], '0 – 0.2');
  });

  it('keep what is far away in open ones', () => {
    const bins = binsOf(spread(-1_000_000, 10, 20, 30, 1_000_000), 'number', 10, 'UTC');
    assert.equal(bins?.bins[0]?.label, 'below -40');
    assert.deepEqual(bins?.bins[0]?.from, null);
    assert.deepEqual(bins?.bins.at(-1), { label: '80 and more', from: 80, to: null });
    assert.equal(bins?.edges.length, (bins?.bins.length ?? 0) + 1);
  });

  it('cannot be made of one value', () => {
    assert.equal(binsOf(spread(5, 5, 5, 5, 5), 'number', 10, 'UTC'), undefined);
    assert.ok(binsOf(spread(0, 0, 0, 0, 5), 'number', 10, 'UTC'));
  });

  it('of times follow the calendar of the zone', () => {
    const months = spread('2026-01-15', '2026-02-10', '2026-03-01', '2026-05-01', '2026-06-20');
    const bins = binsOf(months, 'time', 8, 'Europe/Berlin');
    assert.deepEqual(
      bins?.bins.map(({ label }) => label),
      ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'],
    );
    // Summer time begins at the end of March.
    assert.equal(bins?.bins[0]?.from, '2025-12-31T23:00:00.000Z');
    assert.equal(bins?.bins[5]?.from, '2026-05-31T22:00:00.000Z');
    const years = spread('1950-01-01', '1970-05-05', '1980-01-01', '1990-01-01', '2010-12-31');
    assert.deepEqual(labels(years, 'time', 15, 'Europe/Berlin')?.slice(0, 2), ['1950 – 1955', '1955 – 1960']);
    const hours = spread(
      '2026-01-01T00:30:00Z',
      '2026-01-01T01:00:00Z',
      '2026-01-01T02:00:00Z',
      '2026-01-01T03:00:00Z',
      '2026-01-01T04:10:00Z',
    );
    assert.deepEqual(
      labels(hours, 'time', 10),
      [0, 1, 2, 3, 4].map((hour) => `2026-01-01 0${hour}:00`),
    );
  });
});

describe('changes of rules', () => {
  const SCHEMA =
    'version: 1\nusers: {properties: {os: {type: string}, age: {type: number}}}\nevents: {Charged: {}, Opened: {}}\n';
  const { schema } = readSchema(SCHEMA, { uri: 'file:///s' });
  const names = { has: () => false, ids: () => [] };
  const rules = (...lines: readonly string[]) => {
    const text = `name: A\nwhere:\n${lines.map((line) => `  - {${line}}\n`).join('')}`;
    const { segment } = readSegment(text, { uri: 'file:///a', id: 'a', schema, segments: names });
    return { rules: segment?.where ?? [], schema };
  };
  const words = (before: readonly string[], after: readonly string[]) =>
    ruleChanges(rules(...before), rules(...after)).map((change) => [
      change.kind,
      'before' in change ? change.before : '',
      'after' in change ? change.after : '',
    ]);

  it('tell what came, went and is written otherwise; moving a rule is none', () => {
    assert.deepEqual(words(['user: os, is: iOS', 'did: Charged'], ['did: Charged', 'user: os, is: iOS']), []);
    assert.deepEqual(words(['did: Charged, within: 30d'], ['did: Charged, within: 60d', 'user: age, gte: 18']), [
      ['changed', 'did “Charged” in the last 30 days', 'did “Charged” in the last 60 days'],
      ['added', '', 'age is at least 18'],
    ]);
    assert.deepEqual(words(['did: Charged', 'did: Opened'], ['did_not: Charged']), [
      ['changed', 'did “Charged”', 'never did “Charged”'],
      ['removed', 'did “Opened”', ''],
    ]);
  });
});

describe('trend', () => {
  const PROJECT = `--- segments.schema.yaml
version: 1
as_of: 2026-06-30
events: {Charged: {}}
--- a.segment.yaml
name: A
where: [{did: Charged, within: 7d}]
`;
  /** A store that says when it is asked, and answers nobody who gave up. */
  const toldStore = (onAsked: (asked: number) => void): SegmentStore =>
    ({
      info: { version: 'v', users: 1, events: 1, firstEvent: Date.UTC(2026, 0, 1), latestEvent: Date.UTC(2026, 5, 30) },
      async prefetch() {
        return 0;
      },
      async changes(_: unknown, { signal }: CallOptions = {}) {
        onAsked(++asked);
        if (signal?.aborted) throw new CancelledError();
        return { before: 0, after: 0, of: 1, entered: 0, left: 0, stayed: 0 };
      },
    }) as unknown as SegmentStore;
  let asked = 0;
  beforeEach(() => {
    asked = 0;
  });
  const ask = async (store: SegmentStore, options: object, signal?: AbortSignal) => {
    const host = memoryHost(parseFixture(PROJECT).files);
    const { snapshot } = await openProject(host.rootUri, host);
    const call = { section: 'trend', options, ...(signal ? { signal } : {}) } as const;
    const result = await segmentSection(snapshot, store, 'a', call);
    assert.ok(result.state === 'ready', JSON.stringify(result));
    return result.answer;
  };

  it('goes back by calendar steps as far as there are events, but not for ever', async () => {
    const store = toldStore(() => undefined);
    const weeks = await ask(store, {});
    assert.deepEqual([weeks.every, weeks.of, weeks.next], ['week', 26, null]);
    assert.equal(weeks.points[1]?.at, '2026-06-23T00:00:00.000Z');
    assert.equal(weeks.points.at(-1)?.entered, null);
    const days = await ask(store, { every: 'day' });
    assert.equal(days.of, 90);
    const months = await ask(store, { every: 'month', before: '2' });
    assert.deepEqual(
      months.points.map(({ at }) => at.slice(0, 10)),
      ['2026-04-30', '2026-03-30', '2026-02-28', '2026-01-30'],
    );
  });

  it('ends between two points when nobody waits any more', async () => {
    const abort = new AbortController();
    const store = toldStore((nth) => {
      if (nth === 3) abort.abort();
    });
    await assert.rejects(ask(store, {}, abort.signal), CancelledError);
    assert.equal(asked, 3);
  });
});
