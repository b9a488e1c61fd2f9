import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleProject, segments } from '../support/cli.ts';

describe('segments eval', () => {
  let project: ReturnType<typeof exampleProject>;
  const run = (...args: string[]) => segments(project.path, ['eval', ...args]);
  const write = (name: string, text: string) => writeFileSync(join(project.path, name), text);
  before(async () => {
    project = exampleProject('shop');
    assert.equal((await segments(project.path, ['import'])).code, 0);
  });
  after(() => project.remove());

  it('measures the example’s prompts, and changes nothing', async () => {
    const before = readdirSync(join(project.path, 'segments'));
    const { code, stdout, stderr } = await run(
      'prompts.yaml',
      '--format',
      'json',
      '--min-right',
      '9',
      '--max-wrong',
      '0',
    );
    assert.equal(code, 0, stderr || stdout);
    const report = JSON.parse(stdout);
    assert.equal(report.provider, 'builtin');
    assert.equal(report.cases, 10);
    assert.equal(report.results.length, 10);
    assert.deepEqual(
      report.grades.map(({ grade }: { grade: string }) => grade),
      ['easy', 'medium', 'hard', 'unclear'],
    );
    assert.deepEqual(readdirSync(join(project.path, 'segments')), before);
  });

  it('lists failures with what was produced, and fails below the bar', async () => {
    write(
      'wrong.yaml',
      'cases:\n  - {id: A, prompt: users in Pune, where: [{user: city, is: Delhi}]}\n  - {id: B, prompt: users in Pune, where: [{user: city, is: Pune}]}\n',
    );
    const { code, stdout } = await run('wrong.yaml', '--max-wrong', '0');
    assert.equal(code, 1);
    assert.match(stdout, /WRONG A \(all\): "users in Pune"\n {2}\d+ users; expected \d+ \[ok\]\n {2}\| name: /);
    assert.match(stdout, /is: Pune/);
    assert.match(stdout, /right 1 of 2, confidently wrong 1/);
    assert.equal((await run('wrong.yaml')).code, 0);
    assert.equal((await run('wrong.yaml', '--min-right', '2')).code, 1);
    assert.equal((await run('wrong.yaml', '--only', 'B', '--min-right', '1')).code, 0);
  });

  it('says what it cannot do', async () => {
    write('bad.yaml', 'cases:\n  - {id: A, prompt: x, where: [{did: Nothing}]}\n');
    const said = async (...args: string[]) => {
      const { code, stderr } = await run(...args);
      assert.equal(code, 2);
      return stderr;
    };
    assert.match(await said('bad.yaml'), /^The expected rules of case A cannot be evaluated: Unknown event “Nothing”/);
    assert.match(await said('nowhere.yaml'), /^nowhere\.yaml cannot be read\.\n$/);
    assert.match(await said('segments.schema.yaml'), /does not hold cases to measure with/);
    assert.match(await said('prompts.yaml', '--only', 'zzz'), /There is no case “zzz”/);
    assert.match(await said('prompts.yaml', '--min-right', 'many'), /--min-right takes a whole number/);
    // Without a key nobody answers: that is no figure of the provider.
    assert.match(await said('prompts.yaml', '--provider', 'openai'), /^The provider does not answer\. /);
  });
});
