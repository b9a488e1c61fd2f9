import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import type { Answer } from '../../server/src/agent/index.ts';
import { editRules, rulesOf } from '../../server/src/agent/refine/edit-rules.ts';
import { refineFamilies } from '../../server/src/agent/refine/families.ts';
import { type RefineResult, refineSegment } from '../../server/src/agent/refine/index.ts';
import { applyEdits, formatText, readSchema, readSegment } from '../../server/src/language/index.ts';
import { createRng, randomProject, randomSegment } from '../support/random/index.ts';

const { schema } = readSchema(
  `version: 1
project: shop
timezone: Asia/Kolkata
as_of: 2026-06-30T12:00:00Z
users:
  properties:
    os: {type: string, values: [iOS, Android, Web], aliases: [platform]}
    city: {type: string, examples: [Mumbai, Delhi]}
    tier: {type: string, values: [new, vip]}
    age: {type: number}
    email: {type: string, pii: true}
events:
  App Launched: {aliases: [opened the app]}
  Viewed: {aliases: [view], properties: {category: {type: string, values: [Shoes, Bags]}}}
  Charged:
    aliases: [purchase, buy, bought]
    properties: {amount: {type: number, unit: USD}, category: {type: string, values: [Shoes, Bags]}}
channels:
  push: {label: Push, reachable: [{user: os, exists: true}]}
roles: {activity: App Launched, purchase: {event: Charged, value: amount}}
`,
  { uri: 'file:///segments.schema.yaml' },
);

const FILE = `# Winback
name: Lapsed buyers # the name
prompt: active iOS users who have not bought
where:
  # platform
  - user: os
    is: iOS # not Android yet
  - did: App Launched
    within: 30d

  # nothing bought
  - did_not: Charged # the purchase
    within: 30d
  - {did: Viewed, count: {gte: 2}, where: [{property: category, is: Bags}]}
`;

const read = (text: string) =>
  readSegment(text, { uri: 'file:///s.segment.yaml', id: 's', schema, segments: { has: () => true, ids: () => [] } });
const refine = (prompt: string, text = FILE, answers: readonly Answer[] = []): Promise<RefineResult> =>
  refineSegment({ prompt, text, schema, segments: [], provider: 'builtin', read, answers });

/** Lines of `before` that are gone, and lines that came. */
function difference({ before, after }: RefineResult): {
  readonly gone: readonly string[];
  readonly came: readonly string[];
} {
  const without = (a: string, b: string): string[] => {
    const left = b.split('\n');
    return a.split('\n').filter((line) => {
      const at = left.indexOf(line);
      if (at >= 0) left.splice(at, 1);
      return at < 0 && !line.startsWith('prompt:');
    });
  };
  return { gone: without(before, after), came: without(after, before) };
}

const CASES: readonly [prompt: string, gone: readonly string[], came: readonly string[]][] = [
  ['only those in Mumbai', [], ['  - user: city', '    is: Mumbai']],
  ['make it 60 days', ['    within: 30d', '    within: 30d'], ['    within: 60d', '    within: 60d']],
  ['exclude VIPs', [], ['  - user: tier', '    is_not: vip']],
  ['also Android', ['    is: iOS # not Android yet'], ['    in: [iOS, Android] # not Android yet']],
  ['Android instead of iOS', ['    is: iOS # not Android yet'], ['    is: Android # not Android yet']],
  ['remove the purchase rule', ['  - did_not: Charged # the purchase', '    within: 30d'], []],
  ['extend the purchase window to 90 days', ['    within: 30d'], ['    within: 90d']],
  ['no purchase in 60 days', ['    within: 30d'], ['    within: 60d']],
  ['drop rule 2', ['  - did: App Launched', '    within: 30d'], []],
  ['call it Come back', ['name: Lapsed buyers # the name'], ['name: Come back # the name']],
  ['must be reachable by push', [], ['  - reachable: push']],
  [
    'at least 3 times instead of 2',
    ['  - {did: Viewed, count: {gte: 2}, where: [{property: category, is: Bags}]}'],
    ['  - {did: Viewed, count: {gte: 3}, where: [{property: category, is: Bags}]}'],
  ],
  [
    'shoes too',
    ['  - {did: Viewed, count: {gte: 2}, where: [{property: category, is: Bags}]}'],
    ['  - {did: Viewed, count: {gte: 2}, where: [{property: category, in: [Bags, Shoes]}]}'],
  ],
  [
    'please exclude anyone from Delhi, and make it 60 days',
    ['    within: 30d', '    within: 30d'],
    ['    within: 60d', '    within: 60d', '  - user: city', '    is_not: Delhi'],
  ],
];

describe('refine: the built-in translator', () => {
  for (const [prompt, gone, came] of CASES)
    it(`“${prompt}”`, async () => {
      const result = await refine(prompt);
      assert.equal(result.status, 'ok', JSON.stringify(result, null, 1));
      const lines = difference(result);
      assert.deepEqual([...lines.gone].sort(), [...gone].sort());
      assert.deepEqual([...lines.came].sort(), [...came].sort());
      assert.equal(applyEdits(FILE, result.edits), result.after);
      assert.ok(result.changes.length > 0);
      assert.deepEqual(
        read(result.after).diagnostics.filter(({ severity }) => severity === 'error'),
        [],
      );
      assert.ok(result.after.includes(`prompt: active iOS users who have not bought → ${prompt}`), result.after);
    });

  it('reads short ways to say what becomes of what', async () => {
    const text = 'name: B\nwhere:\n  - did: Charged # c\n    within: 30d\n';
    for (const prompt of [
      '30 -> 45 days',
      '30→45 days',
      'make it 30 days => 45 days',
      '45 days instead of 30',
      'make it 45 days, not 30',
      'from 30 to 45 days',
      'change it from 30 to 45 days',
    ]) {
      const result = await refine(prompt, text);
      assert.equal(result.after, text.replace('30d', '45d'), prompt);
      assert.equal(result.status, 'ok', prompt);
    }
    const city = 'name: B\nwhere:\n  - user: city\n    is: Mumbai\n';
    assert.equal((await refine('Mumbai -> Delhi', city)).after, city.replace('Mumbai', 'Delhi'));
    const other = await refine('60 -> 45 days', text);
    assert.equal(other.after, text, JSON.stringify(other.changes));
  });

  it('makes an alternative of the rule before, with its comments', async () => {
    const { after, assumptions } = await refine('… or who viewed shoes');
    assert.match(after, / {2}- any:\n {6}- \{did: Viewed, count[^\n]*\n {6}- did: Viewed\n/);
    assert.match(assumptions.join(), /alternative to: did “Viewed”/);
    const nested = await refine('or bought shoes', FILE.replace(/ {2}- \{did: Viewed.*\n/, ''));
    assert.match(
      nested.after,
      / {2}# nothing bought\n {2}- any:\n {6}- did_not: Charged # the purchase\n {8}within: 30d\n {6}- did: Charged/,
    );
  });

  it('lets users in beside all rules', async () => {
    const { after, changes } = await refine('also those who bought shoes');
    assert.match(after, / {2}- any:\n {6}- all:\n {10}- user: os\n {12}is: iOS # not Android yet/);
    assert.match(after, / {10}# nothing bought\n/);
    assert.deepEqual(changes, ['Added beside all the rules there were: did “Charged” where category is Shoes']);
  });

  it('changes nothing when it does not understand, and says what', async () => {
    for (const prompt of ['frobnicate the blargh', 'make it nicer', 'remove the left-handed rule', '???']) {
      const result = await refine(prompt);
      assert.equal(result.status, 'unclear', `${prompt}: ${result.after}`);
      assert.equal(result.after, FILE);
      assert.deepEqual(result.edits, []);
      assert.ok(result.notUnderstood.length > 0);
    }
  });

  it('asks which rule, and takes the answer', async () => {
    const text = FILE.replace('within: 30d\n  - {', 'within: 90d\n  - {');
    const asked = await refine('make it 60 days', text);
    assert.equal(asked.status, 'unclear');
    assert.equal(asked.questions[0]?.options.length, 3);
    const answered = await refine('make it 60 days', text, [{ about: 'make it 60 days', answer: '2' }]);
    assert.deepEqual(difference(answered), { gone: ['    within: 90d'], came: ['    within: 60d'] });
    const vague = await refine('only big spenders');
    assert.equal(vague.questions[0]?.about, 'big spenders');
    const settled = await refine('only big spenders', FILE, [{ about: 'big spenders', answer: 'over 300' }]);
    assert.match(settled.after, /sum:\s+\{?of: amount,?\s+gt: 300/);
  });

  it('never removes the last rule, and leaves a file without a prompt without one', async () => {
    const one = 'name: One\nwhere:\n  - user: os\n    is: iOS\n';
    assert.equal((await refine('remove the platform rule', one)).after, one);
    assert.equal(
      (await refine('also Android', one)).after,
      'name: One\nwhere:\n  - user: os\n    in: [iOS, Android]\n',
    );
  });

  it('refuses what is no segment', async () => {
    await assert.rejects(refine('make it 60 days', 'name: x\n'), /rules cannot be read/);
    await assert.rejects(refine('  '), /empty/);
  });

  it('reads the examples of every family', async () => {
    const rich = `name: Rich
where:
  - user: os
    is: iOS
  - user: city
    in: [Mumbai, Pune]
  - did: Charged
    within: 30d
    count:
      gte: 2
    where:
      - property: category
        is: Shoes
`;
    const unread: string[] = [];
    for (const { id, examples } of refineFamilies)
      for (const example of examples) {
        const { status, questions } = await refine(example, rich);
        if (status === 'unclear' && questions.length === 0) unread.push(`${id}: ${example}`);
      }
    assert.deepEqual(unread, []);
  });
});

describe('refine: edits of rules', () => {
  it('keeps the lines of rules that stay, byte for byte, over random segments', function () {
    this.timeout(30_000);
    for (let seed = 1; seed <= 6; seed++) {
      const rng = createRng(seed);
      const { vocabulary } = randomProject(seed, rng);
      for (let turn = 0; turn < 8; turn++) {
        const where = [1, 2, 3].flatMap(() => randomSegment(vocabulary, rng)['where'] as object[]);
        const wanted = [
          ...where.slice(0, 1),
          ...(randomSegment(vocabulary, rng)['where'] as object[]),
          ...where.slice(2),
        ];
        const text = commented(stringify({ name: 'Random', where }));
        const edited = editRules(text, wanted as Record<string, unknown>[]);
        assert.ok(edited !== undefined, `seed ${seed}, turn ${turn}`);
        assert.deepEqual(JSON.parse(JSON.stringify(rulesOf(edited))), JSON.parse(JSON.stringify(wanted)));
        const first = linesOf(text, 0);
        assert.ok(edited.includes(first), `seed ${seed}, turn ${turn}: ${first}\n${edited}`);
        for (let i = 2; i < where.length; i++)
          assert.ok(edited.includes(linesOf(text, i)), `seed ${seed}, turn ${turn}, rule ${i}`);
      }
    }
  });

  it('keeps a canonical file canonical', async () => {
    // The formatter lays brackets out anew when a comment comes to stand above them.
    const plain = FILE.replace(' # not Android yet', '').replace(/ {2}- \{did: Viewed.*\n/, '');
    const canonical = formatText(plain, 'segment');
    assert.ok(canonical.ok);
    for (const [prompt] of CASES) {
      const { after, status } = await refine(prompt, canonical.text);
      if (status === 'ok') assert.deepEqual(formatText(after, 'segment'), { ok: true, text: after }, prompt);
    }
  });

  it('changes nothing for equal rules, whatever the layout', () => {
    for (const text of [FILE, FILE.replaceAll('\n', '\r\n'), 'name: x\nwhere: [{user: os, is: iOS}, {did: A}]\n'])
      assert.equal(editRules(text, rulesOf(text)!), text);
  });
});

/** A comment above and behind each rule, so that lost ones are seen. */
function commented(text: string): string {
  let rule = 0;
  return text.replace(/^ {2}- /gm, () => `  # about rule ${rule++}\n  - `);
}

function linesOf(text: string, rule: number): string {
  const start = text.indexOf('\n', text.indexOf(`  # about rule ${rule}\n`)) + 1;
  const end = text.indexOf(`  # about rule ${rule + 1}\n`);
  return text.slice(start, end < 0 ? text.length : end);
}
