import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeEdit, isFaithful } from '../../server/src/features/refactorings/change.ts';
import { siteAt } from '../../server/src/features/refactorings/offers.ts';
import { refactorings } from '../../server/src/features/refactorings/registry.ts';
import { actionsIn, does, filesAfter, refusal } from '../support/actions.ts';
import { fakeData } from '../support/fake-data.ts';
import { CONTEXT, openFiles, openFixture } from '../support/feature-fixture.ts';

const HEAD = 'name: a\nwhere:\n';

/** Chooses an action on the rules, and compares the rules. */
const rules = (before: string, title: string | RegExp, after: string) => does(HEAD + before, title, HEAD + after);

const offered = async (before: string) => actionsIn(await openFixture(before)).map(({ title }) => title);

describe('texts of refactorings', () => {
  it('keep comments, quotes and blocks of text where they are', async () => {
    await rules(
      '  # first\n  - <|>user: "os" # the device\n    is: \'iOS\'\n\n  # second\n  - did: Charged\n',
      'Wrap rule in any',
      '  # first\n  - any:\n      - user: "os" # the device\n        is: \'iOS\'\n\n  # second\n  - did: Charged\n'.replace(
        '  # first\n  - any:\n      - user',
        '  - any:\n      # first\n      - user',
      ),
    );
    await rules(
      '  - user: city\n    <|>is: |-\n      New\n      York\n  - did: Charged\n',
      'Wrap rule in none',
      '  - none:\n      - user: city\n        is: |-\n          New\n          York\n  - did: Charged\n',
    );
  });

  it('keep the line breaks of the file', async () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    await does(
      crlf(`${HEAD}  - <|>did: Charged\n    within: 30d\n`),
      'Wrap rule in all',
      crlf(`${HEAD}  - all:\n      - did: Charged\n        within: 30d\n`),
    );
  });

  it('work in brackets', async () => {
    await does(
      'name: a\nwhere: [{<|>did: Charged}, {did: App Launched}]\n',
      'Wrap rule in any',
      'name: a\nwhere: [{any: [{did: Charged}]}, {did: App Launched}]\n',
    );
    await does(
      'name: a\nwhere: [{<|>any: [{did: Charged}]}, {did: App Launched}]\n',
      'Unwrap any',
      'name: a\nwhere: [{did: Charged}, {did: App Launched}]\n',
    );
    await rules(
      '  - {user: age, <|>gte: 18, lt: 30}\n',
      'Split into a rule for each operator',
      '  - {user: age, gte: 18}\n  - {user: age, lt: 30}\n',
    );
  });

  it('leave anchors to the author where they would be torn', async () => {
    assert.equal(
      await refusal(`${HEAD}  - <|>&a\n    did: Charged\n  - any: [*a]\n`, 'Extract rule to a new segment'),
      'Anchors and aliases of YAML do not reach into another file.',
    );
  });

  it('work on filters as on rules', async () => {
    await rules(
      '  - did: Charged\n    where:\n      - property: category\n        <|>is: Shoes\n',
      /^Negate filter: change is to is_not/,
      '  - did: Charged\n    where:\n      - property: category\n        is_not: Shoes\n',
    );
    await rules(
      '  - did: Charged\n    where:\n<|      - property: category\n        is: Shoes\n      - property: amount\n        gte: 10|>\n',
      'Wrap 2 filters in any: one is enough',
      '  - did: Charged\n    where:\n      - any:\n          - property: category\n            is: Shoes\n          - property: amount\n            gte: 10\n',
    );
  });

  it('negate what has no opposite by wrapping it, and say what a flip leaves out', async () => {
    await rules(
      '  - <|>did: Charged\n    count: {gte: 3}\n',
      'Negate rule: wrap did in none',
      '  - none:\n      - did: Charged\n        count: {gte: 3}\n',
    );
    await rules('  - user: vip\n    <|>is: true\n', /^Flip is: true to is: false/, '  - user: vip\n    is: false\n');
    await rules(
      '  - user: vip\n    <|>is: true\n',
      'Negate rule: wrap user in none',
      '  - none:\n      - user: vip\n        is: true\n',
    );
    await rules(
      '  - <|>in_segment: a\n',
      'Negate rule: change in_segment to not_in_segment',
      '  - not_in_segment: a\n',
    );
  });

  it('inline several segments, a negated one, and a sample with the seed that it had', async () => {
    const two =
      '--- x.segment.yaml\nname: x\nwhere:\n  - did: Charged\n  - sample: 10\n--- y.segment.yaml\nname: y\nwhere:\n  - user: os\n    is: iOS\n';
    const file = (body: string) => `--- a.segment.yaml\n${HEAD}${body}`;
    await does(
      file(`  - in_segment: [<|>x, y]\n${two}`),
      'Inline 2 segments',
      file(
        '  - any:\n      - all:\n          - did: Charged\n          - sample: 10\n            seed: x\n      - user: os\n        is: iOS\n',
      ),
    );
    await does(file(`  - in_segment: <|>y\n${two}`), 'Inline segment “y”', file('  - user: os\n    is: iOS\n'));
    await does(
      file(`  - not_in_segment: <|>y\n${two}`),
      'Inline segment “y”',
      file('  - none:\n      - user: os\n        is: iOS\n'),
    );
  });

  it('say why they cannot be done', async () => {
    const file = (body: string) => `--- a.segment.yaml\n${HEAD}${body}`;
    assert.equal(
      await refusal(
        file(
          `  - in_segment: <|>b\n--- b.segment.yaml\nname: b\nwhere:\n  - in_segment: c\n--- c.segment.yaml\nname: c\nwhere:\n  - in_segment: a\n`,
        ),
        'Inline segment “b”',
      ),
      'The segment “b” leads back to this one.',
    );
    assert.equal(
      await refusal(
        file('  - in_segment: <|>b\n--- b.segment.yaml\nname: b\nwhere:\n  - did: Nothing\n'),
        'Inline segment “b”',
      ),
      'The segment “b” has errors.',
    );
    assert.match((await refusal(file('  - <|>sample: 5\n'), 'Extract rule to a new segment')) ?? '', /Give it a seed/);
    assert.equal(
      await refusal(
        `--- a.segment.yaml\nname: a\ntype: live\nwhere:\n  - sequence:\n      - <|>did: Charged\n      - did: App Launched\n`,
        'Extract rule to a new segment',
      ),
      'A live segment needs its sequence.',
    );
    assert.equal(
      await refusal(
        '--- segments.schema.yaml\nversion: 1\nproject: p\nusers: {properties: {a: {type: string}}}\nchannels:\n  push:\n    reachable:\n      - <|>user: a\n        exists: true\n',
        'Extract rule to a new segment',
      ),
      'The rules of a channel cannot refer to segments.',
    );
    assert.equal(
      await refusal(`${HEAD}  - <|>any:\n      - did: Charged\n      - did: App Launched\n`, 'Unwrap any'),
      'Outside any all of its rules would have to hold.',
    );
  });

  it('name the new segment after its rules, never like another', async () => {
    const source = `--- a.segment.yaml\n${HEAD}  - <|>did: Charged\n  - user: os\n    is: iOS\n--- charged.segment.yaml\nname: c\nwhere:\n  - did: Charged\n`;
    assert.ok((await offered(source)).includes('Extract rule to a new segment, charged-2'));
  });

  it('fix a time as of the project’s instant, in its zone, and turn it back', async () => {
    await rules(
      '  - did: Charged\n    <|>within: 30d\n',
      /^Fix within: 30d to between/,
      '  - did: Charged\n    between: [2026-05-31T17:30:00.001, 2026-06-30T17:30:00.001]\n',
    );
    await rules(
      '  - did: Charged\n    <|>within: 30d\n',
      /^Fix within: 30d to whole days/,
      '  - did: Charged\n    between: [2026-05-31, 2026-06-30]\n',
    );
    await rules(
      '  - did: Charged\n    <|>between: [2026-05-31T17:30:00.001, 2026-06-30T17:30:00.001]\n',
      'Change to within: 30d',
      '  - did: Charged\n    within: 30d\n',
    );
    await rules(
      '  - did: Charged\n    <|>before: 2w\n',
      /^Fix before: 2w/,
      '  - did: Charged\n    before: 2026-06-16T17:30:00.001\n',
    );
    await rules(
      '  - did: Charged\n    <|>after: 2026-06-01\n',
      'Change to within: this_month',
      '  - did: Charged\n    within: this_month\n',
    );
    await rules(
      '  - did: Charged\n    <|>after: 2026-06-10\n',
      /^Change to within: 21d, which is about the same/,
      '  - did: Charged\n    within: 21d\n',
    );
  });

  it('leave a step’s time alone: it counts from the step before', async () => {
    const titles = await offered(
      `${HEAD}  - sequence:\n      - did: Charged\n      - did: App Launched\n        <|>within: 2d\n`,
    );
    assert.deepEqual(
      titles.filter((title) => title.startsWith('Fix')),
      [],
    );
  });

  it('declare a property where it is missing, in the style of the schema', async () => {
    const schema =
      '--- segments.schema.yaml\nversion: 1\nproject: p\nusers:\n  properties:\n    os: {type: string}\nevents:\n  Charged:\n    description: Paid\n';
    await does(
      `--- a.segment.yaml\n${HEAD}  - did: Charged\n    where:\n      - property: <|>paid_at\n        within: 30d\n${schema}`,
      'Add the property “paid_at” (datetime) of “Charged” to the schema',
      `${schema}    properties:\n      paid_at: {type: datetime}\n`,
    );
    await does(
      `--- a.segment.yaml\n${HEAD}  - user: <|>versions\n    includes_any: [1, 2]\n${schema}`,
      'Add the property “versions” (list<number>) of users to the schema',
      schema.replace('os: {type: string}', 'os: {type: string}\n    versions: {type: list<number>}'),
    );
    await does(
      `--- a.segment.yaml\n${HEAD}  - reachable: <|>os\n${schema}`,
      'Add the channel “os” to the schema',
      `${schema}channels:\n  os: {reachable: [{user: os, exists: true}]}\n`,
    );
  });

  it('declare a property of the type that it has in the data', async () => {
    const schema =
      '--- segments.schema.yaml\nversion: 1\nproject: p\nusers:\n  properties:\n    os: {type: string}\nevents:\n  Charged: {}\n  Sold: {}\n';
    const of = { rows: 1200, of: 2000, pii: false, sensitive: false } as const;
    const data = fakeData({
      events: { Refunded: { rows: 1, users: 1 } },
      undeclared: [
        { ...of, name: 'contact', type: 'string', pii: true },
        { ...of, event: 'Charged', name: 'size', type: 'number' },
        { ...of, event: 'Sold', name: 'size', type: 'version', rows: 1 },
        { ...of, event: 'Refunded', name: 'size', type: 'number', sensitive: true },
      ],
    });
    const withData = { context: { ...CONTEXT, data } };
    await does(
      `--- a.segment.yaml\n${HEAD}  - user: <|>contact\n    is: 5\n${schema}`,
      'Add the property “contact” (string) of users, which the data has 1,200 times, to the schema',
      schema.replace('os: {type: string}', 'os: {type: string}\n    contact: {type: string, pii: true}'),
      withData,
    );
    await does(
      `--- a.segment.yaml\n${HEAD}  - did: [Charged, Sold]\n    where:\n      - property: <|>size\n        is: big\n${schema}`,
      'Add the property “size” (number and version) of “Charged” and “Sold”, which the data has 1,201 times, to the schema',
      schema
        .replace('Charged: {}', 'Charged: {properties: {size: {type: number}}}')
        .replace('Sold: {}', 'Sold: {properties: {size: {type: version}}}'),
      withData,
    );
    await does(
      `--- a.segment.yaml\n${HEAD}  - did: <|>Refunded\n    where:\n      - property: size\n        is: big\n      - property: why\n        is: late\n${schema}`,
      'Add the event “Refunded”, which the data has once, to the schema',
      `${schema}  Refunded: {properties: {size: {type: number, sensitive: true}, why: {type: string}}}\n`,
      withData,
    );
  });

  it('offer no list where the order says something', async () => {
    assert.ok(
      !(await offered(`${HEAD}  - user: age\n    between: [<|>1, 1]\n`)).some((title) => /Sort|twice/.test(title)),
    );
    const schema =
      '--- segments.schema.yaml\nversion: 1\nproject: p\nusers:\n  properties:\n    t: {type: string, ordered: true, values: [<|>b, a]}\n';
    assert.ok(!(await offered(schema)).includes('Sort values'));
  });

  const PAIRS: readonly (readonly [there: string | RegExp, back: string | RegExp, text: string])[] = [
    ['Wrap rule in any', 'Unwrap any', '  - <|>did: Charged # x\n    within: 30d\n'],
    ['Negate rule: change did to did_not', 'Negate rule: change did_not to did', '  - <|>did: Charged\n'],
    [
      'Turn none into all of the opposites',
      'Turn all into none of the opposites',
      '  - <|>none:\n      - did: Charged\n      - in_segment: b\n',
    ],
    [
      'Split into any of a rule for each event',
      /^Merge into did/,
      '  - <|>did: [Charged, App Launched]\n    within: 30d\n',
    ],
    ['Split into any of a rule for each value', /^Merge into in/, '  - <|>user: os\n    in: [iOS, Web]\n'],
    ['Split into a rule for each operator', 'Merge the rules about age', '  - <|>user: age\n    gte: 18\n    lt: 30\n'],
    ['Change is to in, a list of values', 'Change in to is, one value', '  - user: os\n    <|>is: iOS\n'],
    ['Change gte and lte to between', 'Change between to gte and lte', '  - user: age\n    <|>gte: 18\n    lte: 30\n'],
    ['Change 14d to 2w', 'Change 2w to 14d', '  - did: Charged\n    within: 1<|>4d\n'],
    ['Write map in brackets', 'Write map on lines of its own', '  - <|>did: Charged\n    within: 30d\n'],
    [
      'Write list on lines of its own',
      'Write list in brackets',
      '  - did: Charged\n    where:\n      - property: category\n        <|>in: [Shoes, Bags]\n',
    ],
  ];
  for (const [there, back, text] of PAIRS) {
    it(`give the text back: ${there}, ${back}`, async () => {
      const opened = await openFixture(HEAD + text);
      const once = actionsIn(opened, { only: [''] }).find(({ title }) =>
        there instanceof RegExp ? there.test(title) : there === title,
      );
      assert.ok(once?.edit, `${there}`);
      const after = filesAfter(opened, once.edit).get('test.segment.yaml')!;
      const offset = Math.min((HEAD + text).indexOf('<|>'), after.length);
      const marked = `${after.slice(0, offset)}<|>${after.slice(offset)}`;
      await does(marked, back, (HEAD + text).replace('<|>', ''));
    });
  }

  it('can be done everywhere in the examples without losing anything', async () => {
    for (const example of ['shop', 'grocery']) {
      const root = join(import.meta.dirname, '../../examples', example);
      const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
        (name) => name.endsWith('.yaml') && !name.includes('prompts'),
      );
      const files = new Map(names.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(root, name), 'utf8')]));
      for (const path of files.keys()) {
        const opened = await openFiles(files, path);
        const text = files.get(path)!;
        const places = [...text.matchAll(/(?<=^[ \-{]*)[^\s\-{#]/gm)]
          .map(({ index }) => index)
          .filter((_, index) => index % 7 === 0);
        for (const start of places) {
          const site = siteAt(opened.document, { start, end: start }, CONTEXT);
          for (const refactoring of refactorings.filter(({ documents }) => documents.includes(opened.document.kind))) {
            for (const offer of refactoring.offer(site)) {
              const change = offer.change?.();
              const why = `${path}:${start} ${offer.title}`;
              if (offer.disabled === undefined) assert.ok(change && isFaithful(change, opened.document), why);
              if (change) changeEdit(change, opened.document, CONTEXT.client.actions);
            }
          }
        }
      }
    }
  }).timeout(60_000);
});
