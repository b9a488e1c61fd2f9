import assert from 'node:assert/strict';
import { partHeading, readMocha } from '../../scripts/mocha-output.mjs';

function read(lines: readonly string[]) {
  const mocha = readMocha();
  for (const line of lines) mocha.line(line);
  return mocha.result();
}

const PASSES = [
  '  a panel',
  '    \u001b[32m✔\u001b[39m counts',
  '',
  '\u001b[92m \u001b[39m\u001b[32m 2 passing\u001b[39m (1s)',
];
const FAILS = ['  1 passing (1s)', '\u001b[31m  1 failing\u001b[39m', '', '  1) a panel', '       is late:'];

describe('what is read in mocha’s output', () => {
  it('is how many passed and failed, and what was said of failures', () => {
    const { passing, failing, failures, repeated } = read(['  a panel', ...FAILS]);
    assert.deepEqual([passing, failing], [1, 1]);
    assert.match(failures.join('\n'), /1 failing[\s\S]*is late/);
    assert.deepEqual(repeated, []);
  });

  it('adds up the parts of a step', () => {
    const { passing, failing, failures } = read([
      partHeading('one', false),
      ...FAILS,
      partHeading('two', false),
      ...PASSES,
    ]);
    assert.deepEqual([passing, failing], [3, 1]);
    assert.doesNotMatch(failures.join('\n'), /✔/);
  });

  it('counts the second run of a part alone, and keeps what failed in the first', () => {
    const { passing, failing, failures, repeated } = read([
      partHeading('one', false),
      ...PASSES,
      partHeading('two', false),
      ...FAILS,
      partHeading('two', true),
      ...PASSES,
    ]);
    assert.deepEqual([passing, failing, failures], [4, 0, []]);
    assert.deepEqual(
      repeated.map(({ name }) => name),
      ['two'],
    );
    assert.match(repeated[0]!.failures.join('\n'), /is late/);
  });

  it('counts nothing of a first run that ended before mocha counted', () => {
    const { passing, repeated } = read([
      ...[partHeading('one', false), ...PASSES],
      ...[partHeading('two', false), 'Error: no browser'],
      ...[partHeading('two', true), ...PASSES],
    ]);
    assert.equal(passing, 4);
    assert.equal(repeated.length, 1);
  });
});
