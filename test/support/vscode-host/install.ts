import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installChromium } from './install-chromium.ts';
import { chromiumOnPath } from './locate.ts';
import { download, npm } from './npm.ts';
import { CHROMIUM, CODE_SERVER, DROPPED_EXTENSIONS, KEPT_DEPENDENCIES, NODE_VERSION, STAND_INS } from './pins.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** Where the server is installed: `SEGMENTS_VSCODE_SERVER`, else `.vscode-test/server` of the checkout. */
export function installFolder(): string {
  return resolve(process.env['SEGMENTS_VSCODE_SERVER'] ?? join(here, '../../../.vscode-test/server'));
}

/**
 * Installs the VS Code server, the Node that it wants and, where none is found, a Chromium. Done aside and renamed;
 * nothing is done when it is there already.
 */
export function install(say: (line: string) => void = console.error): string {
  const target = installFolder();
  // The bundled Chromium is for Linux x64; elsewhere one has to be on the PATH.
  const chromium = process.platform === 'linux' && process.arch === 'x64' && chromiumOnPath() === undefined;
  const stamp = JSON.stringify({ layout: layoutHash(), chromium, platform: process.platform, arch: process.arch });
  const stampFile = join(target, 'stamp.json');
  const isThere = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  if (isThere()) return target;

  say(
    `Installing VS Code ${CODE_SERVER.version}${chromium ? ` and Chromium ${CHROMIUM.version}` : ''} for the tests …`,
  );
  const aside = `${target}.${process.pid}`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  try {
    installServer(aside);
    installNode(aside);
    if (chromium) installChromium(join(aside, 'chromium'));
    writeFileSync(join(aside, 'stamp.json'), stamp);
    // Another process was sooner, and may have started it already.
    if (isThere()) return target;
    rmSync(target, { recursive: true, force: true });
    mkdirSync(dirname(target), { recursive: true });
    renameSync(aside, target);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return target;
}

/** Changes when what is installed or how changes. */
function layoutHash(): string {
  const hash = createHash('sha256');
  for (const name of ['install.ts', 'install-chromium.ts', 'npm.ts', 'pins.ts'])
    hash.update(readFileSync(join(here, name)));
  return hash.digest('hex').slice(0, 16);
}

function installServer(folder: string): void {
  const archive = download(CODE_SERVER, folder);
  const inArchive = 'package/lib/vscode';
  const without = ['*.map', ...DROPPED_EXTENSIONS.map((name) => `${inArchive}/extensions/${name}`)];
  execFileSync('tar', [
    ...['-xzf', archive, '-C', folder, '--strip-components=2'],
    ...without.map((pattern) => `--exclude=${pattern}`),
    inArchive,
  ]);
  rmSync(archive);
  const root = join(folder, 'vscode');
  keepDependencies(root);
  npm(['install', '--omit=dev', '--no-audit', '--no-fund'], root);
  for (const [name, code] of Object.entries(STAND_INS)) {
    const module = join(root, 'node_modules', name);
    rmSync(module, { recursive: true, force: true });
    mkdirSync(module, { recursive: true });
    writeFileSync(join(module, 'package.json'), JSON.stringify({ name, version: '0.0.0', main: 'index.js' }));
    writeFileSync(join(module, 'index.js'), code);
  }
  prune(join(root, 'node_modules'));
}

interface PackageJson {
  dependencies: Record<string, string>;
  devDependencies?: Record<string, string>;
  allowScripts?: unknown;
}

/** Cuts package.json down to what is needed; the shrinkwrap beside it goes on to pin every version. */
function keepDependencies(root: string): void {
  const [packageFile, lockFile] = [join(root, 'package.json'), join(root, 'npm-shrinkwrap.json')];
  const manifest = JSON.parse(readFileSync(packageFile, 'utf8')) as PackageJson;
  const lock = JSON.parse(readFileSync(lockFile, 'utf8')) as {
    packages: Record<string, Partial<PackageJson> & { version?: string }>;
  };
  manifest.dependencies = Object.fromEntries(
    KEPT_DEPENDENCIES.map((name) => {
      const locked = lock.packages[`node_modules/${name}`]?.version;
      if (!locked) throw new Error(`${name} is not in the shrinkwrap of code-server ${CODE_SERVER.version}`);
      // The range that stands there: an exact version would clash with “overrides”.
      return [name, manifest.dependencies[name] ?? locked];
    }),
  );
  delete manifest.allowScripts;
  const own = lock.packages[''] ?? {};
  own.dependencies = manifest.dependencies;
  delete own.devDependencies;
  writeFileSync(packageFile, JSON.stringify(manifest, null, 2));
  writeFileSync(lockFile, JSON.stringify(lock, null, 2));
}

/** Other platforms' binaries and native sources. */
function prune(modules: string): void {
  const mine = `${process.platform}-${process.arch}`;
  for (const folder of ['@vscode/ripgrep-universal/bin', 'node-pty/prebuilds']) {
    for (const name of readdirSync(join(modules, folder))) {
      if (name !== mine) rmSync(join(modules, folder, name), { recursive: true, force: true });
    }
  }
  for (const folder of ['node-pty/deps', 'node-pty/src', 'node-pty/third_party']) {
    rmSync(join(modules, folder), { recursive: true, force: true });
  }
}

function installNode(folder: string): void {
  const { platform, arch } = process;
  const name = `${platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node'}-${platform === 'win32' ? 'win' : platform}-${arch}`;
  const aside = join(folder, 'node');
  mkdirSync(aside);
  writeFileSync(join(aside, 'package.json'), '{"private":true}');
  npm(['install', '--no-audit', '--no-fund', `${name}@${NODE_VERSION}`], aside);
  const binary = join(aside, 'node_modules', name, 'bin', platform === 'win32' ? 'node.exe' : 'node');
  mkdirSync(join(folder, 'bin'));
  renameSync(binary, join(folder, 'bin', basename(binary)));
  rmSync(aside, { recursive: true, force: true });
}
