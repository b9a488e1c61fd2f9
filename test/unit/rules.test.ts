import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  FILTER_KEYS,
  readSchema,
  readSegment,
  ruleKinds,
  segmentKeys,
  segmentShape,
} from '../../server/src/language/index.ts';
import type { KeyDoc } from '../../server/src/language/rules/keys.ts';
import type { RuleKindEntry } from '../../server/src/language/rules/rule-kind.ts';

const SCHEMA = new URL('../fixtures/checks/segments.schema.yaml', import.meta.url);
const { schema } = readSchema(readFileSync(SCHEMA, 'utf8'), { uri: 'schema' });
const segments = { has: () => true, ids: () => [] };
const read = (text: string) => readSegment(text, { uri: 'x', id: 'x', schema, segments });
const kinds: readonly RuleKindEntry<never>[] = Object.values(ruleKinds);

function* everyKey(keys: readonly KeyDoc[]): Generator<KeyDoc> {
  for (const key of keys) {
    yield key;
    yield* everyKey(key.keys ?? []);
  }
}

describe('rules', () => {
  it('are one file each', () => {
    const files = readdirSync(new URL('../../server/src/language/rules/', import.meta.url));
    for (const { id } of kinds) assert.ok(files.includes(`${id.replaceAll('_', '-')}.ts`), id);
  });

  it('document every key, with a snippet of it', () => {
    for (const { id, keys, doc, snippet } of kinds) {
      assert.equal(keys[0]?.name, id);
      assert.ok(doc.includes('```yaml') && snippet.startsWith(`${id}:`), id);
    }
    for (const key of everyKey([...segmentKeys, ...FILTER_KEYS, ...kinds.flatMap((kind) => kind.keys)])) {
      assert.ok(key.doc.length > 10, key.name);
      assert.ok(key.snippet.startsWith(`${key.name}:`), key.name);
    }
  });

  it('have shapes that take what reading takes, and only that', () => {
    const takes = (where: unknown) => segmentShape.safeParse({ name: 'x', where }).success;
    const rules: unknown[] = [
      { user: 'age', gte: 18, lt: 30 },
      { did: ['Charged'], where: [{ any: [{ property: 'amount', gte: 5 }] }], within: '30d', count: { gte: 3 } },
      { did: 'Charged', regularly: { every: '7d', periods: 4, gte: 3 } },
      { did: 'Charged', occurrence: 'first', having: [{ property: 'amount', gte: 5 }] },
      { did_not: 'Charged', at: { hours: [22, 6], weekdays: ['sat'] } },
      { sequence: [{ did: 'Charged' }, { did_not: 'App Launched', within: '2h' }], within: '30d' },
      { in_segment: 'a' },
      { not_reachable: ['push'] },
      { in_list: 'a.csv' },
      { sample: 10, seed: 's' },
      { all: [{ any: [{ none: [{ did: 'Charged' }] }] }] },
      { user: 'home', near: { lat: 1, lon: 2, radius: '5km' } },
    ];
    for (const rule of rules) {
      assert.ok(takes([rule]), JSON.stringify(rule));
      const { diagnostics } = read(JSON.stringify({ name: 'x', where: [rule] }));
      assert.deepEqual(
        diagnostics.filter(({ severity }) => severity === 'error'),
        [],
        JSON.stringify(rule),
      );
    }
    for (const rule of [{}, { did: 'A', user: 'b' }, { did: 'A', windw: '3d' }, { sample: 0 }, { any: [] }, 'text']) {
      assert.ok(!takes([rule]), JSON.stringify(rule));
      assert.ok(read(JSON.stringify({ name: 'x', where: [rule] })).hasErrors, JSON.stringify(rule));
    }
  });

  it('keep the good ones when others are broken', () => {
    const { segment, hasErrors, diagnostics } = read(
      'name: x\nwhere:\n  - did: Charged\n  - did: Nope\n  - any: [{did: Nope}, {did: Charged}]\n  - user: os\n    is: iOS\n',
    );
    assert.deepEqual(
      segment?.where.map(({ kind }) => kind),
      ['did', 'user'],
    );
    assert.ok(hasErrors);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['unknown-event', 'unknown-event'],
    );
  });

  it('put what is missing on line 1 and everything in order of its place', () => {
    const { diagnostics } = read('description: a\nowner: b\n');
    for (const { range } of diagnostics) assert.deepEqual(range, { start: 0, end: 14 });
    fc.assert(
      fc.property(
        fc.constantFrom('did: Nope', 'user: nope\n    is: 1', 'foo: 1', 'did: Charged\n    windw: 3'),
        (rule) => {
          const places = read(`name: x\nwhere:\n  - ${rule}\n  - ${rule}\n`).diagnostics.map(
            ({ range }) => range.start,
          );
          assert.deepEqual(
            places,
            [...places].sort((a, b) => a - b),
          );
        },
      ),
    );
  });

  it('warns of unknown names where the schema says so', () => {
    const lenient = { ...schema, unknown: 'warning' as const };
    const text =
      'name: x\nwhere:\n  - did: Nope\n    where: [{property: a, is: 1}]\n  - user: nope\n    is: 5\n  - reachable: fax\n';
    const { diagnostics, hasErrors, segment } = readSegment(text, { uri: 'x', id: 'x', schema: lenient, segments });
    assert.deepEqual(
      diagnostics.map(({ code, severity }) => `${severity} ${code}`),
      ['warning unknown-event', 'warning unknown-property', 'warning unknown-channel'],
    );
    assert.ok(!hasErrors && segment?.where.length === 3);
  });

  it('survive any change to a text', function () {
    this.timeout(30_000);
    const text = readFileSync(new URL('../fixtures/checks/out-of-range.txt', import.meta.url), 'utf8').replaceAll(
      / # want.*/g,
      '',
    );
    const base = `name: x\nwhere:\n${text.split(/^--- .*\n/m)[1]}`;
    const piece = fc.constantFrom(
      '[',
      ']',
      '{',
      '}',
      ':',
      '- ',
      '\n',
      '  ',
      '"',
      "'",
      'null',
      '&a',
      '*a',
      '|',
      '#',
      ',',
      '~',
      '\u0000',
      '1e999',
      '!!x ',
    );
    fc.assert(
      fc.property(fc.nat(base.length), fc.nat(12), piece, (start, length, inserted) => {
        const reading = read(base.slice(0, start) + inserted + base.slice(start + length));
        for (const { range, message } of reading.diagnostics) {
          assert.ok(range.start >= 0 && range.start <= range.end && range.end <= reading.tree.text.length, message);
        }
      }),
      { numRuns: 150 },
    );
  });
});
