import assert from 'node:assert/strict';
import { hintsFrom, type KnownData } from '../../server/src/insights/index.ts';
import type { Diagnostic } from '../../server/src/language/diagnostic.ts';
import { dataChecks, fixesFor, quoteScalar } from '../../server/src/language/index.ts';
import { openFixture } from '../support/feature-fixture.ts';

const AS_OF = Date.parse('2026-06-30T12:00:00Z');
const day = (text: string) => Date.parse(`${text}T10:00:00Z`);
const value = (text: string | number, users = 1) => ({ value: text, users, count: users });

const KNOWN: KnownData = {
  asOf: AS_OF,
  rows: (event) => ({ Charged: 10, 'App Launched': 5, 'Old Purchase': 1 })[event] ?? 0,
  event: (name) =>
    ({
      Charged: { rows: 10, users: 3, first: 0, last: day('2026-06-29') },
      'App Launched': { rows: 5, users: 2, first: 0, last: day('2026-03-01') },
    })[name],
  property: ({ name, event }) =>
    ({
      city: { of: 100, present: 90, distinct: 2, values: [value('Mumbai', 60), value('Pune', 30)] },
      age: { of: 100, present: 4, distinct: 2, values: [value(30), value(31)] },
      email: { of: 100, present: 100, distinct: 0, values: [] },
      interests: { of: 100, present: 50, distinct: 900, values: [value('shoes')] },
      'Charged.category': { of: 10, present: 0, distinct: 0, values: [] },
    })[event === undefined ? name : `${event}.${name}`],
};

/** The text with each hint's code and message behind its line. */
async function hinted(text: string, known = KNOWN, disabled: readonly string[] = []) {
  const { document } = await openFixture(`--- a.segment.yaml\n${text}`);
  const reading = document.snapshot.reading(document.uri)!;
  assert.deepEqual(
    reading.diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  );
  const hints = hintsFrom(reading, document.snapshot, known, disabled);
  return {
    document,
    hints,
    lines: hints.map((hint) => `${text.slice(hint.range.start, hint.range.end)}: ${hint.message}`),
  };
}

const counts =
  (total: number, of: number, ...rules: readonly (readonly [number, number])[]) =>
  async (text: string) => {
    const { document } = await openFixture(`--- a.segment.yaml\n${text}`);
    const { where } = document.snapshot.reading(document.uri)!.segment!;
    const numbered = rules.map(([alone, remaining], i) => ({
      path: ['where', i],
      rule: where[i]!,
      alone,
      remaining,
    }));
    return hinted(text, { ...KNOWN, counts: { of, total, rules: numbered } });
  };

const TWO = 'name: Two\nwhere:\n  - user: os\n    is: iOS\n  - did: Charged\n';

describe('hints from the data', () => {
  it('tell of a value that never occurs, with the nearest that does', async () => {
    const { lines, hints, document } = await hinted(
      'name: x\nwhere:\n  - user: city\n    in: [Mumbay, Pune]\n  - user: city\n    is: PUNE\n    ignore_case: true\n',
    );
    assert.deepEqual(lines, ['Mumbay: “Mumbay” never occurs in “city” in the data. Did you mean “Mumbai”?']);
    const source = { uri: document.uri, text: document.text.getText(), tree: document.tree };
    const [fix] = fixesFor(hints[0] as Diagnostic, source);
    assert.deepEqual(fix?.edits, [{ range: hints[0]?.range, newText: quoteScalar('Mumbai') }]);
  });

  it('say nothing of values where not all are known, and never any of a personal property', async () => {
    const { lines } = await hinted(
      'name: x\nwhere:\n  - user: interests\n    includes: boots\n  - user: email\n    is: ann@example.com\n  - user: os\n    is: iOS\n',
    );
    assert.deepEqual(lines, []);
  });

  it('tell of a property that is mostly missing, once, unless the rule asks whether it is there', async () => {
    const { lines } = await hinted(
      'name: x\nwhere:\n  - user: age\n    gte: 18\n  - user: age\n    lt: 30\n  - did: Charged\n    where:\n      - property: category\n        is: Shoes\n',
    );
    assert.deepEqual(lines, [
      'age: “age” is mostly missing in the data: 4 of the 100 users have it.',
      'category: “category” is always missing in the data: none of the 10 “Charged” events have it.',
    ]);
    assert.deepEqual((await hinted('name: x\nwhere:\n  - user: age\n    exists: false\n')).lines, []);
  });

  it('tell of an event that never happened, or not in the time that a rule looks at', async () => {
    const { lines } = await hinted(
      'name: x\nwhere:\n  - did: "@mention"\n  - did: App Launched\n    within: 30d\n  - did: App Launched\n  - did: Charged\n    within: 30d\n  - did: App Launched\n    before: 30d\n',
    );
    assert.deepEqual(lines, [
      '"@mention": “@mention” never happened in the data.',
      'App Launched: “App Launched” last happened on 2026-03-01 in the data; this rule looks from 2026-05-31 on.',
    ]);
  });

  it('name the rule that leaves nobody', async () => {
    assert.deepEqual((await counts(0, 9, [3, 3], [4, 0])(TWO)).lines, [
      'did: Nobody is left after this rule: 4 users hold it, but none of the 3 whom the rules above left.',
    ]);
    assert.deepEqual((await counts(0, 9, [0, 0], [4, 0])(TWO)).lines, [
      'user: Nobody in the data holds this rule, so nobody is in the segment.',
    ]);
    assert.deepEqual((await counts(0, 0, [0, 0], [0, 0])(TWO)).lines, []);
  });

  it('tell of a segment or a rule that holds everybody', async () => {
    assert.deepEqual((await counts(9, 9, [9, 9], [9, 9])(TWO)).lines, [
      'Two: Every one of the 9 users is in this segment.',
    ]);
    assert.deepEqual((await counts(3, 1200, [1200, 1200], [3, 3])(TWO)).lines, [
      'user: Every one of the 1,200 users holds this rule: it leaves nobody out.',
    ]);
  });

  it('are information, and each can be left out', async () => {
    const text = 'name: x\nwhere:\n  - user: city\n    is: Mumbay\n  - user: age\n    gte: 18\n';
    const { hints } = await hinted(text);
    assert.deepEqual(
      hints.map(({ code, severity }) => [code, severity]),
      [
        ['unseen-value', 'information'],
        ['mostly-missing', 'information'],
      ],
    );
    assert.deepEqual((await hinted(text, KNOWN, Object.keys(dataChecks))).hints, []);
  });

  it('say nothing of what is not known', async () => {
    const nothing: KnownData = { asOf: AS_OF, rows: () => 1, event: () => undefined, property: () => undefined };
    assert.deepEqual((await hinted('name: x\nwhere:\n  - user: city\n    is: Mumbay\n', nothing)).lines, []);
  });
});
