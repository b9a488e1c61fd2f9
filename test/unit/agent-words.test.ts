/** Classes of words: verbs with a particle, nouns of deeds, other names, lists of numbers, “only”, “30 days ago”. */
import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { deedsOf } from '../../server/src/agent/builtin/nominal.ts';
import { translatePrompt } from '../../server/src/agent/index.ts';
import { readSchema, readSegment } from '../../server/src/language/index.ts';

const { schema } = readSchema(
  `
version: 1
project: words
timezone: Europe/Paris
as_of: 2026-06-30T12:00:00Z
users:
  properties:
    plan: {type: string, values: [Free, Pro]}
    device: {type: string, values: [Android, iOS]}
    msisdn: {type: string, pii: true, aliases: [mobile number]}
    email: {type: string, pii: true}
    birthday: {type: date, pii: true}
    joined_at: {type: datetime, aliases: [joined]}
    likes: {type: list<string>, values: [Sports, News]}
events:
  Signed In: {aliases: [sign in]}
  Checked Out: {aliases: [check out]}
  Contract Signed: {aliases: [signed]}
  Payment Failed: {}
  Subscription Renewed: {}
  Cancelled: {}
  Subscribed: {}
  Installation: {}
  Reviewed: {aliases: [review], properties: {rating: {type: number, unit: stars}}}
  Purchase:
    aliases: [order, bought]
    properties:
      status: {type: string, values: [placed, shipped]}
      price: {type: number, unit: EUR}
      kind: {type: string, values: [Tea, Cup]}
channels:
  email: {label: Email, reachable: [{user: email, exists: true}]}
  sms: {label: SMS, reachable: [{user: msisdn, exists: true}]}
`,
  { uri: 'file:///segments.schema.yaml' },
);
const check = (text: string) =>
  readSegment(text, {
    uri: 'file:///d.segment.yaml',
    id: 'd',
    schema,
    segments: { has: () => false, ids: () => [] },
  }).diagnostics;
const ask = (prompt: string) => translatePrompt({ prompt, schema, segments: [], provider: 'builtin', check });

function reads(prompt: string, ...rules: readonly unknown[]): void {
  it(prompt, async () => {
    const result = await ask(prompt);
    assert.equal(result.status, 'ok', `not understood: ${result.notUnderstood.join(', ')}`);
    assert.deepEqual(parse(result.yaml ?? '').where, rules);
  });
}

/** Nothing is made of it that it does not say. */
function asks(prompt: string, ...notUnderstood: readonly string[]): void {
  it(prompt, async () => {
    const result = await ask(prompt);
    assert.notEqual(result.status, 'ok', result.yaml ?? '');
    for (const words of notUnderstood)
      assert.ok(
        result.notUnderstood.some((each) => each.includes(words)),
        result.notUnderstood.join(' · '),
      );
    assert.ok(result.questions.length > 0, 'nothing is asked');
  });
}

describe('agent: verbs with a particle', () => {
  asks('users who signed up in the last 90 days', 'signed');
  asks('users who never signed up', 'signed');
  asks('users who signed out yesterday', 'signed');
  asks('users who logged out in May', 'logged');
  asks('users who checked in last month', 'checked in');
  reads('users who signed in in the last 90 days', { did: 'Signed In', within: '90d' });
  reads('users who signed a contract in the last 90 days', { did: 'Contract Signed', within: '90d' });
  reads('users who logged in last week', { did: 'Signed In', within: 'last_week' });
  reads('users who checked out this month', { did: 'Checked Out', within: 'this_month' });
});

describe('agent: nouns of deeds', () => {
  it('finds the verb of a noun', () => {
    for (const [noun, verb] of [
      ['failure', 'fail'],
      ['cancellation', 'cancel'],
      ['registrations', 'register'],
      ['renewals', 'renew'],
      ['subscription', 'subscribe'],
      ['completion', 'complete'],
      ['verification', 'verify'],
      ['activation', 'activate'],
      ['payment', 'pay'],
      ['referral', 'refer'],
      ['invitation', 'invite'],
    ] as const)
      assert.ok(deedsOf(noun).includes(verb), `${noun}: ${deedsOf(noun).join(' ')}`);
    for (const word of ['tea', 'order', 'city', 'moment'])
      assert.deepEqual(deedsOf(word).filter(Boolean).length > 1, false);
  });
  reads('users with a payment failure in the last 30 days', { did: 'Payment Failed', within: '30d' });
  reads('users with more than 2 payment failures', { did: 'Payment Failed', count: { gt: 2 } });
  reads('users without a subscription renewal this year', { did_not: 'Subscription Renewed', within: 'this_year' });
  reads('users who had a cancellation last month', { did: 'Cancelled', within: 'last_month' });
  reads('users who installed last week', { did: 'Installation', within: 'last_week' });
  // What someone has is not what happened.
  asks('users with a subscription', 'subscription');
});

describe('agent: other names of the same thing', () => {
  reads('users with a phone number', { user: 'msisdn', exists: true });
  reads('users without a telephone number', { user: 'msisdn', exists: false });
  reads('users without an e-mail address', { user: 'email', exists: false });
  reads('users reachable by e-mail or text message', { reachable: ['email', 'sms'] });
});

describe('agent: lists of numbers', () => {
  reads('users who left a review with 1 or 2 stars', { did: 'Reviewed', where: [{ property: 'rating', in: [1, 2] }] });
  reads('users who reviewed with at least 4 stars', {
    did: 'Reviewed',
    where: [{ property: 'rating', gte: 4 }],
  });
  reads('users who reviewed 1 or 2 stars', { did: 'Reviewed', where: [{ property: 'rating', in: [1, 2] }] });
  reads('users who ordered 2 or 3 times last month', { did: 'Purchase', within: 'last_month', count: { in: [2, 3] } });
  reads('users who ordered 2, 3 or 5 times', { did: 'Purchase', count: { in: [2, 3, 5] } });
});

describe('agent: days that are told, or not', () => {
  reads('users who ordered 30 days ago', { did: 'Purchase', between: ['2026-05-31', '2026-05-31'] });
  reads('users who joined 30 days ago', { user: 'joined_at', between: ['2026-05-31', '2026-05-31'] });
  asks('users who ordered two months ago', 'two months ago');
  for (const time of ['this month', 'this week', 'today', 'tomorrow']) asks(`users whose birthday is ${time}`, time);
});

describe('agent: only', () => {
  reads('users on Android only', { user: 'device', is: 'Android' });
  reads('only Pro users', { user: 'plan', is: 'Pro' });
  const tea = { did: 'Purchase', where: [{ property: 'kind', is: 'Tea' }] };
  reads('users who only bought Tea', { ...tea, share: { gte: 1 } });
  reads('users who bought only Tea in the last 30 days', { ...tea, within: '30d', share: { gte: 1 } });
  reads('users who bought Tea only once', { ...tea, count: { is: 1 } });
  asks('users who bought Tea only on weekends', 'only');
  asks('users who did not only buy Tea', 'only');
  asks('users who like Sports only', 'only');
});

describe('agent: a verb that is a value too', () => {
  reads('users who placed more than 2 orders', { did: 'Purchase', count: { gt: 2 } });
  reads('users who have not placed orders last week', { did_not: 'Purchase', within: 'last_week' });
  reads('users with more than 2 placed orders', {
    did: 'Purchase',
    where: [{ property: 'status', is: 'placed' }],
    count: { gt: 2 },
  });
  reads('users who placed more than 2 orders with status shipped', {
    did: 'Purchase',
    where: [{ property: 'status', is: 'shipped' }],
    count: { gt: 2 },
  });
});
