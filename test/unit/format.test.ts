import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatText, parseYaml, quoteKey, quoteScalar, toData } from '../../server/src/language/index.ts';
import { decisions, fileData, write } from '../support/yaml-text.ts';

function formatted(text: string, kind: 'segment' | 'schema' = 'segment'): string {
  const result = formatText(text, kind);
  assert.ok(result.ok, result.ok ? '' : `${result.reason}\n${text}`);
  return result.text;
}

/** Formatting gives this text, and formatting that text changes nothing. */
function check(before: string, after: string, kind: 'segment' | 'schema' = 'segment'): void {
  assert.equal(formatted(before, kind), after);
  assert.equal(formatted(after, kind), after);
}

describe('format', () => {
  it('keeps the meaning and the comments of any text, and is done after one time', () => {
    fc.assert(
      fc.property(fileData, decisions, fc.constantFrom('segment', 'schema'), (data, choices, kind) => {
        const { text, comments } = write(data, choices);
        const before = parseYaml(text);
        assert.deepEqual(before.diagnostics, [], text);
        const once = formatted(text, kind as 'segment');
        const after = parseYaml(once);
        assert.deepEqual(after.diagnostics, []);
        assert.deepEqual(toData(after.root), toData(before.root));
        for (const comment of comments) assert.ok(once.includes(comment), `${comment} is lost:\n${once}`);
        assert.equal(formatted(once, kind as 'segment'), once);
      }),
      { numRuns: 400 },
    );
  }).timeout(60_000);

  it('writes keys in the order of the language', () => {
    check(
      'where:\n- is: iOS\n  user: os\n- within: 30d\n  count: {gte: 3}\n  where: [{is: a, property: p}]\n  did: X\nname: A\n',
      'name: A\nwhere:\n  - user: os\n    is: iOS\n  - did: X\n    where: [{property: p, is: a}]\n    within: 30d\n    count: {gte: 3}\n',
    );
    check(
      'events:\n  B: {}\n  A: {properties: {p: {pii: true, type: string}}}\nversion: 1\n',
      'version: 1\nevents:\n  B: {}\n  A: {properties: {p: {type: string, pii: true}}}\n',
      'schema',
    );
  });

  it('writes text plain where that is safe, and quotes where it is not', () => {
    check(
      `name: "A"\ndescription: 'say "hi"'\nowner: "a: b"\ntags: ["x", '1', "yes", 'a, b', "2026-01-01"]\n`,
      `name: A\ndescription: say "hi"\nowner: "a: b"\ntags: [x, "1", yes, "a, b", 2026-01-01]\n`,
    );
  });

  it('keeps numbers as they are written', () => {
    const text = 'name: A\nwhere:\n  - user: x\n    in: [1.10, 007, 12345678901234567890, 1e3, 0x1F, -0.0]\n';
    check(text, text);
  });

  it('puts short lists in brackets and opens long ones', () => {
    check('name: A\ntags:\n  - a\n  - b\n', 'name: A\ntags: [a, b]\n');
    const words = Array.from({ length: 20 }, (_, i) => `word-${i}`);
    check(`name: A\ntags: [${words.join(', ')}]\n`, `name: A\ntags:\n${words.map((word) => `  - ${word}\n`).join('')}`);
  });

  it('keeps comments where they stand', () => {
    const text = [
      '# About the file',
      '',
      '# About the name',
      'name: A # here',
      '',
      'where:',
      '  # the first rule',
      '  - user: os # which',
      '    is: iOS',
      '',
      '  # the second',
      '  - did: X',
      '# at the end',
      '',
    ].join('\n');
    check(text, text);
  });

  it('keeps a comment behind brackets there', () => {
    const text = [
      'name: A',
      'tags: [a, b] # why these',
      'where:',
      '  - did: X',
      '    count: {gte: 3} # often',
      '  - {user: os, is: iOS} # on one line',
      '# at the end',
      '',
    ].join('\n');
    check(text, text);
  });

  it('opens brackets that hold a comment', () => {
    check('name: A\ntags: [a, # why\n  b]\n', 'name: A\ntags:\n  - a # why\n  - b\n');
  });

  it('keeps the lines of block scalars', () => {
    const text =
      'name: A\ndescription: >-\n  one line\n  and the next\n\n  a paragraph\nprompt: | # why\n  kept\n    as is\nwhere: []\n';
    check(text, text);
    check('where: []\nname: |2\n    deep\n   less\n', 'name: |2\n    deep\n   less\nwhere: []\n');
  });

  it('keeps anchors before their aliases', () => {
    const text = 'where:\n  - &a {user: os, is: iOS}\n  - any: [*a, *a]\nname: A\n';
    const once = formatted(text);
    assert.deepEqual(toData(parseYaml(once).root), toData(parseYaml(text).root));
    check('where: &w [x]\nname: *w\n', 'where: &w [x]\nname: *w\n');
  });

  it('takes away carriage returns and a byte order mark', () => {
    check('\ufeffname: A\r\nwhere: []\r\n', 'name: A\nwhere: []\n');
  });

  it('leaves an empty file and one of comments alone', () => {
    check('', '');
    check('\n\n', '');
    check('# nothing yet   \n\n', '# nothing yet\n');
  });

  it('refuses a text with an error and says where', () => {
    const result = formatText('name: A\nwhere: "open\n', 'segment');
    assert.ok(!result.ok);
    assert.match(result.reason, /^Line 2: /);
    assert.ok(!formatText('a: 1\na: 2\n', 'segment').ok);
  });
});

describe('quoting', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'ab:- #,[]{}"\'\\?!&*|>%@`~1.\n\t\r') }),
  );

  it('gives every text back, in every place', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const places: [string, (data: never) => unknown][] = [
          [`k: ${quoteScalar(text, 'block')}\nz: 1\n`, (data: { k: string }) => data.k],
          [`k: [a, ${quoteScalar(text)}, b]\n`, (data: { k: string[] }) => data.k[1]],
          [`- ${quoteScalar(text, 'block')}\n`, (data: string[]) => data[0]],
          [`a: {${quoteKey(text)}: 1}\n`, (data: { a: object }) => Object.keys(data.a)[0]],
          [`${quoteKey(text)}: 1\n`, (data: object) => Object.keys(data)[0]],
        ];
        for (const [yaml, read] of places) {
          const tree = parseYaml(yaml);
          assert.deepEqual(tree.diagnostics, [], yaml);
          assert.equal(read(toData(tree.root) as never), text, yaml);
        }
      }),
      { numRuns: 2000 },
    );
  }).timeout(60_000);

  it('writes values as people do', () => {
    const cases: [Parameters<typeof quoteScalar>[0], string][] = [
      ['iOS', 'iOS'],
      ['10.2', '"10.2"'],
      ['10.2.1', '10.2.1'],
      ['$price', '$price'],
      ['a, b', '"a, b"'],
      ['say "x: y"', `'say "x: y"'`],
      ['', '""'],
      ['two\nlines', '"two\\nlines"'],
      [null, 'null'],
      [true, 'true'],
      [1.5, '1.5'],
    ];
    for (const [value, text] of cases) assert.equal(quoteScalar(value), text);
    assert.equal(quoteScalar('a, b', 'block'), 'a, b');
  });
});
