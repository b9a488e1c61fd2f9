import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { splitRecords } from '../../server/src/store/import/readers/csv.ts';
import { parseRecord } from '../../server/src/store/import/readers/json-text.ts';

/** Everything at once, or in two pieces with the rest of the first put before the second. */
function split(text: string, cut: number): { rows: string[][]; lines: number[]; problems: readonly unknown[] } {
  const first = splitRecords(text.slice(0, cut), { line: 1, lineEnd: '\n', last: false });
  const rest = text.slice(0, cut).slice(first.rest) + text.slice(cut);
  const second = splitRecords(rest, { line: first.line, lineEnd: '\n', last: true });
  return {
    rows: [...first.rows, ...second.rows],
    lines: [...first.lines, ...second.lines],
    problems: [...first.problems, ...second.problems],
  };
}

const cells = fc.array(
  fc.array(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', 'é', ' '), maxLength: 5 }), {
    minLength: 1,
    maxLength: 4,
  }),
  { maxLength: 6 },
);

/** A row as a program would write it, with quotes where they are needed or wanted. */
const written = (rows: readonly (readonly string[])[], end: string, quoteAll: boolean): string =>
  rows
    .map((row) =>
      row.map((cell) => (quoteAll || /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','),
    )
    .map((line) => line + end)
    .join('');

describe('import: CSV', () => {
  it('reads what csv-parse reads, wherever the text is cut', () => {
    fc.assert(
      fc.property(cells, fc.constantFrom('\n', '\r\n'), fc.boolean(), fc.nat(), (rows, end, quoteAll, at) => {
        const text = written(rows, end, quoteAll);
        const expected: string[][] = parse(text, { relax_column_count: true, skip_empty_lines: true });
        const { rows: found, problems } = split(text, at % (text.length + 1));
        assert.deepEqual(found, expected);
        assert.deepEqual(problems, []);
      }),
      { numRuns: 1000 },
    );
  });

  it('knows the line on which each row begins, wherever the text is cut', () => {
    const text = 'a,b\n"x\ny",1\n\nz,"2\n\n3"\nlast,4';
    for (let cut = 0; cut <= text.length; cut++) {
      const { rows, lines } = split(text, cut);
      assert.deepEqual(lines, [1, 2, 5, 8], `cut at ${cut}`);
      assert.equal(rows.length, 4);
    }
  });

  it('never throws or hangs on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r') }), fc.nat(), (text, at) => {
        split(text, at % (text.length + 1));
        splitRecords(text, { line: 1, lineEnd: '\r', last: true });
      }),
      { numRuns: 1000 },
    );
  });

  it('reads files with returns alone', () => {
    const { rows } = splitRecords('a,b\r1,"x\ry"\r2,z', { line: 1, lineEnd: '\r', last: true });
    assert.deepEqual(rows, [
      ['a', 'b'],
      ['1', 'x\ry'],
      ['2', 'z'],
    ]);
  });

  it('takes a quote inside a cell as it is', () => {
    const { rows } = splitRecords('5" nail,x"y"\n', { line: 1, lineEnd: '\n', last: true });
    assert.deepEqual(rows, [['5" nail', 'x"y"']]);
  });
});

describe('import: JSON', () => {
  it('changes no number that a double holds, and no text', () => {
    const text =
      '{"a": 1234567890123456, "b": "12345678901234567890", "c": 0.12345678901234567, "d": 1e20, "e": -12345678901234567890}';
    assert.deepEqual(parseRecord(text), {
      a: 1234567890123456,
      b: '12345678901234567890',
      c: 0.12345678901234566,
      d: 1e20,
      e: '-12345678901234567890',
    });
  });

  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        const text = JSON.stringify(record);
        fc.pre(!/\d{16}/.test(text));
        assert.deepEqual(parseRecord(text), JSON.parse(text));
      }),
    );
  });
});
