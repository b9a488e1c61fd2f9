// Makes the extension's file:   npm run package [-- --out FILE] [--no-build]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled, root, run } from './setup.mjs';

const { values } = parseArgs({ options: { out: { type: 'string' }, 'no-build': { type: 'boolean' } } });
ensureInstalled();
if (!values['no-build']) run(process.execPath, ['scripts/build.mjs', '--production'], { title: 'The build' });
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const file = values.out ?? join(root, `${name}-${version}.vsix`);
// Everything is bundled: no dependencies go along, and vsce need not look for them.
run(process.execPath, [
  'node_modules/@vscode/vsce/vsce',
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  // There is no public address yet: pictures of the README are in the file itself.
  '--no-rewrite-relative-links',
  ...['--out', file],
]);
