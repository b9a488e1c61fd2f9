import assert from 'node:assert/strict';
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { completion } from '../../server/src/features/completion/provide.ts';
import { itemData, resolveItem } from '../../server/src/features/completion/resolve.ts';
import type { FeatureContext } from '../../server/src/features/feature.ts';
import { nameKey, operatorKey, windowKey } from '../../server/src/project/index.ts';
import { type FakeData, fakeData } from '../support/fake-data.ts';
import { CONTEXT, completed, itemsAt, openFixture, SNIPPETS } from '../support/feature-fixture.ts';

const value = (text: string | number | boolean, users: number, count = users) => ({ value: text, users, count });

const DATA: FakeData = {
  users: 3000,
  events: {
    Charged: { rows: 12_431, users: 3204, first: Date.parse('2026-01-01'), last: Date.parse('2026-06-28') },
    'App Launched': { rows: 90_000, users: 5000, first: 0, last: Date.parse('2026-06-30') },
  },
  properties: {
    city: { of: 3000, present: 2900, values: [value('Mumbai', 1204), value('Pune', 803), value('New York', 1)] },
    os: { values: [value('Android', 2000), value('iOS', 900)] },
    email: { of: 3000, present: 2000, values: [value('ann@example.com', 1)] },
    vip: { values: [value(false, 2000), value(true, 7)] },
    age: {
      distinct: 60,
      values: [value(30, 90), value(31, 80)],
      spread: { min: 13, lowerQuartile: 24, median: 33, upperQuartile: 47, max: 91 },
    },
    signed_up_at: {
      distinct: 900,
      spread: {
        min: '2024-01-01T05:00:00.000Z',
        lowerQuartile: '2024-06-01T05:00:00.000Z',
        median: '2025-01-01T05:00:00.000Z',
        upperQuartile: '2025-09-01T05:00:00.000Z',
        max: '2026-06-29T05:00:00.000Z',
      },
    },
    'Charged.amount': { values: [value(10, 5, 9)], distinct: 1 },
    'App Launched.amount': { values: [value(10, 5, 6), value(20, 1, 1)], distinct: 2 },
  },
};

const withData = (data: FakeData = DATA, base: FeatureContext = CONTEXT): FeatureContext => ({
  ...base,
  data: fakeData(data),
});

/** The first labels that are offered, with what stands beside them. */
const offered = async (source: string, context: FeatureContext, most = 3): Promise<readonly string[]> =>
  (await itemsAt(source, context))
    .slice(0, most)
    .map(({ label, labelDetails }) => (labelDetails ? `${label} — ${labelDetails.description}` : label));

describe('completion with the data', () => {
  it('offers values by how many users have them', async () => {
    assert.deepEqual(await offered('where:\n  - user: city\n    is: <|>', withData()), [
      'Mumbai — 1,204 users',
      'Pune — 803 users',
      'New York — 1 user',
    ]);
    assert.deepEqual(await offered('where:\n  - user: city\n    in: [<|>', withData(), 1), ['Mumbai — 1,204 users']);
  });

  it('puts a closed set in that order too, with those that nobody has last; but not one that is ordered', async () => {
    assert.deepEqual(await offered('where:\n  - user: os\n    is: <|>', withData()), [
      'Android — 2,000 users',
      'iOS — 900 users',
      'Web',
    ]);
    const ordered = withData({ properties: { tier: { values: [value('Gold', 9)] } } });
    const [first] = await offered('where:\n  - user: tier\n    is: <|>', ordered);
    assert.equal(first, (await offered('where:\n  - user: tier\n    is: <|>', CONTEXT))[0]);
    assert.deepEqual(await offered('where:\n  - user: vip\n    is: <|>', withData()), [
      'true — 7 users',
      'false — 2,000 users',
    ]);
  });

  it('offers thresholds that cut off a part of the users', async () => {
    const expected = ['33 — half of users are below', '47 — a quarter of users are above'];
    assert.deepEqual(await offered('where:\n  - user: age\n    gte: <|>', withData(), 2), expected);
    assert.deepEqual(await offered('where:\n  - user: age\n    is: <|>', withData(), 2), [
      '30 — 90 users',
      '31 — 80 users',
    ]);
    assert.equal(
      await completed('where:\n  - user: age\n    between: <|>', '[24, 47]', withData()),
      'where:\n  - user: age\n    between: [24, 47]',
    );
    const dates = await itemsAt('where:\n  - user: signed_up_at\n    after: <|>', withData());
    const median = dates.find(({ label }) => label === '2025-01-01');
    assert.equal(median?.labelDetails?.description, 'half of users are below');
  });

  it('adds up the events that a rule names', async () => {
    const source = 'where:\n  - did: [Charged, App Launched]\n    where:\n      - property: amount\n        is: <|>';
    assert.deepEqual(await offered(source, withData()), ['10 — 15 events', '20 — 1 event']);
  });

  it('never offers a value of a personal or sensitive property, nor an example of one', async () => {
    for (const flag of ['pii', 'sensitive']) {
      const schema = `--- segments.schema.yaml\nversion: 1\nusers:\n  properties:\n    email: {type: string, ${flag}: true, examples: [bob@example.com]}\n`;
      const items = await itemsAt(`${schema}--- a.segment.yaml\nwhere:\n  - user: email\n    is: <|>`, withData());
      assert.deepEqual(items, [], flag);
    }
  });

  it('stands in the line’s other words for clients without a place beside the label', async () => {
    const plain = withData(DATA, { ...CONTEXT, client: { ...CONTEXT.client, labelDetails: false } });
    const [mumbai] = await itemsAt('where:\n  - user: city\n    is: <|>', plain);
    assert.deepEqual([mumbai?.label, mumbai?.detail, mumbai?.labelDetails], ['Mumbai', '1,204 users', undefined]);
  });

  it('asks ahead for the values of a property whose operator is being chosen, and waits for nothing', async () => {
    const data = fakeData({});
    const { document, offset } = await openFixture('where:\n  - user: city\n    <|>');
    const params = { textDocument: { uri: document.uri }, position: document.text.positionAt(offset) };
    completion.provide(document, params as never, { ...CONTEXT, data });
    assert.deepEqual(data.asked, ['city']);
  });

  it('puts what the project uses first, then what there is most of', async () => {
    assert.deepEqual(await offered('where:\n  - did: <|>', withData(), 2), [
      'App Launched — 90,000 events',
      'Charged — 12,431 events',
    ]);
    const usage = new Map([
      [nameKey('event', 'Charged'), 7],
      [nameKey('property', 'city'), 2],
      [operatorKey('in'), 5],
      [windowKey('45d'), 4],
      [windowKey('last_week'), 1],
      [windowKey('90d'), 3],
    ]);
    const used = withData({ ...DATA, usage });
    assert.deepEqual(await offered('where:\n  - did: <|>', used, 1), ['Charged — 12,431 events']);
    assert.deepEqual(await offered('where:\n  - user: <|>', used, 1), ['city']);
    const keys = await offered('where:\n  - user: city\n    <|>', used, 2);
    assert.ok(keys.includes('in'), keys.join());
    assert.deepEqual(await offered('where:\n  - did: Charged\n    within: <|>', used, 3), [
      '45d — 4 segments',
      '90d — 3 segments',
      '7d',
    ]);
    assert.equal(
      await completed('where:\n  - did: Charged\n    wi<|>', 'within', used),
      'where:\n  - did: Charged\n    within: 45d',
    );
  });

  it('offers whole rules for the beginning of a word, by aliases too', async () => {
    const found = (await itemsAt('where:\n  - cha<|>', withData())).map(({ label }) => label);
    assert.deepEqual(
      found.filter((label) => label.includes('Charged')),
      ['did: Charged within 30d', 'did: Charged at least 3 times within 30d', 'did_not: Charged within 30d'],
    );
    assert.equal(
      await completed('where:\n  - cha<|>', 'did: Charged at least 3 times within 30d', SNIPPETS),
      'where:\n  - did: Charged\n    within: ${1:30d}\n    count: {gte: ${2:3}}',
    );
    assert.equal(
      await completed('where:\n  - plat<|>', 'user: os is …', SNIPPETS),
      'where:\n  - user: os\n    is: ${1}',
    );
    assert.equal(
      await completed('where: [cha<|>]', 'did_not: Charged within 30d', CONTEXT),
      'where: [{did_not: Charged, within: 30d}]',
    );
    const none = await itemsAt('where:\n  - did: Charged\n    cha<|>', withData());
    assert.ok(!none.some(({ label }) => label.startsWith('did: Charged')));
  });

  it('tells of the data when an item is looked at', async () => {
    const { document, offset } = await openFixture('where:\n  - did: <|>');
    const context = withData(
      { ...DATA, usage: new Map([[nameKey('event', 'Charged'), 7]]) },
      {
        ...CONTEXT,
        client: { ...CONTEXT.client, resolvesDocs: true },
      },
    );
    const params = { textDocument: { uri: document.uri }, position: document.text.positionAt(offset) };
    const list = completion.provide(document, params as never, context) as CompletionList;
    const item = list.items.find(({ label }) => label === 'Charged') as CompletionItem;
    const resolved = await resolveItem(item, itemData(item)!, document.snapshot, context);
    const text = (resolved.documentation as { value: string }).value;
    assert.match(text, /\*\*12,431 events\*\* of 3,204 users .*from 2026-01-01 to 2026-06-28, last 2 days ago\./);
    assert.match(text, /Used by 7 segments\./);
  });
});
