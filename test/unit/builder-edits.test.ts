import assert from 'node:assert/strict';
import { applyEdit } from '../../server/src/builder/index.ts';
import { readSchema, readSegment } from '../../server/src/language/index.ts';
import type { BuilderEdit } from '../../server/src/protocol/index.ts';
import { SCHEMA } from '../support/feature-fixture.ts';

const schema = readSchema(SCHEMA, { uri: 'file:///segments.schema.yaml' }).schema;
const uri = 'file:///a.segment.yaml';
const names = { has: () => true, ids: () => [] };

function applied(text: string, edit: BuilderEdit) {
  const { diagnostics } = readSegment(text, { uri, id: 'a', schema, segments: names });
  return applyEdit(text, edit, { schema, uri, diagnostics });
}

/** The rules of a file before and after an edit; both without the two lines above them. */
function check(before: string, edit: BuilderEdit, after: string, changed?: number): void {
  const head = 'name: A\nwhere:\n';
  const result = applied(head + before, edit);
  assert.ok(result.state === 'ready', result.state === 'refused' ? result.reason : '');
  assert.equal(result.text, head + after);
  if (changed !== undefined) assert.equal(result.edits.length, changed);
}

function refused(text: string, edit: BuilderEdit, reason: RegExp): void {
  const result = applied(text, edit);
  assert.ok(result.state === 'refused', result.state === 'ready' ? result.text : '');
  assert.match(result.reason, reason);
}

const TWO = `  # who they are
  - user: os # the device
    is: iOS
  - did: Charged
    within: 30d
`;

describe('query builder: cards', () => {
  it('insert in the form of their list', () => {
    check(
      TWO,
      { type: 'insert', at: { list: ['where'], index: 1 }, cards: [{ did_not: 'App Launched', within: '7d' }] },
      `  # who they are
  - user: os # the device
    is: iOS
  - did_not: App Launched
    within: 7d
  - did: Charged
    within: 30d
`,
      1,
    );
    check(
      '  - any: [{user: os, is: iOS}]\n',
      { type: 'insert', at: { list: ['where', 0, 'any'], index: 0 }, cards: [{ user: 'city', in: ['Pune'] }] },
      '  - any: [{user: city, in: [Pune]}, {user: os, is: iOS}]\n',
    );
    check(
      '- user: os\n  is: iOS\n',
      { type: 'insert', at: { list: ['where'], index: 1 }, cards: [{ any: [{ user: 'vip', is: true }] }] },
      '- user: os\n  is: iOS\n- any:\n  - user: vip\n    is: true\n',
    );
  });

  it('take a key that stands twice with them', () => {
    const twice = '  - user: os\n    is: iOS\n    is: Web\n';
    check(TWO + twice, { type: 'remove', cards: [['where', 2]] }, TWO);
    const to = { list: ['where'], index: 0 };
    check(`  - did: Charged\n${twice}`, { type: 'move', cards: [['where', 1]], to }, `${twice}  - did: Charged\n`);
    check(
      twice,
      { type: 'insert', at: { list: ['where'], index: 1 }, cards: [{ sample: 5 }] },
      `${twice}  - sample: 5\n`,
    );
  });

  it('insert with a blank line where the list has them', () => {
    check(
      '  - did: Charged\n\n  - did: App Launched\n',
      { type: 'insert', at: { list: ['where'], index: 2 }, cards: [{ user: 'vip', is: true }] },
      '  - did: Charged\n\n  - did: App Launched\n\n  - user: vip\n    is: true\n',
    );
  });

  it('insert filters where there were none, in the place of their key', () => {
    check(
      '  - did: Charged\n    within: 30d\n',
      { type: 'insert', at: { list: ['where', 0, 'where'], index: 0 }, cards: [{ property: 'amount', gte: 100 }] },
      '  - did: Charged\n    where:\n      - property: amount\n        gte: 100\n    within: 30d\n',
      1,
    );
  });

  it('move with their comments', () => {
    check(
      TWO,
      { type: 'move', cards: [['where', 0]], to: { list: ['where'], index: 2 } },
      `  - did: Charged
    within: 30d
  # who they are
  - user: os # the device
    is: iOS
`,
    );
  });

  it('move into a group and out of it', () => {
    check(
      `  - any:
      - user: city
        is: Pune
${TWO}`,
      { type: 'move', cards: [['where', 1]], to: { list: ['where', 0, 'any'], index: 1 } },
      `  - any:
      - user: city
        is: Pune
      # who they are
      - user: os # the device
        is: iOS
  - did: Charged
    within: 30d
`,
    );
    check(
      '  - any: [{user: os, is: iOS}, {user: city, is: Pune}] # either\n',
      { type: 'move', cards: [['where', 0, 'any', 1]], to: { list: ['where'], index: 0 } },
      '  - {user: city, is: Pune}\n  - any: [{user: os, is: iOS}] # either\n',
    );
  });

  it('take a group with them when its last card goes, but not what was written about it', () => {
    check(
      '  - any: # why\n      - user: os\n        is: iOS\n  - did: Charged\n',
      { type: 'move', cards: [['where', 0, 'any', 0]], to: { list: ['where'], index: 2 } },
      '  # why\n  - did: Charged\n  - user: os\n    is: iOS\n',
    );
    check(
      '  - any:\n      - user: os\n        is: iOS\n  - did: Charged\n    where:\n      - property: amount\n        gt: 1\n',
      {
        type: 'remove',
        cards: [
          ['where', 0, 'any', 0],
          ['where', 1, 'where', 0],
        ],
      },
      '  - did: Charged\n',
    );
  });

  it('open the brackets of a list only when they have to', () => {
    check(
      `  - {any: [{user: os, is: iOS}, {user: vip, is: true}]} # either
${TWO}`,
      { type: 'move', cards: [['where', 1]], to: { list: ['where', 0, 'any'], index: 0 } },
      `  - any: # either
      # who they are
      - user: os # the device
        is: iOS
      - {user: os, is: iOS}
      - {user: vip, is: true}
  - did: Charged
    within: 30d
`,
    );
  });

  it('wrap and unwrap', () => {
    const wrapped = `  - none:
      # who they are
      - user: os # the device
        is: iOS
      - did: Charged
        within: 30d
`;
    check(
      TWO,
      {
        type: 'wrap',
        cards: [
          ['where', 0],
          ['where', 1],
        ],
        group: 'none',
      },
      wrapped,
    );
    check(wrapped, { type: 'unwrap', card: ['where', 0] }, TWO);
  });

  it('duplicate without the comments above', () => {
    check(
      TWO,
      { type: 'duplicate', cards: [['where', 0]] },
      TWO.replace('  - did', '  - user: os # the device\n    is: iOS\n  - did'),
    );
  });

  it('are disabled in place, and enabled as they were', () => {
    const disabled = `  # who they are
  #~ - user: os # the device
  #~   is: iOS
  - did: Charged
    within: 30d
`;
    check(TWO, { type: 'disable', cards: [['where', 0]] }, disabled, 2);
    check(disabled, { type: 'enable', cards: [['where', 0]] }, TWO, 2);
    check(
      '  - any:\n      - user: os\n        is: iOS\n      #~ - user: vip\n      #~   is: true\n  - did: Charged\n',
      { type: 'disable', cards: [['where', 0, 'any', 0]] },
      '  #~ - any:\n  #~     - user: os\n  #~       is: iOS\n  #~     #~ - user: vip\n  #~     #~   is: true\n  - did: Charged\n',
    );
  });

  it('cannot become what the language does not allow', () => {
    const text = `name: A\nwhere:\n  - any:\n      - did: Charged\n        where:\n          - property: amount\n            gt: 1\n`;
    const filter = ['where', 0, 'any', 0, 'where', 0];
    refused(text, { type: 'move', cards: [filter], to: { list: ['where'], index: 0 } }, /among the filters/);
    refused(text, { type: 'move', cards: [['where', 0]], to: { list: ['where', 0, 'any'], index: 0 } }, /into itself/);
    refused(text, { type: 'unset', at: ['where', 0, 'any', 0, 'did'] }, /says what the rule is/);
    refused('name: A\nwhere:\n  - did: "open\n', { type: 'remove', cards: [['where', 0]] }, /mistake/);
    refused(text, { type: 'remove', cards: [['where', 4]] }, /not there/);
  });
});

describe('query builder: fields', () => {
  it('change their value and nothing else', () => {
    check(TWO, { type: 'set', at: ['where', 0, 'is'], value: 'Android' }, TWO.replace('is: iOS', 'is: Android'), 1);
    check(
      '  - user: city\n    in: [ "Pune",  "Goa" ] # some\n',
      { type: 'set', at: ['where', 0, 'in'], value: ['Pune', 'New York', 'Goa'] },
      '  - user: city\n    in: [ "Pune", "New York",  "Goa" ] # some\n',
    );
    check(
      '  - user: city\n    in:\n      - Pune # home\n      - Goa\n',
      { type: 'set', at: ['where', 0, 'in'], value: ['Pune'] },
      '  - user: city\n    in:\n      - Pune # home\n',
    );
    check(
      "  - {user: city, is: 'Pune'}\n",
      { type: 'set', at: ['where', 0, 'is'], value: "it's" },
      "  - {user: city, is: 'it''s'}\n",
    );
  });

  it('are added in their order, with the maps around them', () => {
    check(
      '  - did: Charged\n    count: {gte: 3} # often\n',
      { type: 'set', at: ['where', 0, 'within'], value: '30d' },
      '  - did: Charged\n    within: 30d\n    count: {gte: 3} # often\n',
    );
    check(
      '  - did: Charged\n',
      { type: 'set', at: ['where', 0, 'sum', 'of'], value: 'amount' },
      '  - did: Charged\n    sum: {of: amount}\n',
    );
    check(
      '  - did: Charged\n    count: {gte: 3} # often\n',
      { type: 'set', at: ['where', 0, 'count', 'lt'], value: 9 },
      '  - did: Charged\n    count: {gte: 3, lt: 9} # often\n',
    );
  });

  it('go with the map that they leave empty', () => {
    check(
      '  - did: Charged\n    count: {gte: 3} # often\n    within: 30d\n',
      { type: 'unset', at: ['where', 0, 'count', 'gte'] },
      '  - did: Charged\n    within: 30d\n',
    );
  });

  it('take another operator with what makes sense of the value', () => {
    check(
      '  - user: os # c\n    is: iOS\n',
      { type: 'key', at: ['where', 0, 'is'], key: 'in' },
      '  - user: os # c\n    in: [iOS]\n',
    );
    check(
      '  - user: age\n    gte: 18\n',
      { type: 'key', at: ['where', 0, 'gte'], key: 'between' },
      '  - user: age\n    between: [18, 18]\n',
    );
    check(
      '  - did: Charged\n    within: 30d\n',
      { type: 'key', at: ['where', 0, 'within'], key: 'before' },
      '  - did: Charged\n    before: 30d\n',
    );
    check(
      '  - user: os\n    is: iOS\n',
      { type: 'key', at: ['where', 0, 'is'], key: 'exists', value: false },
      '  - user: os\n    exists: false\n',
    );
  });

  it('give another property operators and values that suit it', () => {
    check(
      '  - user: os\n    is: iOS\n',
      { type: 'set', at: ['where', 0, 'user'], value: 'age' },
      '  - user: age\n    is:\n',
    );
    check(
      '  - user: age\n    gt: 3\n',
      { type: 'set', at: ['where', 0, 'user'], value: 'signed_up_at' },
      '  - user: signed_up_at\n    after:\n',
    );
    check(
      '  - user: city\n    is: Pune\n    ignore_case: true\n',
      { type: 'set', at: ['where', 0, 'user'], value: 'interests' },
      '  - user: interests\n    includes: Pune\n    ignore_case: true\n',
    );
  });

  it('keep what another kind takes too', () => {
    check(
      '  # lapsed\n  - did: Charged # c\n    within: 30d\n    count: {gte: 3}\n',
      { type: 'kind', card: ['where', 0], kind: 'did_not' },
      '  # lapsed\n  - did_not: Charged # c\n    within: 30d\n',
    );
    check(
      '  - any: # c\n      - did: Charged\n',
      { type: 'kind', card: ['where', 0], kind: 'none' },
      '  - none: # c\n      - did: Charged\n',
    );
    check(
      '  # c\n  - user: os\n    is: iOS\n',
      { type: 'kind', card: ['where', 0], kind: 'sample' },
      '  # c\n  - sample: 10\n    seed:\n',
    );
  });

  it('are written into the head in its order', () => {
    const result = applied('name: A\ntags: [b]\nwhere:\n  - did: Charged\n', {
      type: 'set',
      at: ['description'],
      value: 'Who: they',
    });
    assert.equal(
      result.state === 'ready' && result.text,
      'name: A\ndescription: "Who: they"\ntags: [b]\nwhere:\n  - did: Charged\n',
    );
  });

  it('keep a text in its block', () => {
    const result = applied('name: A\ndescription: >-\n  One.\n\n  Two.\nwhere:\n  - did: Charged\n', {
      type: 'set',
      at: ['description'],
      value: 'One.\nThree.',
    });
    assert.equal(
      result.state === 'ready' && result.text,
      'name: A\ndescription: >-\n  One.\n\n  Three.\nwhere:\n  - did: Charged\n',
    );
  });

  it('are mended by the fixes of their problems', () => {
    const text = 'name: A\nwhere:\n  - did: Chargd\n';
    const { diagnostics } = readSegment(text, { uri, id: 'a', schema, segments: names });
    const [problem] = diagnostics;
    const result = applied(text, { type: 'fix', fix: `${problem?.code}@${problem?.range.start}#0` });
    assert.equal(result.state === 'ready' && result.text, 'name: A\nwhere:\n  - did: Charged\n');
  });
});

describe('query builder: text', () => {
  it('of one card replaces its lines', () => {
    check(
      TWO,
      { type: 'text', at: ['where', 1], text: 'did: Charged\ncount: {gte: 2}' },
      TWO.replace('    within: 30d\n', '    count: {gte: 2}\n'),
    );
    check(
      TWO,
      { type: 'text', at: ['where', 1], text: '  - did: App Launched\n' },
      TWO.replace(/ {2}- did.*/s, '  - did: App Launched\n'),
    );
  });

  it('that is no card is refused', () => {
    const text = `name: A\nwhere:\n${TWO}`;
    refused(text, { type: 'text', at: ['where', 0], text: '- did: A\n- did: B' }, /not YAML/);
    refused(text, { type: 'text', at: ['where', 0], text: 'did: [open' }, /not YAML/);
  });

  it('keeps line breaks, and the lack of one at the end', () => {
    const result = applied('name: A\r\nwhere:\r\n  - did: A # a\r\n  - did: B', {
      type: 'move',
      cards: [['where', 1]],
      to: { list: ['where'], index: 0 },
    });
    assert.equal(result.state === 'ready' && result.text, 'name: A\r\nwhere:\r\n  - did: B\r\n  - did: A # a');
  });
});
