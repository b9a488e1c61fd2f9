import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  type LowerContext,
  lowerChannels,
  lowerRules,
  lowerSegment,
  readSchema,
  readSegment,
} from '../../server/src/language/index.ts';
import type { Segment } from '../../server/src/language/model.ts';
import type { Plan } from '../../server/src/language/plan.ts';
import type { ProjectSchema } from '../../server/src/language/schema/model.ts';

const SCHEMA = new URL('../fixtures/checks/segments.schema.yaml', import.meta.url);
const strict = readSchema(readFileSync(SCHEMA, 'utf8'), { uri: 'schema' }).schema;
const lenient: ProjectSchema = { ...strict, unknown: 'warning' };
/** 00:00 in Berlin, in summer. */
const AS_OF = Date.parse('2026-06-29T22:00:00Z');
const at = (text: string) => Date.parse(text);
const DAY = 86_400_000;

function read(id: string, rules: string, schema = strict): Segment {
  const segments = { has: () => true, ids: () => [] };
  const reading = readSegment(`name: x\nwhere:\n${rules}`, { uri: id, id, schema, segments });
  const errors = reading.diagnostics.filter(({ severity }) => severity === 'error');
  assert.deepEqual(errors, [], rules);
  return reading.segment ?? assert.fail();
}

function context(others: Readonly<Record<string, string>> = {}, schema = strict): LowerContext {
  return {
    schema,
    asOf: AS_OF,
    segmentId: 'me',
    segment: (id) => (others[id] === undefined ? undefined : read(id, others[id], schema)),
    list: (path) => (path === 'lists/a.csv' ? { digest: 'abc' } : undefined),
  };
}

function lower(rules: string, others: Readonly<Record<string, string>> = {}, schema = strict): Plan {
  const { plan } = lowerSegment(read('me', rules, schema), context(others, schema));
  assert.deepEqual(JSON.parse(JSON.stringify(plan)), plan, 'a plan is plain JSON');
  return plan.root;
}

/** The test of the only rule, which is about users. */
function test(rules: string, schema = strict): unknown {
  const plan = lower(rules, {}, schema);
  return plan.node === 'users' ? plan.test : assert.fail(plan.node);
}

const os = { name: 'os', type: 'string' } as const;
const tier = { name: 'tier', type: 'string' } as const;
const city = { name: 'city', type: 'string' } as const;
const age = { name: 'age', type: 'number' } as const;

describe('lower: conditions', () => {
  it('makes every negative the complement of its positive', () => {
    assert.deepEqual(test('- {user: os, is: iOS}'), { op: 'in', column: os, values: ['iOS'] });
    const negatives = [
      ['is_not: iOS', 'is: iOS'],
      ['not_in: [iOS, Web]', 'in: [iOS, Web]'],
      ['not_contains: a', 'contains: a'],
    ];
    for (const [negative, positive] of negatives) {
      assert.deepEqual(test(`- {user: os, ${negative}}`), { op: 'not', of: test(`- {user: os, ${positive}}`) });
    }
    assert.deepEqual(test('- {user: signed_up_at, not_within: 7d}'), {
      op: 'not',
      of: test('- {user: signed_up_at, within: 7d}'),
    });
    assert.deepEqual(test('- {user: interests, excludes: Yoga}'), {
      op: 'not',
      of: test('- {user: interests, includes: Yoga}'),
    });
  });

  it('keeps the order of ordered values, and leaves out all others', () => {
    assert.deepEqual(test('- {user: tier, gte: Gold}'), { op: 'in', column: tier, values: ['Gold', 'Platinum'] });
    assert.deepEqual(test('- {user: tier, lt: Silver}'), { op: 'never' });
    assert.deepEqual(test('- {user: tier, between: [Silver, Gold]}'), {
      op: 'and',
      of: [
        { op: 'in', column: tier, values: ['Silver', 'Gold', 'Platinum'] },
        { op: 'in', column: tier, values: ['Silver', 'Gold'] },
      ],
    });
  });

  it('folds case on both sides, in patterns by flag', () => {
    const column = city;
    assert.deepEqual(test('- {user: city, in: [PUNE, ÖSTERSUND], ignore_case: true}'), {
      op: 'in',
      column,
      values: ['pune', 'östersund'],
      ignoreCase: true,
    });
    assert.deepEqual(test('- {user: city, starts_with: P, ignore_case: true}'), {
      op: 'text',
      column,
      how: 'starts_with',
      value: 'p',
      ignoreCase: true,
    });
    const pattern = test('- {user: city, matches: ^P, ignore_case: true}');
    assert.deepEqual(pattern, { op: 'matches', column, pattern: '^P', ignoreCase: true });
  });

  it('compares versions by their keys, dates by instants', () => {
    const equal = ['"10.2"', '10.2.0', '10.02.0+build'].map((text) => test(`- {user: app_version, is: ${text}}`));
    assert.deepEqual(equal[1], equal[0]);
    assert.deepEqual(equal[2], equal[0]);
    const column = { name: 'birthday', type: 'date' };
    assert.deepEqual(test('- {user: birthday, on: 2026-03-29}'), {
      op: 'and',
      of: [
        { op: 'compare', column, cmp: 'gte', value: at('2026-03-28T23:00:00Z') },
        { op: 'compare', column, cmp: 'lt', value: at('2026-03-29T22:00:00Z') },
      ],
    });
    assert.deepEqual(test('- {user: birthday, after: 2030-01-01}'), {
      op: 'compare',
      column,
      cmp: 'gte',
      value: at('2029-12-31T23:00:00Z'),
    });
    assert.deepEqual(test('- {user: birthday, anniversary_within_next: 1d}'), {
      op: 'month_day',
      column,
      days: ['06-30', '07-01'],
    });
  });

  it('holds several operators together', () => {
    assert.deepEqual(test('- {user: age, gte: 18, lt: 30, is_not: 20}'), {
      op: 'and',
      of: [
        { op: 'compare', column: age, cmp: 'gte', value: 18 },
        { op: 'compare', column: age, cmp: 'lt', value: 30 },
        { op: 'not', of: { op: 'in', column: age, values: [20] } },
      ],
    });
  });

  it('takes an undeclared property for missing', () => {
    const never = { op: 'never' };
    const always = { op: 'not', of: never };
    assert.deepEqual(test('- {user: shoe, is: 5}', lenient), never);
    assert.deepEqual(test('- {user: shoe, gte: 5}', lenient), never);
    assert.deepEqual(test('- {user: shoe, within: 5d}', lenient), never);
    assert.deepEqual(test('- {user: shoe, exists: true}', lenient), never);
    assert.deepEqual(test('- {user: shoe, exists: false}', lenient), always);
    assert.deepEqual(test('- {user: shoe, is_not: 5}', lenient), always);
    assert.deepEqual(test('- {user: shoe, not_in: [5]}', lenient), always);
    assert.deepEqual(test('- {user: shoe, excludes: a}', lenient), always);
  });
});

describe('lower: events', () => {
  const until = { at: AS_OF, included: true };

  it('fixes windows to as_of and negates did_not', () => {
    const did = {
      node: 'events',
      source: { events: ['Charged'], span: { after: { at: at('2026-05-30T22:00:00Z'), included: false }, until } },
      measures: [],
    };
    assert.deepEqual(lower('- {did: Charged, within: 30d}'), did);
    assert.deepEqual(lower('- {did_not: Charged, within: 30d}'), { node: 'not', of: did });
    // 100 days ago it was winter: an hour later on the clock of UTC.
    const winter = lower('- {did: Charged, before: 100d}');
    assert.ok(winter.node === 'events' && winter.source.span.until.at === at('2026-03-21T23:00:00Z'));
  });

  it('counts several events once each', () => {
    const plan = lower('- {did: [Charged, App Launched, Charged]}');
    assert.ok(plan.node === 'events');
    assert.deepEqual(plan.source.events, ['Charged', 'App Launched']);
  });

  it('bounds measures', () => {
    const plan = lower(
      '- did: Charged\n  where: [{property: category, is: Shoes}]\n  count: {between: [2, 5], is_not: 3}\n  days: {in: [2, 3]}\n  sum: {of: amount, gt: 1.5}\n  distinct: {of: product_id, not_in: [7]}\n  share: {gte: 0.5}\n',
    );
    assert.ok(plan.node === 'events');
    assert.deepEqual(plan.measures, [
      {
        kind: 'count',
        bounds: [
          { cmp: 'gte', value: 2 },
          { cmp: 'lte', value: 5 },
          { cmp: 'not_in', values: [3] },
        ],
      },
      { kind: 'days', bounds: [{ cmp: 'in', values: [2, 3] }] },
      { kind: 'sum', column: { name: 'amount', type: 'number' }, bounds: [{ cmp: 'gt', value: 1.5 }] },
      { kind: 'distinct', column: { name: 'product_id', type: 'string' }, bounds: [{ cmp: 'not_in', values: [7] }] },
      { kind: 'share', bounds: [{ cmp: 'gte', value: 0.5 }] },
    ]);
  });

  it('decides measures of undeclared properties at once', () => {
    const nobody = { node: 'users', test: { op: 'never' } };
    assert.deepEqual(lower('- {did: Charged, sum: {of: nope, gte: 0}}', {}, lenient), nobody);
    assert.deepEqual(lower('- {did: Charged, distinct: {of: nope, gte: 1}}', {}, lenient), nobody);
    const zero = lower('- {did: Charged, distinct: {of: nope, lte: 3}}', {}, lenient);
    assert.ok(zero.node === 'events' && zero.measures.length === 0);
  });

  it('computes the edges of regularly from as_of, not step by step', () => {
    const plan = lowerRules(read('me', '- {did: Charged, regularly: {every: 1mo, periods: 3, gte: 2}}').where, {
      ...context(),
      asOf: at('2026-05-31T10:00:00Z'),
    });
    assert.ok(plan.node === 'events' && plan.measures[0]?.kind === 'regularly');
    assert.deepEqual(
      plan.measures[0].edges.map((edge) => new Date(edge).toISOString()),
      // Step by step April's last day would make March end on the 30th; and February is in winter.
      ['2026-05-31T10:00:00.000Z', '2026-04-30T10:00:00.000Z', '2026-03-31T10:00:00.000Z', '2026-02-28T11:00:00.000Z'],
    );
  });

  it('looks at one occurrence, with filters of its own', () => {
    const plan = lower('- {did: Charged, occurrence: last, having: [{property: category, is: Bags}], within: 7d}');
    assert.ok(plan.node === 'events');
    const column = { name: 'category', type: 'string' };
    assert.deepEqual(plan.occurrence, { which: 'last', having: { op: 'in', column, values: ['Bags'] } });
    assert.equal(plan.source.where, undefined);
  });

  it('keeps the time between steps a duration', () => {
    const plan = lower(
      '- sequence:\n    - did: Added To Cart\n    - {did: Charged, within: 1mo, same: product_id, at: {hours: [22, 6], weekdays: [sun, mon]}}\n    - {did_not: App Launched}\n  within: 30d\n',
    );
    assert.ok(plan.node === 'sequence');
    assert.deepEqual(plan.steps, [
      { did: true, events: ['Added To Cart'] },
      {
        did: true,
        events: ['Charged'],
        at: { hours: [22, 6], weekdays: [1, 7] },
        within: { amount: 1, unit: 'mo' },
        same: { name: 'product_id', type: 'string' },
      },
      { did: false, events: ['App Launched'] },
    ]);
    assert.equal(plan.asOf, AS_OF);
    assert.equal(plan.span.after?.at, at('2026-05-30T22:00:00Z'));
  });

  it('lets nothing equal an undeclared property', () => {
    const plan = lower('- sequence: [{did: Charged}, {did: Added To Cart, same: nope}]', {}, lenient);
    assert.ok(plan.node === 'sequence');
    assert.deepEqual(plan.steps[1], { did: true, events: ['Added To Cart'], where: { op: 'never' } });
  });
});

describe('lower: references', () => {
  const charged = lower('- did: Charged');
  const launched = lower('- did: App Launched');

  it('inlines segments, each with the seed of its own id', () => {
    const others = { a: '- did: Charged\n', b: '- in_segment: a\n- sample: 10\n' };
    const sample = { node: 'sample', percent: 10, seed: 'b' };
    assert.deepEqual(lower('- in_segment: [a, b]', others), {
      node: 'any',
      of: [charged, { node: 'all', of: [charged, sample] }],
    });
    assert.deepEqual(lower('- not_in_segment: a', others), { node: 'not', of: charged });
    assert.deepEqual(lower('- sample: 5'), { node: 'sample', percent: 5, seed: 'me' });
    assert.deepEqual(lower('- {sample: 5, seed: 0012}'), { node: 'sample', percent: 5, seed: '0012' });
  });

  it('refuses circles and unknown segments, which are sorted out before', () => {
    assert.throws(() => lower('- in_segment: a', { a: '- in_segment: b\n', b: '- in_segment: a\n' }), /circle/);
    assert.throws(() => lower('- in_segment: nope'), /nope/);
    assert.throws(() => lower('- in_list: lists/b.csv'), /lists\/b.csv/);
  });

  it('reaches by the rules of channels', () => {
    const push = {
      node: 'users',
      test: { op: 'in', column: { name: 'push_opt_in', type: 'boolean' }, values: [true] },
    };
    assert.deepEqual(lower('- reachable: push'), push);
    const email = lower('- reachable: email');
    assert.deepEqual(lower('- not_reachable: [push, email]'), { node: 'not', of: { node: 'any', of: [push, email] } });
    assert.deepEqual(lower('- reachable: fax', {}, lenient), { node: 'users', test: { op: 'never' } });
    const channels = lowerChannels(strict, context());
    assert.deepEqual(
      channels.map(({ id, label, rules }) => [id, label, rules.map(({ because }) => because)]),
      [
        ['push', 'Push', ['not opted in']],
        ['email', 'email', ['email is known']],
      ],
    );
    assert.deepEqual(channels[0]?.rules[0]?.plan, push);
  });

  it('joins groups', () => {
    const rules = '    - did: Charged\n    - did: App Launched\n';
    assert.deepEqual(lower(`- all:\n${rules}`), { node: 'all', of: [charged, launched] });
    assert.deepEqual(lower(`- any:\n${rules}`), { node: 'any', of: [charged, launched] });
    assert.deepEqual(lower(`- none:\n${rules}`), { node: 'not', of: { node: 'any', of: [charged, launched] } });
    assert.deepEqual(lower('- not_in_list: lists/a.csv'), {
      node: 'not',
      of: { node: 'list', path: 'lists/a.csv', digest: 'abc' },
    });
  });

  it('gives the top-level rules in order, and the zone', () => {
    const segment = read('me', '- did: Charged\n- did: App Launched\n');
    const { plan, rules } = lowerSegment(segment, context());
    assert.deepEqual(rules, [charged, launched]);
    assert.equal(plan.zone.name, 'Europe/Berlin');
    assert.ok(plan.zone.transitions.some((each) => Math.abs(each.at - AS_OF) < 120 * DAY));
  });
});
