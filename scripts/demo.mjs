// The main job on the bundled examples, from a fresh clone, without a key or a service:   npm run demo
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureInstalled, fail, root, run } from './setup.mjs';

ensureInstalled();
run(process.execPath, ['scripts/build.mjs'], { title: 'The build' });

const DEMOS = [
  {
    example: 'shop',
    about: 'a mobile commerce app (synthetic data)',
    prompt: 'Active iOS users who haven’t purchased in the last 15 days',
  },
  {
    example: 'grocery',
    about: 'a grocery chain (real loyalty-card data, CC0)',
    prompt: 'Homeowners who have not redeemed a coupon in the last 90 days',
  },
];

const bold = process.stdout.isTTY && !process.env['NO_COLOR'] ? (text) => `\x1b[1m${text}\x1b[0m` : (text) => text;

/** Runs the command line as a user would, showing the command first. */
function segments(cwd, ...args) {
  console.log(`\n${bold(`$ segments ${args.map((a) => (/[\s'’]/.test(a) ? JSON.stringify(a) : a)).join(' ')}`)}`);
  const { status } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], { cwd, stdio: 'inherit' });
  if (status !== 0) fail(`“segments ${args[0]}” ended with exit code ${status}.`);
}

for (const { example, about, prompt } of DEMOS) {
  console.log(`\n${bold(`━━ examples/${example}: ${about} ━━`)}`);
  // A copy, so that the demo can be run again and the checkout stays clean.
  const folder = join(root, '.cache', 'demo', example);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'examples', example), folder, { recursive: true, filter: (path) => !path.includes('.segments') });
  const file = join('segments', 'demo.segment.yaml');
  segments(folder, 'import');
  segments(folder, 'new', prompt, '--provider', 'builtin', '--out', file);
  segments(folder, 'check', file);
  segments(folder, 'explain', file);
  segments(folder, 'insights', file, '--samples', '5');
}

console.log(`
${bold('Next')}
  npm run code              opens examples/shop in VS Code: completion, problems and the insights panel
  npm run code -- grocery   the same with the real grocery data
  node ${relative(process.cwd(), join(root, 'dist/cli.js'))} --help   the command line`);
