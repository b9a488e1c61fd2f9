import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describeRule, describeSegment, readSchema, readSegment } from '../../server/src/language/index.ts';

/** `--- rules`, the rules, `===`, what they are described as. `UPDATE=1` writes the descriptions anew. */
const GOLDEN = new URL('../fixtures/describe/segments.txt', import.meta.url);
const SCHEMA = new URL('../fixtures/checks/segments.schema.yaml', import.meta.url);
const { schema } = readSchema(readFileSync(SCHEMA, 'utf8'), { uri: 'schema' });
const segments = { has: () => true, ids: () => [] };

function read(rules: string) {
  const text = `name: x\nwhere:\n${rules}`;
  const reading = readSegment(text, { uri: 'x', id: 'x', schema, segments });
  const errors = reading.diagnostics.filter(({ severity }) => severity === 'error');
  assert.deepEqual(errors, [], rules);
  return reading.segment ?? assert.fail();
}

const cases = readFileSync(GOLDEN, 'utf8')
  .split(/^--- rules\n/m)
  .slice(1)
  .map((part) => {
    const [rules = '', said = ''] = part.split(/^===.*\n?/m);
    return { rules, said: said.trim() };
  });

describe('describe', () => {
  if (process.env['UPDATE']) {
    const text = cases.map(({ rules }) => `--- rules\n${rules}===\n${describeSegment(read(rules), schema)}\n`);
    writeFileSync(GOLDEN, text.join(''));
  } else {
    for (const { rules, said } of cases) {
      it(said.split('\n')[0] ?? '', () => assert.equal(describeSegment(read(rules), schema), said));
    }
  }

  it('says each rule in one line', () => {
    for (const { rules } of cases) {
      for (const rule of read(rules).where) assert.match(describeRule(rule, schema), /^[^\n]+[^.\n]$/);
    }
  });

  it('leaves no word of the language', () => {
    for (const { said } of cases) assert.doesNotMatch(said, /undefined|NaN|not_in|is_not|gte|lte|within_next|\[object/);
  });
});
