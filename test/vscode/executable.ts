import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';

const HOST = fileURLToPath(new URL('../support/vscode-host/vscode-host.mjs', import.meta.url));
const VERSION = '1.139.1';
const PATIENCE = 60_000;

/**
 * The VS Code that the suites run in: the one that `SEGMENTS_VSCODE` names (a path, `download` or `host`), else a
 * downloaded one where that works and there is a display, else the host.
 */
export async function vscodeExecutable(): Promise<string> {
  const wanted = process.env['SEGMENTS_VSCODE'];
  if (wanted === 'host') return HOST;
  if (wanted === 'download') return downloadAndUnzipVSCode({ version: VERSION, timeout: PATIENCE });
  if (wanted) return resolve(wanted);
  if (!hasDisplay()) return HOST;
  try {
    return await within(PATIENCE, downloadAndUnzipVSCode({ version: VERSION, timeout: 10_000 }));
  } catch (error) {
    console.error(`VS Code cannot be downloaded (${error instanceof Error ? error.message : error}): using the host.`);
    return HOST;
  }
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

function within<Value>(limit: number, value: Promise<Value>): Promise<Value> {
  const late = new Promise<never>((_done, failed) =>
    setTimeout(() => failed(new Error(`no answer in ${limit / 1000} s`)), limit).unref(),
  );
  return Promise.race([value, late]);
}
