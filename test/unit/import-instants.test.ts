import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseInstant } from '../../server/src/language/values/index.ts';
import { InstantReader } from '../../server/src/store/import/instants.ts';

const ZONES = ['UTC', 'Asia/Kolkata', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Pacific/Apia'];

const two = (n: number): string => String(n).padStart(2, '0');

/** Mostly well-formed date-times, around the years in which clocks change, and some that are not. */
const texts = fc
  .record({
    year: fc.oneof(fc.integer({ min: 1999, max: 2027 }), fc.integer({ min: 0, max: 9999 })),
    month: fc.integer({ min: 0, max: 13 }),
    day: fc.integer({ min: 0, max: 32 }),
    hour: fc.integer({ min: 0, max: 24 }),
    minute: fc.integer({ min: 0, max: 60 }),
    second: fc.integer({ min: 0, max: 60 }),
    fraction: fc.constantFrom('', '', '.1', '.123', '.123456789', '.', ',5', '.1234567890'),
    separator: fc.constantFrom('T', ' ', 't', '_'),
    zone: fc.constantFrom('', '', 'Z', 'z', '+05:30', '-0800', '+02', '+99:00', ' UTC', ' '),
    seconds: fc.boolean(),
  })
  .map(
    (p) =>
      `${String(p.year).padStart(4, '0')}-${two(p.month)}-${two(p.day)}${p.separator}${two(p.hour)}:${two(p.minute)}${p.seconds ? `:${two(p.second)}${p.fraction}` : ''}${p.zone}`,
  );

describe('import: instants', () => {
  it('reads what the language reads', () => {
    for (const zone of ZONES) {
      const reader = new InstantReader(zone);
      fc.assert(
        fc.property(texts, (text) => {
          assert.equal(reader.instant(text), parseInstant(text.trim(), zone), `${text} in ${zone}`);
        }),
        { numRuns: 400 },
      );
    }
  });

  it('reads every hour of days on which clocks change', () => {
    for (const zone of ZONES) {
      const reader = new InstantReader(zone);
      for (const day of [
        '2026-03-08',
        '2026-04-05',
        '2026-10-04',
        '2026-11-01',
        '2018-11-04',
        '2011-12-30',
        '2011-12-31',
      ]) {
        assert.equal(reader.instant(day), parseInstant(day, zone));
        for (let minute = 0; minute < 24 * 60; minute += 15) {
          const text = `${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:00`;
          assert.equal(reader.instant(text), parseInstant(text, zone), `${text} in ${zone}`);
        }
      }
    }
  });

  it('takes the local day of a date-time', () => {
    const reader = new InstantReader('America/New_York');
    assert.equal(reader.dayStart('2026-03-08'), Date.parse('2026-03-08T05:00:00Z'));
    assert.equal(reader.dayStart('2026-03-08T20:00:00'), Date.parse('2026-03-08T05:00:00Z'));
    assert.equal(reader.dayStart('2026-03-09T03:59:00Z'), Date.parse('2026-03-08T05:00:00Z'));
    assert.equal(reader.dayStart('2026-03-09T04:00:00Z'), Date.parse('2026-03-09T04:00:00Z'));
    assert.equal(reader.dayStart('2026-02-30'), undefined);
    assert.equal(reader.dayStart('tomorrow'), undefined);
  });
});
