/** Runs the tests of this folder in the extension host of a browser, with mocha's build for browsers. */
import 'mocha/mocha.js';
import { TEST } from '../../../support/vscode-web/marks.ts';

export async function run(): Promise<void> {
  mocha.setup({ ui: 'bdd', timeout: 60_000, reporter: Lines as never });
  await import('./language.test.ts');
  await import('./numbers.test.ts');
  await import('./prompt.test.ts');
  await import('./panel.test.ts');
  const failures = await new Promise<number>((done) => mocha.run(done));
  if (failures) throw new Error(`${failures} failed.`);
}

/** Says each test's outcome in a line. */
function Lines(runner: Mocha.Runner): void {
  const say = (text: string) => console.log(`${TEST}${text}`);
  runner.on('pass', (test) => say(`  ✔ ${test.fullTitle()} (${test.duration} ms)`));
  runner.on('fail', (test, error) => say(`  ✘ ${test.fullTitle()}\n${error.stack ?? error.message}`));
  runner.on('end', () => say(`  ${runner.stats?.passes} passing, ${runner.stats?.failures} failing`));
}
