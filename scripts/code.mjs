// Opens an example in VS Code with the extension:   npm run code [-- grocery | FOLDER] [--browser]
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled, fail, root, run } from './setup.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { browser: { type: 'boolean' } } });
const wanted = positionals[0] ?? 'shop';
const example = join(root, 'examples', wanted);
const folder = existsSync(example) ? workingCopy(wanted, example) : resolve(wanted);
if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) fail(`There is no example or folder “${wanted}”.`, 2);

ensureInstalled();
run(process.execPath, ['scripts/build.mjs'], { title: 'The build' });
const code = values.browser ? undefined : codeOnPath();
if (code) {
  console.error(`Opening ${folder} in ${code}`);
  const { status } = spawnSync(code, [`--extensionDevelopmentPath=${root}`, folder], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
} else {
  console.error(
    'There is no “code” on the PATH: VS Code is served to the browser. The first time it is installed, about 20 s.',
  );
  const { register } = await import('tsx/esm/api');
  register();
  const { install, serveWorkbench } = await import('../test/support/vscode-host/index.ts');
  install();
  // As a package, the way people have it: an extension run from its folder needs VS Code's test driver, which hides messages.
  const file = join(root, '.cache', 'segments.vsix');
  mkdirSync(dirname(file), { recursive: true });
  run(process.execPath, ['scripts/package.mjs', '--no-build', '--out', file], { title: 'Packaging', stdio: 'ignore' });
  const served = await serveWorkbench({
    folder,
    installExtensions: [file],
    smokeTestDriver: false,
    userDataDir: join(root, '.cache/code/user-data'),
    extensionsDir: join(root, '.cache/code/extensions'),
  });
  console.log(`\n  Open ${served.url}\n\n  Ctrl+C stops it.`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => served.close().then(() => process.exit(0)));
  console.error(await served.crashed);
}

/** A copy, so that what is tried out does not change the checkout. Kept from run to run. */
function workingCopy(name, source) {
  const copy = join(root, '.cache', 'code-workspaces', name);
  if (!existsSync(copy)) cpSync(source, copy, { recursive: true, filter: (path) => !path.includes('.segments') });
  return copy;
}

function codeOnPath() {
  const names = process.platform === 'win32' ? ['code.cmd', 'code-insiders.cmd'] : ['code', 'code-insiders', 'codium'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((one) => join(one, name))).find((path) => existsSync(path));
}
