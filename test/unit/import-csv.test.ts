import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvRows } from '../../server/src/store/import/readers/csv.ts';
import { parseRecord } from '../../server/src/store/import/readers/json-text.ts';

/** The rows of a text that comes in two pieces. */
async function split(
  text: string,
  cut = text.length,
): Promise<{ rows: string[][]; lines: number[]; problems: readonly unknown[] }> {
  const rows: string[][] = [];
  const lines: number[] = [];
  const problems: unknown[] = [];
  for await (const part of csvRows(pieces(text.slice(0, cut), text.slice(cut)), 'test.csv')) {
    rows.push(...part.rows);
    lines.push(...part.lines);
    problems.push(...part.problems);
  }
  return { rows, lines, problems };
}

async function* pieces(...texts: readonly string[]): AsyncGenerator<string> {
  yield* texts.filter((text) => text !== '');
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
  it('reads what csv-parse reads, wherever the text is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        cells,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.nat(),
        async (rows, end, quoteAll, at) => {
          const text = written(rows, end, quoteAll);
          // An empty cell alone on its line is a blank line, quoted or not.
          const expected = parse(text, { relax_column_count: true, skip_empty_lines: true }).filter(
            (row: readonly string[]) => row.length > 1 || row[0] !== '',
          );
          const { rows: found, problems } = await split(text, at % (text.length + 1));
          assert.deepEqual(found, expected);
          assert.deepEqual(problems, []);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('knows the line on which each row begins, wherever the text is cut', async () => {
    const text = 'a,b\n"x\ny",1\n\nz,"2\n\n3"\nlast,4';
    for (let cut = 0; cut <= text.length; cut++) {
      const { rows, lines } = await split(text, cut);
      assert.deepEqual(lines, [1, 2, 5, 8], `cut at ${cut}`);
      assert.equal(rows.length, 4);
    }
  });

  it('never throws or hangs on any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r') }), fc.nat(), async (text, at) => {
        await split(text, at % (text.length + 1));
      }),
      { numRuns: 1000 },
    );
  });

  it('reads files with returns alone', async () => {
    const { rows } = await split('a,b\r1,"x\ry"\r2,z');
    assert.deepEqual(rows, [
      ['a', 'b'],
      ['1', 'x\ry'],
      ['2', 'z'],
    ]);
  });

  it('leaves out no more than the line of a fault, wherever the text is cut', async () => {
    const text = 'a,b\n1,"x"y\n2,z\n3,"open\n4,"w"\n5,"\nv"\n"6" \r\n7,"never\n8,x';
    for (let cut = 0; cut <= text.length; cut++) {
      const { rows, lines, problems } = await split(text, cut);
      assert.deepEqual(rows, [['a', 'b'], ['2', 'z'], ['4', 'w'], ['5', '\nv'], ['6']], `cut at ${cut}`);
      assert.deepEqual(lines, [1, 3, 5, 6, 8]);
      assert.deepEqual(problems, [
        { line: 2, reason: 'has text after a closing quote; a quote inside a quoted cell is written twice' },
        { line: 4, reason: 'has text after a closing quote; a quote inside a quoted cell is written twice' },
        { line: 9, reason: 'has a quote that is never closed' },
      ]);
    }
  });

  it('reads a text full of faults in a time that grows with its length', async function () {
    this.timeout(30_000);
    const { rows, problems } = await split('1,"x"y\n'.repeat(40_000) + '2,z\n'.repeat(10_000));
    assert.equal(problems.length, 40_000);
    assert.equal(rows.length, 10_000);
  });

  it('takes a quote inside a cell as it is', async () => {
    const { rows } = await split('5" nail,x"y"\n');
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
