import assert from 'node:assert/strict';
import type { Hover, MarkupContent } from 'vscode-languageserver';
import { hover } from '../../server/src/features/hover.ts';
import { fakeData } from '../support/fake-data.ts';
import { CONTEXT, openFixture } from '../support/feature-fixture.ts';

async function hoverAt(source: string, context = CONTEXT): Promise<string | undefined> {
  const { document, offset } = await openFixture(source);
  const params = { textDocument: { uri: document.uri }, position: document.text.positionAt(offset) };
  const result: Hover | undefined = await hover.provide(document, params, context);
  return (result?.contents as MarkupContent | undefined)?.value;
}

/** The hover's text matches each pattern. */
const check = async (source: string, ...patterns: readonly RegExp[]) => {
  const text = await hoverAt(source);
  assert.ok(text !== undefined, 'there is no hover');
  for (const pattern of patterns) assert.match(text, pattern);
};

describe('hover', () => {
  it('tells what an event and a property are', async () => {
    await check(
      'where:\n  - did: Char<|>ged',
      /Charged.*event/,
      /A completed purchase/,
      /purchase, buy/,
      /`amount`: number, USD/,
    );
    await check('where:\n  - did: Old Pur<|>chase', /Deprecated/, /Use `Charged` instead/);
    await check(
      'where:\n  - user: o<|>s\n    is: iOS',
      /user property · string/,
      /The device/,
      /`iOS`, `Android`, `Web`/,
      /platform/,
    );
    await check('where:\n  - user: em<|>ail\n    exists: true', /personal/, /masked/);
    await check(
      'where:\n  - did: Charged\n    where: [{property: amo<|>unt, gte: 1}]',
      /property of Charged · number, USD/,
    );
    await check('where:\n  - user: tier\n    gte: Gold\n  - user: ti<|>er\n    is: Gold', /lowest first/);
  });

  it('explains keys and operators', async () => {
    await check('whe<|>re:\n  - user: os', /All of them must hold/);
    await check('where:\n  - di<|>d: Charged', /`did`/);
    await check('where:\n  - user: os\n    i<|>s: iOS', /Equal to one value/);
    await check('where:\n  - did: Charged\n    cou<|>nt: {gte: 3}', /How many qualifying events/);
    await check('where:\n  - did: Charged\n    count: {gt<|>e: 3}', /At least/);
    await check('where:\n  - did: Charged\n    at: {hou<|>rs: [1, 2]}', /before the last/);
    await check(
      'where:\n  - sequence:\n      - did: Charged\n      - did: Charged\n        with<|>in: 3d',
      /nearest `did` step above/,
    );
  });

  it('fixes times to instants in the project’s zone', async () => {
    await check(
      'where:\n  - did: Charged\n    within: 3<|>0d',
      /in the last 30 days/,
      /after 2026-05-31 17:30/,
      /including 2026-06-30 17:30/,
      /Asia\/Kolkata/,
    );
    await check('where:\n  - did: Charged\n    within: last_<|>week', /from 2026-06-22 00:00, before 2026-06-29 00:00/);
    await check(
      'where:\n  - did: Charged\n    between: [60d, 3<|>0d]',
      /after 2026-05-01 17:30, up to and including 2026-05-31 17:30/,
    );
    await check('where:\n  - did: Charged\n    before: 2026-0<|>1-01', /before 2026-01-01 00:00/);
    await check('where:\n  - user: signed_up_at\n    within_next: 7<|>d', /including 2026-07-07 17:30/);
  });

  it('explains segments, channels and labelled values', async () => {
    const other = '--- vip.segment.yaml\nname: Very important\nwhere:\n  - user: os\n    is: iOS\n';
    await check(`${other}--- a.segment.yaml\nwhere:\n  - in_segment: v<|>ip`, /Very important/, /iOS/);
    await check('where:\n  - reachable: pu<|>sh', /\*\*Push\*\* · channel/, /no email/);
    await check('where:\n  - user: city\n    is: Pu<|>ne', /Poona/);
  });

  it('works in the schema', async () => {
    const schema = '--- segments.schema.yaml\n';
    await check(`${schema}time<|>zone: UTC`, /IANA/);
    await check(`${schema}users: {properties: {os: {ty<|>pe: string}}}`, /which operators/);
    await check(`${schema}users: {properties: {o<|>s: {type: string}}}`, /user property · string/);
    await check(`${schema}events: {Cha<|>rged: {description: Paid}}`, /Charged.*event/, /Paid/);
    await check(`${schema}events: {Charged: {}}\nroles: {activity: Char<|>ged}`, /Charged.*event/);
    await check(
      `${schema}events: {Charged: {}}\nglossary: {act<|>ive: {means: [{did: Charged}]}}`,
      /active.*means.*Charged/,
    );
  });

  it('shows text of the schema as text', async () => {
    const schema = '--- segments.schema.yaml\nevents:\n  "a`b": {description: "[x](command:evil) <img>"}\n';
    const text = await hoverAt(`${schema}--- a.segment.yaml\nwhere:\n  - did: a<|>\`b`);
    assert.match(text ?? '', /\\\[x\\\]\\\(command:evil\\\) \\<img\\>/);
  });

  it('says nothing where there is nothing to say', async () => {
    assert.equal(await hoverAt('name: so<|>me'), undefined);
    assert.equal(await hoverAt('where:\n  - did: Nowh<|>ere'), undefined);
    assert.equal(await hoverAt('<|>'), undefined);
  });

  it('tells what the data says of a name and a value, but none of a personal one', async () => {
    const data = fakeData({
      users: 10,
      events: { Charged: { rows: 20, users: 4, first: 0, last: Date.parse('2026-06-28T12:00:00Z') } },
      properties: {
        city: { of: 10, present: 9, distinct: 1, values: [{ value: 'Pune', users: 6, count: 6 }] },
        email: { of: 10, present: 5 },
      },
    });
    const withData = { ...CONTEXT, data };
    assert.match(
      (await hoverAt('where:\n  - did: Char<|>ged', withData)) ?? '',
      /\*\*20 events\*\* of 4 users \(40%\)/,
    );
    const city = await hoverAt('where:\n  - user: ci<|>ty\n    is: Pune', withData);
    assert.match(city ?? '', /\*\*90%\*\* of 10 users have it\.\n\nUsers by value: `Pune` Poona \(6\)/);
    const value = (text: string) => hoverAt(`where:\n  - user: city\n    is: ${text}`, withData);
    assert.match((await value('Pu<|>ne')) ?? '', /\*\*6 users\*\* have it \(60% of all\)/);
    assert.match((await value('Mumb<|>ay')) ?? '', /never occurs in the data/);
    const email = await hoverAt('where:\n  - user: email\n    is: ann<|>@example.com', withData);
    assert.doesNotMatch(email ?? '', /occurs|have it/);
    assert.match((await hoverAt('where:\n  - user: em<|>ail\n    exists: true', withData)) ?? '', /\*\*50%\*\*/);
    assert.match((await hoverAt('name: x\nwhere:\n  - us<|>er: city\n    is: Pune', withData)) ?? '', /city is Poona/);
  });
});
