import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeText, formatText, parseYaml, pathAt, readSchema } from '../../server/src/language/index.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** All that can be done with a text is done, and nothing is thrown; gives the diagnostics' codes. */
function survives(text: string): string[] {
  const tree = parseYaml(text);
  for (const { range } of tree.diagnostics) {
    assert.ok(0 <= range.start && range.start <= range.end && range.end <= text.length, JSON.stringify(range));
  }
  const reading = readSchema(text, { uri: 'file:///p/segments.schema.yaml' });
  assert.ok(reading.schema.users);
  for (const offset of [0, text.length >> 1, text.length]) pathAt(tree, offset);
  return tree.diagnostics.map(({ code }) => code);
}

describe('hostile files', () => {
  const deep = 10_000;
  const cases: [string, string, string | undefined][] = [
    ['10,000 open brackets', '['.repeat(deep), 'too-large'],
    ['10,000 closed brackets', '['.repeat(deep) + ']'.repeat(deep), 'too-large'],
    ['10,000 open braces with keys', '{a: '.repeat(deep), 'too-large'],
    ['10,000 dashes on one line', `${'- '.repeat(deep)}a`, 'too-large'],
    ['10,000 question marks', `${'? '.repeat(deep)}a`, 'too-large'],
    ['10,000 keys on one line', 'a: '.repeat(deep), 'too-large'],
    [
      '1,000 levels of indentation',
      Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      'too-large',
    ],
    ['65 levels', `${'- '.repeat(66)}a`, 'too-large'],
    ['60 levels', `${'- '.repeat(60)}a`, undefined],
    ['5 MB of one word', 'x'.repeat(5_000_000), 'too-large'],
    ['5 MB of lines', 'key: value\n'.repeat(500_000), 'too-large'],
    ['more values than anyone needs', `[${'a,'.repeat(900_000)}]`, 'too-large'],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(',')}]\n`).join('')}`,
      'bad-alias',
    ],
    ['an alias of itself', 'a: &a {b: *a}\n', 'bad-alias'],
    ['anchors without end', '&a '.repeat(20_000), 'yaml-syntax'],
    ['tags without end', '!a '.repeat(20_000), 'yaml-syntax'],
    ['one tag without end', '!'.repeat(100_000), 'yaml-syntax'],
    ['aliases to nothing', '- *a\n'.repeat(10_000), 'bad-alias'],
    ['documents without end', '---\n'.repeat(20_000), 'several-documents'],
    ['commas', `[${','.repeat(20_000)}`, 'yaml-syntax'],
    ['colons', ':'.repeat(20_000), 'yaml-syntax'],
    ['quotes', '"'.repeat(5_001), 'yaml-syntax'],
    ['a quote a line', '"\n'.repeat(5_001), 'yaml-syntax'],
    ['backslashes', `"${'\\'.repeat(50_000)}`, 'yaml-syntax'],
    ['tabs', '\ta: 1\n'.repeat(5_000), 'yaml-syntax'],
    ['a thousand mistakes', Array.from({ length: 1000 }, (_, i) => `k${i}\nx: "\n`).join(''), 'yaml-syntax'],
    ['the same key again and again', 'a: 1\n'.repeat(20_000), 'duplicate-key'],
    ['NUL bytes', 'a: b\0c\n\0', 'not-text'],
    ['a key of 2,000 letters', `${'k'.repeat(2000)}: 1\n`, 'yaml-syntax'],
    ['a broken line below a blank one', '\n- a: [\n b\n', 'yaml-syntax'],
    ['an item further left, below a blank line', '\n  a:\n- b\n c\n', 'yaml-syntax'],
    ['blank lines', '\n'.repeat(100_000), undefined],
    ['comments', '#\n'.repeat(100_000), undefined],
    ['a long text', `a: ${'word '.repeat(200_000)}`, undefined],
    ['names of the prototype', '__proto__: {a: 1}\nconstructor: 2\nhasOwnProperty: 3\ntoString:\n', undefined],
  ];
  for (const [name, text, code] of cases) {
    it(`${name}: ${code ?? 'fine'}`, () => {
      const codes = survives(text);
      if (code === undefined) assert.deepEqual(codes, []);
      else assert.ok(codes.includes(code), codes.slice(0, 5).join());
      assert.ok(codes.length <= 100);
      assert.equal(formatText(text, 'segment').ok, code === undefined);
    }).timeout(60_000);
  }

  it('says limits on line 1', () => {
    const text = `name: A\n${'- '.repeat(200)}a`;
    const [diagnostic] = parseYaml(text).diagnostics;
    assert.deepEqual(diagnostic?.range, { start: 0, end: 7 });
  });

  it('names of the prototype are names like others', () => {
    const text =
      'version: 1\nusers: {properties: {__proto__: {type: string}, constructor: {type: number}}}\nevents: {toString: , __proto__: {}}\n';
    const { schema, diagnostics } = readSchema(text, { uri: 'file:///p/s.yaml' });
    assert.deepEqual(diagnostics, []);
    assert.deepEqual([...schema.users.keys()], ['__proto__', 'constructor']);
    assert.deepEqual([...schema.events.keys()], ['toString', '__proto__']);
  });

  it('any text at all', () => {
    const piece = fc.constantFrom(
      '- ',
      ': ',
      ':',
      '\n',
      '\n  ',
      '\n    ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '#',
      '&a',
      '*a',
      '!t',
      '|',
      '>',
      '? ',
      ', ',
      '---',
      '%',
      '\t',
      '\r\n',
      '\\',
      '\0',
      'a',
      'where',
      'did',
      '1',
      ' ',
      '\u2028',
      '😀',
      '\ud800',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(piece, { maxLength: 60 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (each) => {
        survives(each);
        for (let offset = 0; offset <= each.length; offset += 7) pathAt(parseYaml(each), offset);
        const formatted = formatText(each, 'schema');
        if (formatted.ok) assert.deepEqual(formatText(formatted.text, 'schema'), formatted);
      }),
      { numRuns: 1000 },
    );
  }).timeout(120_000);

  describe('encodings', () => {
    it('takes UTF-8 with and without a byte order mark', () => {
      assert.deepEqual(decodeText(bytes('größe: 😀\r\n')), { text: 'größe: 😀\r\n', diagnostics: [] });
      const { text, diagnostics } = decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes('a: 1')));
      assert.deepEqual([parseYaml(text).diagnostics, diagnostics], [[], []]);
    });

    const refused: [string, number[], RegExp][] = [
      ['UTF-16, little-endian', [0xff, 0xfe, 0x61, 0, 0x3a, 0], /UTF-16/],
      ['UTF-16, big-endian', [0xfe, 0xff, 0, 0x61, 0, 0x3a], /UTF-16/],
      ['UTF-16 without a mark', [0x61, 0, 0x3a, 0, 0x20, 0], /UTF-16/],
      ['UTF-32', [0xff, 0xfe, 0, 0, 0x61, 0, 0, 0], /UTF-32/],
      ['Latin-1', [0x61, 0x3a, 0x20, 0xe4, 0x0a], /not valid UTF-8/],
      ['a cut character', [0x61, 0xf0, 0x9f], /not valid UTF-8/],
    ];
    for (const [name, data, message] of refused) {
      it(`refuses ${name}`, () => {
        const { diagnostics } = decodeText(Uint8Array.from(data));
        assert.equal(diagnostics.length, 1);
        assert.equal(diagnostics[0]?.range.start, 0);
        assert.match(diagnostics[0]?.message ?? '', message);
      });
    }

    it('reads an empty file', () => {
      assert.deepEqual(decodeText(new Uint8Array()), { text: '', diagnostics: [] });
      assert.deepEqual(parseYaml('').diagnostics, []);
    });
  });
});
