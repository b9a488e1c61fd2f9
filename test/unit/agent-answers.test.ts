import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type Answer, rememberMeaning, translatePrompt } from '../../server/src/agent/index.ts';
import { nameOf } from '../../server/src/agent/naming.ts';
import { readSchema, readSegment } from '../../server/src/language/index.ts';

const SCHEMA = `# what we know
version: 1
project: travel
timezone: Europe/London
as_of: 2026-06-30T12:00:00Z
users:
  properties:
    city: {type: string, examples: [Leeds, York]}
    os: {type: string, values: [iOS, Android]}
    age: {type: number}
    joined_at: {type: datetime}
events:
  App Opened: {aliases: [opened the app, session]}
  Flight Booked:
    aliases: [booked]
    properties:
      fare: {type: number, unit: GBP}
  Hotel Booked:
    aliases: [booked]
    properties:
      nights: {type: number}
roles:
  activity: App Opened
  purchase: {event: Flight Booked, value: fare}
  signup: joined_at
glossary:
  # reviewed in git
  explorer: {means: [{did: Flight Booked, count: {gte: 5}}]}
`;

function projectOf(text: string) {
  const { schema } = readSchema(text, { uri: 'file:///segments.schema.yaml' });
  const segments = [{ id: 'ios-users', name: 'iOS users' }];
  const names = { has: (id: string) => id === 'ios-users', ids: () => ['ios-users'] };
  const read = (yaml: string) =>
    readSegment(yaml, { uri: 'file:///draft.segment.yaml', id: 'draft', schema, segments: names });
  return {
    schema,
    translate: (prompt: string, answers: readonly Answer[] = []) =>
      translatePrompt({
        prompt,
        schema,
        segments,
        provider: 'builtin',
        check: (yaml) => read(yaml).diagnostics,
        answers,
      }),
    rules: (yaml: string | null) => (yaml ?? '').slice((yaml ?? '').indexOf('where:')),
  };
}

const { translate, rules } = projectOf(SCHEMA);

describe('agent: answers', () => {
  it('gives options made from the schema, each with what it would mean', async () => {
    const { status, questions, notUnderstood } = await translate('big spenders from Leeds');
    assert.equal(status, 'partial');
    assert.deepEqual(notUnderstood, ['big spenders']);
    assert.equal(questions[0]?.about, 'big spenders');
    assert.deepEqual(
      questions[0]?.options,
      questions[0]?.choices?.map(({ text }) => text),
    );
    assert.deepEqual(questions[0]?.choices?.[1]?.rules, [
      { did: 'Flight Booked', within: '90d', sum: { of: 'fare', gte: 500 } },
    ]);
    assert.match(questions[0]?.choices?.[1]?.means ?? '', /Flight Booked.*500 GBP/);
  });

  const cases: readonly [string, string, string, RegExp][] = [
    ['an option by number', 'big spenders from Leeds', 'big spenders=2', /sum:\s+\{?of: fare,?\s+gte: 500/],
    ['an option by its words', 'big spenders', 'Big Spenders=at least 100 GBP in the last 90 days', /gte: 100/],
    ['an amount', 'big spenders', 'big spenders=over 700', /sum:\s+\{?of: fare,?\s+gt: 700/],
    [
      'an amount with a time',
      'big spenders',
      'big spenders=over 700 in the last 6 months',
      /within: 6mo[\s\S]*gt: 700/,
    ],
    ['a bare amount', 'big spenders', 'big spenders=750', /gte: 750/],
    ['a time for an adverb', 'users who recently opened the app', 'recently=in the last 10 days', /within: 10d/],
    ['days for an adverb', 'users who opened the app recently', 'recently=10', /within: 10d/],
    ['how often for an adverb', 'users who often opened the app', 'often=at least 4 times this month', /gte: 4/],
    [
      'a definition',
      'loyal users',
      'loyal=booked a flight at least 4 times',
      /did: Flight Booked\s+count:\s+\{?gte: 4/,
    ],
    ['newcomers by the sign-up', 'new users from York', 'new=30', /user: joined_at\s+within: 30d/],
    ['ages', 'young users', 'young=1', /user: age\s+lt: 25/],
    ['absence', 'dormant users', 'dormant=45 days', /did_not: App Opened\s+within: 45d/],
    ['words that nobody knows', 'frobbed users', 'frobbed users=opened the app today', /within: today/],
  ];
  for (const [what, prompt, given, expected] of cases)
    it(`takes ${what}: ${given}`, async () => {
      const [about = '', answer = ''] = given.split('=');
      const result = await translate(prompt, [{ about, answer }]);
      assert.equal(result.status, 'ok', JSON.stringify(result));
      assert.match(rules(result.yaml), expected);
      assert.deepEqual([result.notUnderstood, result.questions, result.refusedAnswers], [[], [], []]);
      assert.ok(result.assumptions.some((text) => text.includes('answered')));
    });

  it('asks which of several events, and takes one', async () => {
    const asked = await translate('users who booked a room');
    const answered = await translate('frequently seen users', [{ about: 'frequently seen', answer: 'leave it out' }]);
    assert.ok(asked.assumptions.length + asked.questions.length > 0);
    assert.equal(answered.questions.filter(({ about }) => about === 'frequently seen').length, 0);
  });

  it('leaves words out when told to, and says so', async () => {
    const result = await translate('loyal users from York', [{ about: 'loyal', answer: 'leave it out' }]);
    assert.equal(result.status, 'ok');
    assert.ok(result.assumptions.some((text) => /“loyal” is left out/.test(text)));
  });

  it('hands back what it cannot take, with the reason', async () => {
    const absent = await translate('users from York', [{ about: 'big spenders', answer: '1' }]);
    assert.match(absent.refusedAnswers[0]?.reason ?? '', /not in the prompt/);
    const unread = await translate('big spenders', [{ about: 'big spenders', answer: 'zxcv qwer' }]);
    assert.match(unread.refusedAnswers[0]?.reason ?? '', /“zxcv qwer”.*not understood.*1: at least/);
    assert.deepEqual(unread.notUnderstood, ['big spenders']);
  });

  it('says glossary words in words, and uses a segment only when one is meant', async () => {
    const explorers = await translate('explorers');
    assert.ok(
      explorers.assumptions.some((text) => /did “Flight Booked” at least 5 times/.test(text)),
      `${explorers.assumptions}`,
    );
    const plain = await translate('iOS users from York');
    assert.match(plain.yaml ?? '', /user: os\s+is: iOS/);
    assert.doesNotMatch(plain.yaml ?? '', /in_segment/);
    assert.ok(plain.assumptions.some((text) => /“iOS users” segment|iOS users segment/.test(text)));
    const meant = await translate('users in the iOS users segment');
    assert.match(meant.yaml ?? '', /in_segment: ios-users/);
  });

  it('infers roles that the schema leaves open, and says so', async () => {
    const open = projectOf(
      SCHEMA.replace(/roles:[\s\S]*?glossary:/, 'glossary:')
        .replace('Hotel Booked', 'Hotel Viewed')
        .replace('    aliases: [booked]\n    properties:\n      nights', '    properties:\n      nights'),
    );
    const result = await open.translate('active users who spent over 500');
    assert.match(result.yaml ?? '', /did: App Opened/);
    assert.match(result.yaml ?? '', /sum:\s+\{?of: fare,?\s+gt: 500/);
    assert.ok(result.assumptions.some((text) => /App Opened is taken as the event that shows activity/.test(text)));
  });
});

describe('agent: what is kept in the glossary', () => {
  const meaning = {
    term: 'Big Spenders',
    rules: [{ did: 'Flight Booked', sum: { of: 'fare', gte: 500 } }],
    description: 'As answered',
  };
  const layouts: readonly [string, string][] = [
    ['a glossary with comments', SCHEMA],
    ['no glossary', SCHEMA.replace(/glossary:[\s\S]*/, '')],
    ['an empty glossary', SCHEMA.replace(/glossary:[\s\S]*/, 'glossary:\n')],
    [
      'a glossary in brackets',
      SCHEMA.replace(/glossary:[\s\S]*/, 'glossary: {explorer: {means: [{did: App Opened}]}}\n'),
    ],
    ['Windows line ends', SCHEMA.replaceAll('\n', '\r\n')],
    ['no line end at the end', SCHEMA.trimEnd()],
  ];
  for (const [what, text] of layouts)
    it(`adds a term and touches nothing else: ${what}`, async () => {
      const kept = rememberMeaning(text, meaning);
      assert.ok(kept.ok, JSON.stringify(kept));
      assert.equal(kept.edits.length, 1);
      const lines = new Set(kept.text.split('\n'));
      const own = text.split('\n').filter((line) => !/^glossary:/.test(line));
      assert.deepEqual(
        own.filter((line) => !lines.has(line) && !lines.has(`${line}\r`)),
        [],
      );
      assert.equal(/\r\n/.test(text), !/[^\r]\n/.test(kept.text));
      const again = await projectOf(kept.text).translate('big spenders');
      assert.equal(again.status, 'ok');
      assert.match(again.yaml ?? '', /gte: 500/);
    });

  it('does not change what a word means already, and refuses a broken schema', () => {
    const known = rememberMeaning(SCHEMA, { ...meaning, term: 'explorer' });
    assert.ok(!known.ok && /already/.test(known.reason));
    const broken = rememberMeaning('users: [\n', meaning);
    assert.ok(!broken.ok);
  });

  it('keeps this repository’s examples clean', () => {
    const text = readFileSync(new URL('../../examples/shop/segments.schema.yaml', import.meta.url), 'utf8');
    const kept = rememberMeaning(text, { term: 'fans', rules: [{ did: 'App Launched', count: { gte: 9 } }] });
    assert.ok(kept.ok && kept.text.startsWith(text.slice(0, 2000)));
  });
});

describe('agent: names', () => {
  for (const [prompt, name] of [
    ['Show me users who viewed shoes?', 'Users who viewed shoes'],
    ['iOS users', 'iOS users'],
    [
      'Homeowners who have not redeemed a coupon in the last 90 days but bought groceries',
      'Homeowners who not redeemed coupon last 90 days',
    ],
    ['High-value customers: total revenue over $400, at least 3 orders', 'High-value customers'],
  ] as const)
    it(`“${prompt}” is “${name}”`, () => assert.equal(nameOf(prompt), name));

  it('is short and does not end in mid-phrase, whatever the prompt', () => {
    for (const prompt of [
      'a '.repeat(300),
      'x'.repeat(300),
      'users from Leeds and York and Hull and Bath and Ely and Wells and Truro or London',
      '……………',
    ]) {
      const name = nameOf(prompt);
      assert.ok(name.length > 0 && [...name].length <= 60, name);
      assert.doesNotMatch(name, /\b(and|or|the|in|who)$/);
    }
  });
});
