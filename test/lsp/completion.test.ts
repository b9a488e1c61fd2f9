import assert from 'node:assert/strict';
import { completed, itemsAt, labelsAt, SNIPPETS } from '../support/feature-fixture.ts';

/** The text after choosing `label` at the cursor. */
const check = async (source: string, label: string, expected: string, context?: typeof SNIPPETS) =>
  assert.equal(await completed(source, label, context), expected);

const offers = async (source: string, wanted: readonly string[], unwanted: readonly string[] = []) => {
  const labels = await labelsAt(source);
  for (const label of wanted) assert.ok(labels.includes(label), `${label} is missing in ${labels.join(', ')}`);
  for (const label of unwanted) assert.ok(!labels.includes(label), `${label} should not be among ${labels.join(', ')}`);
};

describe('completion: keys', () => {
  it('offers the keys of a file, but none twice', async () => {
    await offers('name: x\n<|>\n', ['where', 'description', 'tags'], ['name', 'user']);
    await check('na<|>', 'name', 'name: ');
    await check('name: x\nty<|>', 'type', 'name: x\ntype: past_behavior');
  });

  it('begins a rule from a few letters, a dash, or nothing', async () => {
    await check('where:\n  - us<|>\n', 'user', 'where:\n  - user: \n    is: \n');
    await check('where:\n  - <|>', 'did', 'where:\n  - did: \n    within: 30d');
    await check('where:\n  -<|>\n', 'in_segment', 'where:\n  - in_segment: \n');
    await check('where:\n  <|>', 'sample', 'where:\n  - sample: 10\n    seed: ');
    await check('where:\n  - did: Charged\n  <|>\n', 'user', 'where:\n  - did: Charged\n  - user: \n    is: \n');
    await check('where:\n- did: Charged\n<|>', 'reachable', 'where:\n- did: Charged\n- reachable: ');
    await check('where: [<|>]', 'did', 'where: [{did: , within: 30d}]');
    await check('where:\n  - {<|>}', 'did', 'where:\n  - {did: , within: 30d}');
  });

  it('gives snippets to clients that know them', async () => {
    await check('where:\n  - us<|>\n', 'user', 'where:\n  - user: ${1}\n    is: ${2}\n', SNIPPETS);
    await check(
      'where:\n  - any:\n      - us<|>\n',
      'user',
      'where:\n  - any:\n      - user: ${1}\n        is: ${2}\n',
      SNIPPETS,
    );
  });

  it('offers the operators of this property’s type only', async () => {
    await offers(
      'where:\n  - user: os\n    <|>\n',
      ['is', 'in', 'contains', 'ignore_case', 'exists'],
      ['gt', 'within', 'near', 'user', 'did', 'user'],
    );
    await offers('where:\n  - user: age\n    <|>', ['gte', 'between'], ['contains', 'ignore_case']);
    await offers('where:\n  - user: vip\n    <|>', ['is', 'exists'], ['is_not', 'in']);
    await offers('where:\n  - user: tier\n    <|>', ['gte', 'between', 'is']);
    await offers('where:\n  - user: signed_up_at\n    <|>', ['within', 'on', 'anniversary_within_next'], ['is']);
    await offers('where:\n  - user: interests\n    <|>', ['includes', 'includes_any'], ['is']);
    await offers('where:\n  - user: home\n    <|>', ['near', 'exists'], ['is']);
    await offers('where:\n  - did: Charged\n    where:\n      - property: amount\n        <|>', ['gte'], ['contains']);
  });

  it('offers what can stand beside what is there', async () => {
    await offers('where:\n  - did: Charged\n    <|>', ['within', 'count', 'where', 'at'], ['having', 'share', 'is']);
    await offers('where:\n  - did: Charged\n    within: 3d\n    <|>', ['count'], ['within', 'between', 'regularly']);
    await offers('where:\n  - did: Charged\n    occurrence: last\n    <|>', ['having']);
    await offers('where:\n  - did_not: Charged\n    <|>', ['within', 'where'], ['count', 'occurrence', 'sum']);
    await offers(
      'where:\n  - sequence:\n      - did: Charged\n        <|>',
      ['where', 'at'],
      ['within', 'same', 'count'],
    );
    await offers('where:\n  - sequence:\n      - did: Charged\n      - did: Charged\n        <|>', ['within', 'same']);
    await offers('where:\n  - sequence:\n      - did: Charged\n    <|>', ['within'], ['count']);
    await offers('where:\n  - did: Charged\n    count: {<|>}', ['gte', 'between'], ['exists', 'of']);
    await offers('where:\n  - did: Charged\n    sum: {<|>}', ['of', 'gte']);
    await offers('where:\n  - did: Charged\n    regularly: {every: 7d, <|>}', ['periods', 'gte'], ['every']);
    await offers('where:\n  - did: Charged\n    at:\n      <|>', ['hours', 'weekdays', 'monthdays']);
    await offers('where:\n  - user: home\n    near: {lat: 1, <|>}', ['lon', 'radius'], ['lat']);
  });

  it('keeps the rest of a line in which a key is changed', async () => {
    await check('where:\n  - <|>user: os\n', 'did', 'where:\n  - did: os\n');
    await check('where:\n  - {user: os, i<|>}', 'is', 'where:\n  - {user: os, is: }');
  });

  it('leaves a value alone that stands below the key already', async () => {
    const values = '      # c\n      - Pune\n';
    await check(`where:\n  - user: city\n    i<|>\n${values}`, 'in', `where:\n  - user: city\n    in:\n${values}`);
    await check('whe<|>\n- did: Charged\n', 'where', 'where:\n- did: Charged\n');
    await check(
      'where:\n  - sequence:\n      - did: Charged\n      - <|>\n        within: 3d\n',
      'did_not',
      'where:\n  - sequence:\n      - did: Charged\n      - did_not: \n        within: 3d\n',
    );
  });

  it('finds keys by letters after a quote, and takes nothing behind one that is open', async () => {
    await check('where:\n  - {"us<|>": os}\n', 'user', 'where:\n  - {"user": os}\n');
    await check('where:\n  - "us<|>: os\n', 'user', 'where:\n  - "user": os\n');
    await check('where:\n  - {user: "o<|>, is: x}\n', 'os', 'where:\n  - {user: "os", is: x}\n');
    await check('where:\n  - any:\n      - &b {us<|>}\n', 'user', 'where:\n  - any:\n      - &b {user: , is: }\n');
  });

  it('goes on with the rule above from the column of its dash', async () => {
    await check('where:\n  - did: Charged\n  <|>', 'within', 'where:\n  - did: Charged\n    within: 30d');
    await check('where:\n  - did: Charged\n  wi<|>', 'within', 'where:\n  - did: Charged\n    within: 30d');
  });

  it('mends the indentation of a line that goes nowhere', async () => {
    await check('where:\n  - user: os\n     <|>', 'is', 'where:\n  - user: os\n    is: ');
  });
});

describe('completion: names', () => {
  it('offers events, also half typed, in lists and before a broken rest', async () => {
    await check('where:\n  - did: Ch<|>\n    within: 30d\n', 'Charged', 'where:\n  - did: Charged\n    within: 30d\n');
    await check('where:\n  - did:<|>', 'Charged', 'where:\n  - did: Charged');
    await check('where:\n  - did: [Charged, <|>]', 'App Launched', 'where:\n  - did: [Charged, App Launched]');
    await check(
      'where:\n  - did: [Charged, A<|>\n    within: 3d',
      'App Launched',
      'where:\n  - did: [Charged, App Launched\n    within: 3d',
    );
    await check('where:\n  - did:\n      - Ch<|>', 'Charged', 'where:\n  - did:\n      - Charged');
    await check('where:\n  - {did: <|>}', 'Charged', 'where:\n  - {did: Charged}');
    await check('where:\n  - did: Charg<|>ed now\n', 'Charged', 'where:\n  - did: Charged\n');
    await check('where:\n  - did_not: App L<|>', 'App Launched', 'where:\n  - did_not: App Launched');
  });

  it('finds an event by the words people use for it', async () => {
    const items = await itemsAt('where:\n  - did: purch<|>');
    assert.match(items.find((item) => item.label === 'Charged')?.filterText ?? '', /purchase/);
  });

  it('quotes names that need it, in the quotes that are there', async () => {
    await check('where:\n  - did: Ord<|>', 'Order: Completed', 'where:\n  - did: "Order: Completed"');
    await check('where:\n  - did: <|>', '@mention', 'where:\n  - did: "@mention"');
    await check('where:\n  - did: "Ch<|>"', 'Charged', 'where:\n  - did: "Charged"');
    await check("where:\n  - did: 'Ch<|>'", 'Charged', "where:\n  - did: 'Charged'");
    await check('where:\n  - did: "Ch<|>\n    within: 3d', 'Charged', 'where:\n  - did: "Charged"\n    within: 3d');
    await check('where:\n  - user: fav<|>', 'favourite: color', 'where:\n  - user: "favourite: color"');
    await check(
      'where:\n  - user: "favourite: color"\n    is: <|>',
      '#fff',
      'where:\n  - user: "favourite: color"\n    is: "#fff"',
    );
  });

  it('takes names with dollars as they are', async () => {
    await check('where:\n  - did: <|>', '$1 off', 'where:\n  - did: $1 off');
    await check('where:\n  - did: <|>', '$1 off', 'where:\n  - did: $1 off', SNIPPETS);
    await check('where:\n  - {did: <|>}', '$1 off', 'where:\n  - {did: $1 off}', SNIPPETS);
  });

  it('offers the properties of this event', async () => {
    await offers(
      'where:\n  - did: Charged\n    where:\n      - property: <|>',
      ['amount', 'category'],
      ['source', 'os'],
    );
    await offers(
      'where:\n  - did: [Charged, App Launched]\n    where: [{property: <|>}]',
      ['amount'],
      ['category', 'source'],
    );
    await offers('where:\n  - did: Charged\n    sum: {of: <|>}', ['amount'], ['category']);
    await offers('where:\n  - did: Charged\n    where:\n      - any:\n          - property: <|>', ['coupon']);
    await offers(
      'where:\n  - sequence:\n      - did: Charged\n      - did: App Launched\n        same: <|>',
      ['amount'],
      ['source'],
    );
    await offers('where:\n  - user: <|>', ['os', 'age'], ['amount']);
  });

  it('offers segments, channels and lists', async () => {
    const other =
      '--- other.segment.yaml\nname: Other ones\nwhere:\n  - user: os\n    is: iOS\n--- lists/vip.csv\nu1\n';
    await offers(`${other}--- a.segment.yaml\nwhere:\n  - in_segment: <|>`, ['other'], ['a']);
    await offers(`${other}--- a.segment.yaml\nwhere:\n  - not_in_segment: [<|>]`, ['other']);
    await offers(`${other}--- a.segment.yaml\nwhere:\n  - in_list: <|>`, ['lists/vip.csv']);
    await offers('where:\n  - reachable: <|>', ['push']);
  });

  it('marks what is deprecated', async () => {
    const items = await itemsAt('where:\n  - did: <|>');
    assert.deepEqual(items.find((item) => item.label === 'Old Purchase')?.tags, [1]);
    assert.equal(items.at(-1)?.label, 'Old Purchase');
  });
});

describe('completion: values', () => {
  it('offers a property’s values, booleans, examples', async () => {
    await check('where:\n  - user: os\n    is: <|>', 'iOS', 'where:\n  - user: os\n    is: iOS');
    await check('where:\n  - user: os\n    is:<|>', 'iOS', 'where:\n  - user: os\n    is: iOS');
    await check('where:\n  - user: os\n    in: [iOS, <|>]', 'Android', 'where:\n  - user: os\n    in: [iOS, Android]');
    await check('where:\n  - user: os\n    in: <|>', 'Web', 'where:\n  - user: os\n    in: [Web]');
    await check(
      'where:\n  - user: os\n    in:\n      - iOS\n      - <|>',
      'Web',
      'where:\n  - user: os\n    in:\n      - iOS\n      - Web',
    );
    await check('where:\n  - user: vip\n    is: <|>', 'true', 'where:\n  - user: vip\n    is: true');
    await check('where:\n  - user: city\n    is: <|>', 'New York', 'where:\n  - user: city\n    is: New York');
    await check('where:\n  - user: os\n    exists: f<|>', 'false', 'where:\n  - user: os\n    exists: false');
    await check(
      'where:\n  - user: app_version\n    gte: <|>',
      '10.2',
      'where:\n  - user: app_version\n    gte: "10.2"',
    );
    await check('where:\n  - user: tier\n    gte: <|>', 'Gold', 'where:\n  - user: tier\n    gte: Gold');
    await check(
      'where:\n  - did: Charged\n    where:\n      - property: category\n        is: <|>',
      'Bags',
      'where:\n  - did: Charged\n    where:\n      - property: category\n        is: Bags',
    );
  });

  it('offers durations in the number typed, periods and dates', async () => {
    await check('where:\n  - did: Charged\n    within: 45<|>', '45d', 'where:\n  - did: Charged\n    within: 45d');
    await offers('where:\n  - did: Charged\n    within: <|>', ['30d', 'last_week', 'today'], ['2026-06-30']);
    await offers('where:\n  - did: Charged\n    before: <|>', ['30d', '2026-06-30', '2026-06-01']);
    await offers('where:\n  - did: Charged\n    after: <|>', ['2026-06-30'], ['30d']);
    await check(
      'where:\n  - did: Charged\n    between: <|>',
      '[60d, 30d]',
      'where:\n  - did: Charged\n    between: [60d, 30d]',
    );
    await offers('where:\n  - user: birthday\n    within: <|>', ['30d'], ['12h']);
    await offers('where:\n  - user: birthday\n    anniversary_within_next: <|>', ['7d'], ['last_week']);
    await offers(
      'where:\n  - sequence:\n      - did: Charged\n      - did: Charged\n        within: <|>',
      ['12h', '7d'],
      ['last_week'],
    );
  });

  it('offers a map or a range to fill in where one begins', async () => {
    await check(
      'where:\n  - did: Charged\n    count: <|>',
      '{gte: 3}',
      'where:\n  - did: Charged\n    count: {gte: 3}',
    );
    await check(
      'where:\n  - did: Charged\n    at: <|>',
      '{hours: [18, 22]}',
      'where:\n  - did: Charged\n    at: {hours: [18, 22]}',
    );
    await offers('where:\n  - user: home\n    near: <|>', ['{lat: , lon: , radius: 5km}']);
    await check(
      'where:\n  - user: tier\n    between: <|>',
      '[Silver, Platinum]',
      'where:\n  - user: tier\n    between: [Silver, Platinum]',
    );
    await check(
      'where:\n  - user: tier\n    between: [Silver, <|>]',
      'Gold',
      'where:\n  - user: tier\n    between: [Silver, Gold]',
    );
  });

  it('adds the kind to a rule that has other keys already', async () => {
    await check('where:\n  - is: iOS\n    <|>', 'user', 'where:\n  - is: iOS\n    user: ');
    await check('where:\n  - <|>\n    within: 3d', 'did', 'where:\n  - did: \n    within: 3d');
    await offers('where:\n  - sequence:\n      - <|>', ['did', 'did_not'], ['within', 'where']);
  });

  it('offers words of the language', async () => {
    await offers('type: <|>', ['past_behavior', 'live']);
    await offers('where:\n  - did: Charged\n    occurrence: <|>', ['first', 'last']);
    await check(
      'where:\n  - did: Charged\n    at: {weekdays: [sat, <|>]}',
      'sun',
      'where:\n  - did: Charged\n    at: {weekdays: [sat, sun]}',
    );
    await offers('--- b.segment.yaml\ntags: [winback]\n--- a.segment.yaml\ntags: [<|>]', ['winback']);
  });

  it('offers nothing in comments, long texts and free texts', async () => {
    await offers('where:\n  - did: Charged # <|>', [], ['Charged']);
    assert.deepEqual(await labelsAt('description: |\n  where <|>\n'), []);
    assert.deepEqual(await labelsAt('name: <|>'), []);
  });

  it('works in files with CRLF, a byte order mark, tabs and broken lines elsewhere', async () => {
    await check('where:\n  - user: os\n    is:\ti<|>\n', 'iOS', 'where:\n  - user: os\n    is:\tiOS\n');
    await check(
      'where:\r\n  - did: Charged\r\n    wi<|>\r\n    count: {gte: 3}\r\n',
      'within',
      'where:\r\n  - did: Charged\r\n    within: 30d\r\n    count: {gte: 3}\r\n',
    );
    await check('\uFEFFna<|>', 'name', '\uFEFFname: ');
    await check('where:\n  - did: "x\n  - user: <|>', 'os', 'where:\n  - did: "x\n  - user: os');
    await check('where:\n  - did: [a\n  - user: <|>\n  - }', 'os', 'where:\n  - did: [a\n  - user: os\n  - }');
  });
});

describe('completion: the schema', () => {
  const schema = (text: string) => `--- segments.schema.yaml\n${text}`;
  it('offers keys at every level', async () => {
    await offers(schema('version: 1\n<|>'), ['users', 'events', 'channels', 'data', 'timezone'], ['version', 'name']);
    await offers(schema('users:\n  <|>'), ['properties']);
    await offers(schema('users:\n  properties:\n    os: {<|>}'), ['type', 'values', 'pii', 'labels']);
    await offers(schema('events:\n  Charged:\n    <|>'), ['properties', 'description', 'replaced_by']);
    await offers(schema('roles:\n  <|>'), ['activity', 'purchase']);
    await offers(schema('data:\n  events:\n    - {<|>}'), ['path', 'user', 'name', 'event', 'time', 'columns']);
    await check(schema('timez<|>'), 'timezone', 'timezone: UTC');
  });

  it('offers values, names and rules', async () => {
    await check(
      schema('users:\n  properties:\n    os: {type: <|>}'),
      'list<string>',
      'users:\n  properties:\n    os: {type: list<string>}',
    );
    await check(
      schema('users:\n  properties:\n    os: {type: string, pii: <|>}'),
      'true',
      'users:\n  properties:\n    os: {type: string, pii: true}',
    );
    await offers(schema('unknown: <|>'), ['error', 'warning']);
    await offers(schema('as_of: <|>'), ['now', 'latest_event']);
    await offers(schema('timezone: As<|>'), ['Asia/Kolkata']);
    const events = 'events:\n  Charged: {properties: {amount: {type: number}}}\n  Old: {}\n';
    await offers(schema(`${events}roles:\n  activity: <|>`), ['Charged']);
    await offers(schema(`${events}roles:\n  purchase: {event: Charged, value: <|>}`), ['amount']);
    await offers(schema('events:\n  Charged: {}\n  Old: {replaced_by: <|>}'), ['Charged']);
    const users = 'users: {properties: {token: {type: string}}}\n';
    await offers(schema(`${users}channels:\n  push:\n    reachable:\n      - user: <|>`), ['token']);
    await offers(schema(`${users}channels:\n  push:\n    reachable:\n      - user: token\n        <|>`), [
      'exists',
      'because',
    ]);
    await offers(schema(`${users}samples: {columns: [<|>]}`), ['token']);
    await offers(schema(`${events}glossary:\n  active:\n    means:\n      - did: <|>`), ['Charged']);
    await offers(schema('users:\n  properties:\n    g: {type: string, values: [F, M], labels: {<|>}}'), ['F', 'M']);
  });
});
