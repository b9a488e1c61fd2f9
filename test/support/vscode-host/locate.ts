import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { LaunchOptions } from 'playwright-core';

export interface Chromium {
  readonly executablePath: string;
  /** Set for the packaged one, which brings its libraries and fonts. */
  readonly folder?: string;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];

/** The VS Code server below the installation's folder. */
export function findServer(folder: string): string {
  const server = join(folder, 'vscode');
  if (!isFile(join(server, 'out/server-main.js'))) throw new Error(`There is no VS Code server in ${folder}.`);
  return server;
}

/** The Node that runs the server: the installed one. */
export function findNode(folder: string): string {
  const node = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return isFile(node) ? node : process.execPath;
}

export function serverVersion(folder: string): string {
  return (JSON.parse(readFileSync(join(findServer(folder), 'package.json'), 'utf8')) as { version: string }).version;
}

/** `SEGMENTS_CHROMIUM` or `CHROME_PATH` (`bundled` forces the packaged one), else one of the PATH. */
export function chromiumOnPath(): string | undefined {
  const given = process.env['SEGMENTS_CHROMIUM'] ?? process.env['CHROME_PATH'];
  if (given === 'bundled') return undefined;
  if (given) return given;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isFile);
}

/** The Chromium to use: a given one, one of the PATH, or the packaged one of the installation. */
export function findChromium(folder: string): Chromium {
  const found = chromiumOnPath();
  if (found) return { executablePath: found };
  const packaged = join(folder, 'chromium');
  if (isFile(join(packaged, 'chromium'))) return { executablePath: join(packaged, 'chromium'), folder: packaged };
  throw new Error('There is no Chromium: put one on the PATH or name it in SEGMENTS_CHROMIUM.');
}

/** How Playwright starts it: headless, offline, still. `temporary` takes its font cache. */
export function launchOptions(chromium: Chromium, temporary: string): LaunchOptions {
  return {
    executablePath: chromium.executablePath,
    headless: true,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    chromiumSandbox: false,
    env: { ...process.env, ...(chromium.folder && packagedEnvironment(chromium.folder, temporary)) } as Record<
      string,
      string
    >,
    args: [
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-features=Translate,OptimizationHints',
      '--force-prefers-reduced-motion',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  };
}

/** The packaged Chromium knows no fonts.conf of this system and has one face only. */
function packagedEnvironment(folder: string, temporary: string): Record<string, string> {
  const file = join(temporary, 'fonts.conf');
  const prefer = (family: string, face: string) =>
    `<alias binding="same"><family>${family}</family><prefer><family>${face}</family></prefer></alias>`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${join(folder, 'fonts')}</dir><dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir><cachedir>${join(temporary, 'fonts')}</cachedir>
${prefer('monospace', 'DejaVu Sans Mono')}${prefer('sans-serif', 'DejaVu Sans')}</fontconfig>`,
  );
  const libraries = [join(folder, 'al2023/lib'), join(folder, 'lib'), process.env['LD_LIBRARY_PATH']];
  return { LD_LIBRARY_PATH: libraries.filter(Boolean).join(':'), FONTCONFIG_FILE: file };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
