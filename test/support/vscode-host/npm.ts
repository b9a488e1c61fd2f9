import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const windows = process.platform === 'win32';

/** Runs npm without any package's scripts. */
export function npm(args: readonly string[], cwd: string): string {
  return execFileSync('npm', [...args, '--ignore-scripts', '--loglevel=error'], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    shell: windows,
  });
}

/** Downloads a package's archive and checks it against its pinned hash. */
export function download(pin: { name: string; version: string; integrity: string }, folder: string): string {
  const name = npm(['pack', `${pin.name}@${pin.version}`, '--silent'], folder)
    .trim()
    .split('\n')
    .pop();
  const file = join(folder, name ?? '');
  const hash = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (hash !== pin.integrity) throw new Error(`${pin.name}@${pin.version} is not what was pinned: ${hash}`);
  return file;
}
