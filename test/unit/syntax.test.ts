import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyEdits,
  fixesFor,
  insertEntry,
  insertItem,
  type ListNode,
  type MapNode,
  nodeAt,
  nodeAtPath,
  parseYaml,
  pathAt,
  removeEntry,
  removeItem,
  renameKey,
  replaceScalar,
  type ScalarNode,
  type SyntaxNode,
  toData,
} from '../../server/src/language/index.ts';
import { decisions, fileData, write } from '../support/yaml-text.ts';

/** Plain objects instead of maps without a prototype, so that they compare. */
function dataOf(text: string): unknown {
  return JSON.parse(JSON.stringify(toData(parseYaml(text).root)));
}

/** What a broken text is read as, and its problems as `CODE "text" message`. */
function check(text: string, data: unknown, ...problems: RegExp[]): void {
  const tree = parseYaml(text);
  assert.deepEqual(dataOf(text), data);
  const found = tree.diagnostics.map(
    ({ code, range, message }) => `${code} ${JSON.stringify(text.slice(range.start, range.end))} ${message}`,
  );
  assert.equal(found.length, problems.length, found.join('\n'));
  for (const [index, problem] of problems.entries()) assert.match(found[index] ?? '', problem);
}

/** Applying the first fix of each syntax error mends the text. */
function mends(text: string, expected: string): void {
  let mended = text;
  for (let round = 0; round < 5; round++) {
    const tree = parseYaml(mended);
    const [fix] = tree.diagnostics.flatMap((diagnostic) =>
      fixesFor(diagnostic, { uri: 'file:///a', text: mended, tree }),
    );
    if (fix === undefined) break;
    mended = applyEdits(mended, fix.edits);
  }
  assert.equal(mended, expected);
  assert.deepEqual(parseYaml(mended).diagnostics, []);
}

describe('syntax', () => {
  describe('reads YAML 1.2 core', () => {
    it('takes yes, on and dates as text', () => {
      check('a: yes\non: off\nd: 2026-01-01\nn: [1, 1.5, 0x1F, 1e3, true, null, ~]\n', {
        a: 'yes',
        on: 'off',
        d: '2026-01-01',
        n: [1, 1.5, 31, 1000, true, null, null],
      });
    });

    it('takes keys as they are written', () => {
      check('1.10: a\nnull: b\ntrue: c\n"x y": d\n', { '1.10': 'a', null: 'b', true: 'c', 'x y': 'd' });
    });

    it('gives ranges in the text as it stands, also after CRLF and a byte order mark', () => {
      const text = '\ufeffname: A\r\nwhere:\r\n  - user: "größe 😀"\r\n    is: 3\r\n';
      const tree = parseYaml(text);
      assert.deepEqual(tree.diagnostics, []);
      const node = nodeAtPath(tree, ['where', 0, 'user']) as ScalarNode;
      assert.equal(text.slice(node.range.start, node.range.end), '"größe 😀"');
      assert.equal(node.value, 'größe 😀');
      assert.deepEqual(Object.keys(dataOf(text) as object), ['name', 'where']);
    });

    it('writes aliases out, at the place of the alias', () => {
      const text = 'a: &x {b: [1]}\nc: *x\n';
      check(text, { a: { b: [1] }, c: { b: [1] } });
      const node = nodeAtPath(parseYaml(text), ['c', 'b', 0]);
      assert.equal(text.slice(node?.range.start, node?.range.end), '*x');
    });

    it('knows an absent value from a null', () => {
      const map = parseYaml('a:\nb: ~\nc: ""\n').root as MapNode;
      assert.deepEqual(
        map.entries.map(({ value }) => value?.kind),
        [undefined, 'scalar', 'scalar'],
      );
    });

    it('gives any text back', () => {
      fc.assert(
        fc.property(fileData, decisions, (data, choices) => {
          const { text } = write(data, choices);
          const tree = parseYaml(text);
          assert.deepEqual(tree.diagnostics, [], text);
          assert.deepEqual(dataOf(text), JSON.parse(JSON.stringify(data)));
          nested(tree.root, { start: 0, end: text.length });
        }),
        { numRuns: 300 },
      );
    }).timeout(60_000);
  });

  describe('recovers', () => {
    const rest = { user: 'os', is: 'iOS' };
    it('from a key without a colon', () => {
      check(
        'where:\n  - did: A\n    wi\n    count: 3\n  - user: os\n    is: iOS\n',
        { where: [{ did: 'A', wi: null, count: 3 }, rest] },
        /^yaml-syntax "wi" “wi” needs a colon/,
      );
      check(
        'where:\n  - did: A\n    within\n  - user: os\n    is: iOS\n',
        { where: [{ did: 'A', within: null }, rest] },
        /"within"/,
      );
      check('name: A\nwhe\n', { name: 'A', whe: null }, /"whe"/);
      check('wh\nname: A\n', { wh: null, name: 'A' }, /"wh"/);
    });

    it('from a colon without a space', () => {
      check(
        'where:\n  - did: A\n    within:30d\n    count: 3\n',
        { where: [{ did: 'A', within: '30d', count: 3 }] },
        /space after the colon of “within”/,
      );
    });

    it('from an unclosed quote', () => {
      check(
        'name: "A\nwhere:\n  - user: os\n    is: iOS\n',
        { name: 'A', where: [rest] },
        /^yaml-syntax "\\"A" .*no closing one/,
      );
      check(`name: "A\nwhere:\n  - user: "os"\n    is: 'iOS'\n`, { name: 'A', where: [rest] }, /no closing one/);
      check(`name: 'A\nowner: b\n`, { name: 'A', owner: 'b' }, /no closing one/);
      check('a: {is: "iOS}\nb: 1\n', { a: { is: 'iOS' }, b: 1 }, /no closing one/);
    });

    it('from an unclosed bracket', () => {
      check(
        'where:\n  - user: x\n    in: [a, b\n  - user: os\n    is: iOS\n',
        { where: [{ user: 'x', in: ['a', 'b'] }, rest] },
        /^yaml-syntax "\[" This \[ is not closed/,
      );
      check(
        'where:\n  - {did: A, count: {gte: 3\n  - user: os\n    is: iOS\n',
        { where: [{ did: 'A', count: { gte: 3 } }, rest] },
        /"{"/,
        /"{"/,
      );
      check('where:\n  - in: [\n      a,\n      b\n    user: x\n', { where: [{ in: ['a', 'b'], user: 'x' }] }, /"\["/);
    });

    it('from a bracket that closes nothing', () => {
      check('a: ]\nb: 1\n', { a: null, b: 1 }, /"\]" This \] closes nothing/);
    });

    it('from tabs', () => {
      check(
        'where:\n\t- did: A\n\t  within: 1d\n\t- user: os\n\t  is: iOS\n',
        { where: [{ did: 'A', within: '1d' }, rest] },
        /tabs/,
        /tabs/,
        /tabs/,
        /tabs/,
      );
      check(
        'where:\n  - did: A\n\twithin: 1d\n  - user: os\n    is: iOS\n',
        { where: [{ did: 'A', within: '1d' }, rest] },
        /tabs/,
      );
    });

    it('from wrong indentation', () => {
      check(
        'where:\n  - did: A\n      within: 1d\n      count: 2\n  - user: os\n    is: iOS\n',
        { where: [{ did: 'A', within: '1d', count: 2 }, rest] },
        /indented too far/,
      );
      check(
        'where:\n  - did: A\n   within: 1d\n  - user: os\n    is: iOS\n',
        { where: [{ did: 'A', within: '1d' }, rest] },
        /not indented far enough/,
      );
    });

    it('from an item further left than the others', () => {
      check(
        'where:\n  - did: A\n- did: B\n  within: 1d\n  - user: os\n    is: iOS\n',
        { where: [{ did: 'A' }, { did: 'B', within: '1d' }, rest] },
        /list item is not indented/,
      );
      check(
        'where:\n  - did: A\n- \n  - user: os\n    is: iOS\ntags: []\n',
        { where: [{ did: 'A' }, null, rest], tags: [] },
        /list item is not indented/,
      );
    });

    it('from a line being typed among others', () => {
      const lines = [
        '  - did: Charged',
        '  - {user: os, is: iOS}',
        '    in: [Pune, "New Delhi", \'a b\']',
        '    is: "say \\"hi\\": x"',
        '    where: [{property: a, in: [x, y]}]',
        "    is: 'it''s'",
        '    within: 30d # note',
        '    is: *x',
        '    is: !foo',
        '    ? a',
        '   - y',
        '- z',
        '    a: b: c',
        '    is: |',
        '    is: @me',
        '    is: }',
      ];
      for (const line of lines) {
        for (let end = 0; end <= line.length; end++) {
          const text = `name: A\nwhere:\n  - did: First\n    within: 1d\n${line.slice(0, end)}\n  - user: os\n    is: iOS\ntags: [t]\n`;
          const data = dataOf(text) as { name: string; where: unknown[]; tags: string[] };
          assert.deepEqual([data.name, data.tags], ['A', ['t']], text);
          const [first] = data.where as [Record<string, unknown>];
          assert.deepEqual([first['did'], first['within']], ['First', '1d'], text);
          assert.deepEqual(data.where.at(-1), rest, text);
        }
      }
    });

    it('from text that needs quotes', () => {
      check('name: Note: this\nowner: b\n', { name: 'Note: this', owner: 'b' }, /"Note: this" .*in quotes/);
      check('name: @x\nowner: `y`\n', { name: '@x', owner: '`y`' }, /“@” must be in quotes/, /“`” must be in quotes/);
    });

    it('from several mistakes at once', () => {
      check(
        'name: "A\nwhere:\n  - did: A\n    wi\n  - user: x\n    in: [a\n  - user: os\n    is: iOS\n',
        { name: 'A', where: [{ did: 'A', wi: null }, { user: 'x', in: ['a'] }, rest] },
        /no closing/,
        /“wi”/,
        /not closed/,
      );
    });

    it('says what is wrong with keys, documents, tags and aliases', () => {
      check('a: 1\nb: 2\na: 3\n', { a: 1, b: 2 }, /^duplicate-key "a" .*twice/);
      check('? [a]\n: b\nc: 1\n', { c: 1 }, /^not-a-key/);
      check(': a\nc: 1\n', { c: 1 }, /^not-a-key/);
      check('a: 1\n---\nb: 2\n', { a: 1 }, /^several-documents "---"/);
      check('a: !x b\n', { a: 'b' }, /^unknown-tag .*“!x”/);
      check('a: &foo 1\nb: *fo\n', { a: 1, b: null }, /^bad-alias "\*fo" .*Did you mean “foo”/);
      check('a: &a [1, *a]\n', { a: [1] }, /^bad-alias .*repeats/);
      check('%FOO\n---\na: 1\n', { a: 1 }, /^yaml-syntax "%FOO" .*directives/);
    });

    it('offers fixes that mend the text', () => {
      mends('name: "A\nowner: b\n', 'name: "A"\nowner: b\n');
      mends('where:\n  - did: A\n    within:30d\n', 'where:\n  - did: A\n    within: 30d\n');
      mends('tags: [a, b\nname: A\n', 'tags: [a, b]\nname: A\n');
      mends('name: Note: this\n', "name: 'Note: this'\n");
      mends('where:\n\t- a: 1\n\t- b: 2\n', 'where:\n  - a: 1\n  - b: 2\n');
      mends('a: 1\nb: 2\na: 3\n', 'a: 1\nb: 2\n');
      mends('a: {b: 1, c: 2, b: 3}\n', 'a: {b: 1, c: 2}\n');
      mends('a: {b: 1, b: 3, c: 2}\n', 'a: {b: 1, c: 2}\n');
      mends(
        'where:\n  - did: A\n      within: 1d\n      count: 2\n',
        'where:\n  - did: A\n    within: 1d\n    count: 2\n',
      );
    });

    it('from a text cut off anywhere, keeping what stands above', () => {
      const text =
        'name: A\nwhere:\n  - did: "Charged"\n    where: [{property: os, in: [a, b]}]\n    within: 30d\n  - any:\n      - user: os\n        is: iOS\n';
      for (let end = text.indexOf('within'); end <= text.length; end++) {
        const data = dataOf(text.slice(0, end)) as { name: string; where: { did: string; where: unknown }[] };
        assert.equal(data.name, 'A');
        assert.equal(data.where[0]?.did, 'Charged');
        assert.deepEqual(data.where[0]?.where, [{ property: 'os', in: ['a', 'b'] }]);
      }
    });
  });

  describe('finds the way to a place', () => {
    function at(marked: string): { keys: readonly (string | number)[]; at: string; node: string | undefined } {
      const offset = marked.indexOf('<|>');
      const tree = parseYaml(marked.replace('<|>', ''));
      const { keys, at: where, node } = pathAt(tree, offset);
      return { keys, at: where, node: node?.kind };
    }

    const cases: [string, (string | number)[], string][] = [
      ['na<|>me: A\n', ['name'], 'key'],
      ['name: <|>\n', ['name'], 'value'],
      ['name: A<|>\n', ['name'], 'value'],
      ['name: A\n<|>', [], 'between'],
      ['name: A\nwhere:\n  - did: X\n    <|>\n', ['where', 0], 'between'],
      ['name: A\nwhere:\n  - did: X\n  <|>\n', ['where'], 'between'],
      ['name: A\nwhere:\n  - did: X\n<|>\n', [], 'between'],
      ['name: A\nwhere:\n  <|>\n', ['where'], 'value'],
      ['where:\n  - did: X\n    where:\n      - property: a\n        <|>\n', ['where', 0, 'where', 0], 'between'],
      ['where:\n  - did: X\n    within: 3<|>0d\n  - user: os\n', ['where', 0, 'within'], 'value'],
      ['where:\n  - {user: os, i<|>s: iOS}\n', ['where', 0, 'is'], 'key'],
      ['where:\n  - {user: os, <|>}\n', ['where', 0], 'between'],
      ['tags: [a, b<|>]\n', ['tags', 1], 'value'],
      ['tags: [<|>]\n', ['tags'], 'between'],
    ];
    for (const [text, keys, where] of cases) {
      it(JSON.stringify(text), () => {
        const found = at(text);
        assert.deepEqual([found.keys, found.at], [keys, where]);
      });
    }

    it('stops at an alias', () => {
      const text = 'a: &x {b: {c: 1}}\nd: *x\n';
      const { keys, node } = pathAt(parseYaml(text), text.indexOf('*x') + 1);
      assert.deepEqual([keys, node?.kind], [['d'], 'map']);
    });

    it('gives the innermost node', () => {
      const text = 'a:\n  b: [x, yz]\n';
      const node = nodeAt(parseYaml(text), text.indexOf('yz') + 1) as ScalarNode;
      assert.equal(node.value, 'yz');
    });
  });

  describe('edits', () => {
    const text =
      '# top\nname: A # the name\ntags: [a, b, c]\nwhere:\n  # first\n  - did: X # why\n    within: 1d\n  - user: os\n';
    const tree = parseYaml(text);
    const root = tree.root as MapNode;
    const where = nodeAtPath(tree, ['where']) as ListNode;
    const tags = nodeAtPath(tree, ['tags']) as ListNode;
    const edited = (...edits: (Parameters<typeof applyEdits>[1][number] | undefined)[]) =>
      applyEdits(
        text,
        edits.filter((edit) => edit !== undefined),
      );

    it('replace values and keys in place', () => {
      const name = nodeAtPath(tree, ['name']) as ScalarNode;
      assert.equal(edited(replaceScalar(name, 'a: b')), text.replace('A #', '"a: b" #'));
      assert.equal(edited(renameKey(root.entries[0]!, 'title')), text.replace('name: A', 'title: A'));
    });

    it('remove entries and items', () => {
      const rule = where.items[0] as MapNode;
      assert.equal(edited(removeEntry(text, rule, rule.entries[1]!)), text.replace('    within: 1d\n', ''));
      assert.equal(edited(removeItem(text, tags, 1)), text.replace('a, b, c', 'a, c'));
      assert.equal(edited(removeItem(text, tags, 2)), text.replace('a, b, c', 'a, b'));
      assert.equal(edited(removeItem(text, where, 1)), text.replace('  - user: os\n', ''));
      assert.deepEqual(dataOf(edited(removeEntry(text, rule, rule.entries[0]!))), {
        name: 'A',
        tags: ['a', 'b', 'c'],
        where: [{ within: '1d' }, { user: 'os' }],
      });
      assert.deepEqual(dataOf(edited(removeItem(text, where, 0))), {
        name: 'A',
        tags: ['a', 'b', 'c'],
        where: [{ user: 'os' }],
      });
    });

    it('keep the line breaks of the file', () => {
      const crlf = text.replaceAll('\n', '\r\n');
      const list = nodeAtPath(parseYaml(crlf), ['where']) as ListNode;
      const inserted = applyEdits(crlf, [insertItem(crlf, list, 'did: Y\nwithin: 2d')]);
      assert.equal(inserted, `${text}  - did: Y\n    within: 2d\n`.replaceAll('\n', '\r\n'));
    });

    it('insert entries and items', () => {
      const rule = where.items[0] as MapNode;
      assert.equal(
        edited(insertEntry(text, rule, 'count', '{gte: 3}')),
        text.replace('within: 1d\n', 'within: 1d\n    count: {gte: 3}\n'),
      );
      assert.equal(edited(insertItem(text, tags, 'd')), text.replace('b, c', 'b, c, d'));
      assert.equal(edited(insertItem(text, tags, 'z', 0)), text.replace('[a', '[z, a'));
      assert.equal(edited(insertItem(text, where, 'did: Y\nwithin: 2d')), `${text}  - did: Y\n    within: 2d\n`);
      assert.equal(
        edited(insertEntry(text, root, 'owner', 'me', root.entries[0])),
        text.replace('the name\n', 'the name\nowner: me\n'),
      );
    });
  });
});

/** Every node lies in its parent. */
function nested(node: SyntaxNode | undefined, within: { start: number; end: number }): void {
  if (node === undefined) return;
  assert.ok(within.start <= node.range.start && node.range.start <= node.range.end && node.range.end <= within.end);
  if (node.kind === 'list') for (const item of node.items) nested(item, node.range);
  if (node.kind === 'map') {
    for (const entry of node.entries) {
      assert.ok(node.range.start <= entry.range.start && entry.range.end <= node.range.end);
      nested(entry.key, entry.range);
      nested(entry.value, entry.range);
    }
  }
}
