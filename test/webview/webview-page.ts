import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { webviewBundle } from '../../scripts/webview-bundle.mjs';
import { findChromium, install, launchOptions } from '../support/vscode-host/index.ts';
import { type Theme, themeStyle, themes } from './themes.ts';

/** Later than the data of the messages: “imported 2 hours ago” says the same each time. */
const NOW = new Date('2026-06-30T08:00:00.000Z');

export interface WebviewPage<ToView, FromView> {
  readonly page: Page;
  /** What the page told its host. */
  sent(): Promise<readonly FromView[]>;
  /** Tells the page. Fails when anything went wrong in it, a breach of its policy too. */
  send(...messages: readonly ToView[]): Promise<void>;
  /** What axe finds wrong, as text; empty when all is well. */
  violations(): Promise<readonly string[]>;
}

export interface PageOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly language?: string;
  readonly forcedColors?: 'active' | 'none';
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

export interface WebviewBrowser<ToView, FromView> {
  open(options?: PageOptions): Promise<WebviewPage<ToView, FromView>>;
  close(): Promise<void>;
}

/** A webview's bundle in a real Chromium, in a page as VS Code makes it: same policy, same variables, same messages. */
export async function startWebview<ToView, FromView>(
  name: 'insights' | 'query-builder',
  { production = false } = {},
): Promise<WebviewBrowser<ToView, FromView>> {
  const temporary = mkdtempSync(join(tmpdir(), 'segments-webview-'));
  const server = await serve(name, await bundle(production));
  const browser: Browser = await chromium.launch(launchOptions(findChromium(install()), temporary));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let before: BrowserContext | undefined;
  return {
    open: async ({ theme = 'dark', width = 620, height = 1000, language = 'en', ...media } = {}) => {
      const context = await browser.newContext({ viewport: { width, height }, ...media });
      // Pages of earlier tests would go on working.
      await before?.close();
      before = context;
      await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
      const page = await context.newPage();
      const failures: string[] = [];
      page.on('pageerror', (error) => failures.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
      await page.clock.setFixedTime(NOW);
      await page.goto(`${origin}/?theme=${theme}&language=${language}`);
      const settled = async () => {
        // Two frames: React has drawn what the messages say.
        await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
        if (failures.length) throw new Error(failures.join('\n'));
      };
      await settled();
      return {
        page,
        sent: () => page.evaluate<FromView[]>('globalThis.sentToHost'),
        send: async (...messages) => {
          for (const message of messages) {
            await page.evaluate(
              `window.dispatchEvent(new MessageEvent('message', { data: ${JSON.stringify(message)} }))`,
            );
          }
          await settled();
        },
        violations: async () => {
          await page.evaluate(AXE_LOADED);
          const found = await page.evaluate<AxeResult>(
            "axe.run(document, { resultTypes: ['violations'], preload: false })",
          );
          return found.violations.map(
            ({ id, help, nodes }) => `${id}: ${help} ${nodes.map(({ html }) => html).join(' ')}`,
          );
        },
      };
    },
    close: async () => {
      await browser.close();
      server.close();
      rmSync(temporary, { recursive: true, force: true });
    },
  };
}

interface AxeResult {
  readonly violations: readonly { id: string; help: string; nodes: readonly { html: string }[] }[];
}

/** From the page's own origin: its policy allows nothing else. */
const AXE_LOADED = `'axe' in globalThis || new Promise((done, failed) => {
  const script = document.createElement('script');
  script.src = '/axe.js';
  script.onload = () => done(true);
  script.onerror = failed;
  document.head.append(script);
})`;

async function bundle(production: boolean): Promise<Map<string, Uint8Array>> {
  const made = await build({ ...webviewBundle({ production }), write: false });
  const files = new Map(made.outputFiles?.map(({ path, contents }) => [path.split(/[\\/]/).pop() ?? '', contents]));
  files.set('axe.js', readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js')));
  return files;
}

/** What VS Code does before the page's script runs. */
const HOST = `globalThis.sentToHost = []; globalThis.keptState = undefined;
globalThis.acquireVsCodeApi = () => ({
  postMessage: (m) => sentToHost.push(m), getState: () => keptState, setState: (s) => { keptState = s; } });`;

const TYPES: Readonly<Record<string, string>> = { '.css': 'text/css', '.js': 'text/javascript', '.ttf': 'font/ttf' };

function serve(name: string, files: ReadonlyMap<string, Uint8Array>): Promise<Server> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const file = url.pathname.slice(1);
    if (file === '') {
      const theme = (url.searchParams.get('theme') ?? 'dark') as Theme;
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(shell(name, theme, url.searchParams.get('language') ?? 'en'));
      return;
    }
    const contents = files.get(file);
    response.statusCode = contents === undefined ? 404 : 200;
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    response.end(contents);
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

/** The webviews' own shell (client/src/panels/webview-page.ts) plus what VS Code adds to it. */
function shell(name: string, theme: Theme, language: string): string {
  const policy = [
    "default-src 'none'",
    "style-src 'self' 'nonce-theme' 'nonce-panel'",
    "font-src 'self'",
    'img-src data:',
    "script-src 'self' 'nonce-panel'",
  ].join('; ');
  return `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy};"><meta property="csp-nonce" content="panel">
<style nonce="theme">${themeStyle(theme)}</style><link rel="stylesheet" href="/${name}.css">
<title>${name}</title></head><body class="${themes[theme].body}"><div id="root"></div>
<script nonce="panel">${HOST}</script><script src="/${name}.js"></script></body></html>`;
}
