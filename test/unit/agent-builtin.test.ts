import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { type AgentResult, translatePrompt } from '../../server/src/agent/index.ts';
import { readSchema, readSegment } from '../../server/src/language/index.ts';

const { schema } = readSchema(
  `
version: 1
project: tiny
timezone: Europe/Paris
as_of: 2026-06-30T12:00:00Z
users:
  properties:
    tier: {type: string, values: [bronze, silver, gold], ordered: true}
    town: {type: string, examples: [Lyon, Nice]}
    age: {type: number, unit: years}
    points: {type: number}
    joined_at: {type: datetime, aliases: [joined]}
    birthday: {type: date, pii: true}
    phone: {type: string, pii: true, aliases: [phone number]}
    tags: {type: list<string>, examples: [Red, Blue], aliases: [likes]}
    subscribed: {type: boolean}
events:
  Visited: {aliases: [visit, active]}
  Bought:
    aliases: [buy, purchase, order]
    properties: {price: {type: number, unit: EUR, aliases: [spent, order value]}, kind: {type: string, values: [Tea, Cup]}}
  Rented: {aliases: [rent], properties: {kind: {type: string, values: [Tea, Cup]}}}
channels:
  mail: {label: Mail, reachable: [{user: phone, exists: true}]}
  text: {label: Text, reachable: [{user: phone, exists: true}]}
`,
  { uri: 'file:///segments.schema.yaml' },
);
const SEGMENTS = [{ id: 'old-friends', name: 'Old friends' }];
const names = { has: (id: string) => id === 'old-friends', ids: () => ['old-friends'] };
const check = (text: string) =>
  readSegment(text, { uri: 'file:///d.segment.yaml', id: 'd', schema, segments: names }).diagnostics;
const ask = (prompt: string, more: object = {}): Promise<AgentResult> =>
  translatePrompt({ prompt, schema, segments: SEGMENTS, provider: 'builtin', check, ...more });

function reads(prompt: string, ...rules: readonly unknown[]): void {
  it(prompt, async () => {
    const result = await ask(prompt);
    assert.deepEqual(result.yaml === null ? [] : parse(result.yaml).where, rules);
    assert.equal(result.status, 'ok', `not understood: ${result.notUnderstood.join(', ')}`);
  });
}

describe('agent: who', () => {
  reads('gold and silver users', { user: 'tier', in: ['gold', 'silver'] });
  reads('Please show me users in Lyon or Nice', { user: 'town', in: ['Lyon', 'Nice'] });
  reads('users not from Lyon', { user: 'town', is_not: 'Lyon' });
  reads('silver tier or higher', { user: 'tier', gte: 'silver' });
  reads('users without a phone number', { user: 'phone', exists: false });
  reads('users who like Red and Blue', { user: 'tags', includes_all: ['Red', 'Blue'] });
  reads('users aged 20 to 30 with over 1k points', { user: 'age', between: [20, 30] }, { user: 'points', gt: 1000 });
  reads('customers over 40', { user: 'age', gt: 40 });
  reads('users whose birthday is in the next 7 days', { user: 'birthday', anniversary_within_next: '7d' });
  reads('users who joined this year', { user: 'joined_at', within: 'this_year' });
  reads('users reachable by mail or text', { reachable: ['mail', 'text'] });
  reads('users not reachable by mail', { not_reachable: 'mail' });
  reads('users not in the Old friends segment', { not_in_segment: 'old-friends' });
});

describe('agent: what they did', () => {
  reads('users who bought Tea more than twice in the last 30 days', {
    did: 'Bought',
    where: [{ property: 'kind', is: 'Tea' }],
    within: '30d',
    count: { gt: 2 },
  });
  reads('users who spent over €500 since January', {
    did: 'Bought',
    after: '2026-01-01',
    sum: { of: 'price', gt: 500 },
  });
  reads('users with an order over €500', { did: 'Bought', where: [{ property: 'price', gt: 500 }] });
  reads('users with an average order value above 50', { did: 'Bought', avg: { of: 'price', gt: 50 } });
  reads('users who have never bought', { did_not: 'Bought' });
  reads(
    'users who bought both Tea and Cup',
    { did: 'Bought', where: [{ property: 'kind', is: 'Tea' }] },
    { did: 'Bought', where: [{ property: 'kind', is: 'Cup' }] },
  );
  reads('users whose first order was above 20', {
    did: 'Bought',
    occurrence: 'first',
    having: [{ property: 'price', gt: 20 }],
  });
  reads('users who mostly buy Tea', { did: 'Bought', where: [{ property: 'kind', is: 'Tea' }], share: { gt: 0.5 } });
  reads('users who visited on weekends between 6pm and 10pm', {
    did: 'Visited',
    at: { weekdays: ['sat', 'sun'], hours: [18, 22] },
  });
  reads('users who visited every week for the last 4 weeks', {
    did: 'Visited',
    regularly: { every: '7d', periods: 4, gte: 4 },
  });
  reads('inactive users', { did_not: 'Visited', within: '30d' });
});

describe('agent: windows reach', () => {
  reads(
    'users who visited but didn’t buy in the last 7 days',
    { did: 'Visited', within: '7d' },
    { did_not: 'Bought', within: '7d' },
  );
  reads(
    'users who visited in the last 7 days but bought nothing',
    { did: 'Visited', within: '7d' },
    { did_not: 'Bought', within: '7d' },
  );
  reads('users who visited and haven’t bought in 30 days', { did: 'Visited' }, { did_not: 'Bought', within: '30d' });
  reads(
    'users who bought in Q1 but not in Q2',
    { did: 'Bought', between: ['2026-01-01', '2026-03-31'] },
    { did_not: 'Bought', between: ['2026-04-01', '2026-06-30'] },
  );
  reads('users who visited and did not buy within 24 hours', {
    sequence: [{ did: 'Visited' }, { did_not: 'Bought', within: '24h' }],
  });
  reads('users who rented and then bought within 2 days', {
    sequence: [{ did: 'Rented' }, { did: 'Bought', within: '2d' }],
  });
});

describe('agent: and, or, excluding', () => {
  reads('either gold users or users in Nice', {
    any: [
      { user: 'tier', is: 'gold' },
      { user: 'town', is: 'Nice' },
    ],
  });
  reads('users who rented or bought Tea in the last 7 days', {
    any: [
      { did: 'Rented', where: [{ property: 'kind', is: 'Tea' }], within: '7d' },
      { did: 'Bought', where: [{ property: 'kind', is: 'Tea' }], within: '7d' },
    ],
  });
  reads('gold users, excluding anyone who rented', { user: 'tier', is: 'gold' }, { did_not: 'Rented' });
});

describe('agent: never pretends', () => {
  const partly = (prompt: string, rules: readonly unknown[], ...left: readonly string[]): void => {
    it(prompt, async () => {
      const result = await ask(prompt);
      assert.deepEqual(result.yaml === null ? [] : parse(result.yaml).where, rules);
      assert.deepEqual(result.notUnderstood, left);
      assert.equal(result.status, rules.length ? 'partial' : 'unclear');
      assert.ok(result.questions.length > 0);
    });
  };
  partly('left-handed users in Nice', [{ user: 'town', is: 'Nice' }], 'left-handed');
  partly('loyal gold users', [{ user: 'tier', is: 'gold' }], 'loyal');
  partly('users who bought and are likely to churn', [{ did: 'Bought' }], 'likely to churn');
  partly('users with a dog who visited', [{ did: 'Visited' }], 'dog');
  partly('users who bought “Cup A”', [{ did: 'Bought' }], 'Cup A');
  partly('my best customers', [], 'best');
  partly('asdf qwer zxcv', [], 'asdf qwer zxcv');

  it('asks how “and” and “or” group', async () => {
    const result = await ask('users who visited and rented or bought');
    assert.equal(result.status, 'partial');
    assert.match(result.questions[0]?.question ?? '', /group/);
  });

  it('shows what it assumed, and what came from what', async () => {
    const result = await ask('Glod users who vistied');
    assert.equal(result.status, 'ok');
    assert.ok(result.assumptions.includes('“Glod” is read as “gold”'), result.assumptions.join('; '));
    assert.deepEqual(
      result.phrases.map(({ text }) => text),
      ['Glod', 'vistied'],
    );
  });
});

describe('agent: the file', () => {
  it('is named after the prompt, in canonical form, and keeps the prompt', async () => {
    const result = await ask('Show me gold users who bought: yes?');
    assert.equal(result.provider, 'builtin');
    const named = await ask('Show me gold users in Nice');
    assert.equal(named.id, 'gold-users-in-nice');
    assert.equal(
      named.yaml,
      'name: Gold users in Nice\nprompt: Show me gold users in Nice\nwhere:\n  - user: tier\n    is: gold\n  - user: town\n    is: Nice\n',
    );
  });

  it('takes an id that is free', async () => {
    const result = await translatePrompt({
      prompt: 'gold users',
      schema,
      segments: [
        { id: 'gold-users', name: 'x' },
        { id: 'gold-users-2', name: 'y' },
      ],
      provider: 'builtin',
      check,
    });
    assert.equal(result.id, 'gold-users-3');
  });

  it('is an error for an empty prompt', async () => {
    await assert.rejects(ask(' \n '), /prompt is empty/);
  });

  it('stays away when it was cancelled', async () => {
    await assert.rejects(ask('gold users', { signal: AbortSignal.abort() }), { name: 'AbortError' });
  });

  it('survives any text, within a moment', async () => {
    const hostile = [
      '💥'.repeat(50),
      '???',
      'a'.repeat(100_000),
      'users who bought and '.repeat(4000),
      '('.repeat(3000),
      'or or and not not',
      'gold users\u0007 # x: y\n- z: {',
      '&a *b !!js/function',
      'gold users "; DROP TABLE users; --',
      '__proto__ constructor toString',
      'null',
      'between 5 and 3 orders',
      'users with 1e999 orders',
      '用户购买了东西',
      'users whose birthday is in the next 99999999999 days',
    ];
    for (const prompt of hostile) {
      const result = await ask(prompt);
      if (result.yaml === null) continue;
      assert.deepEqual(
        check(result.yaml).filter(({ severity }) => severity === 'error'),
        [],
        prompt.slice(0, 50),
      );
      assert.deepEqual(Object.keys(parse(result.yaml)).sort(), ['name', 'prompt', 'where']);
    }
  }).timeout(30_000);
});
