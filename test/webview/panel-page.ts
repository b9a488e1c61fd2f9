import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { FromInsightsView, ToInsightsView } from '../../server/src/protocol/index.ts';
import { findChromium, install, launchOptions } from '../support/vscode-host/index.ts';
import { type Theme, themeStyle, themes } from './themes.ts';

const webview = fileURLToPath(new URL('../../client/webview/insights/', import.meta.url));
/** Later than the data of the messages: “imported 2 hours ago” says the same each time. */
const NOW = new Date('2026-06-30T08:00:00.000Z');

export interface PanelPage {
  readonly page: Page;
  /** What the panel told its host. */
  sent(): Promise<readonly FromInsightsView[]>;
  send(...messages: readonly ToInsightsView[]): Promise<void>;
}

export interface PanelBrowser {
  open(options?: { theme?: Theme; width?: number; height?: number; language?: string }): Promise<PanelPage>;
  close(): Promise<void>;
}

/** The panel's bundle in a real Chromium, in a page as VS Code makes it: same policy, same variables, same messages. */
export async function startPanelBrowser(): Promise<PanelBrowser> {
  const temporary = mkdtempSync(join(tmpdir(), 'segments-webview-'));
  const server = await serve(await bundle());
  const browser: Browser = await chromium.launch(launchOptions(findChromium(install()), temporary));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    open: async ({ theme = 'dark', width = 620, height = 1000, language = 'en' } = {}) => {
      const page = await browser.newPage({ viewport: { width, height } });
      const failures: string[] = [];
      page.on('pageerror', (error) => failures.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
      await page.clock.setFixedTime(NOW);
      await page.goto(`${origin}/?theme=${theme}&language=${language}`);
      const sent = () => page.evaluate<FromInsightsView[]>('globalThis.sentToHost');
      const send = async (...messages: readonly ToInsightsView[]) => {
        for (const message of messages) {
          await page.evaluate(
            `window.dispatchEvent(new MessageEvent('message', { data: ${JSON.stringify(message)} }))`,
          );
        }
        if (failures.length) throw new Error(failures.join('\n'));
      };
      return { page, sent, send };
    },
    close: async () => {
      await browser.close();
      server.close();
      rmSync(temporary, { recursive: true, force: true });
    },
  };
}

async function bundle(): Promise<Map<string, string>> {
  const made = await build({
    entryPoints: { insights: join(webview, 'main.ts'), 'insights-style': join(webview, 'style.css') },
    outdir: 'out',
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  const files = new Map(made.outputFiles.map(({ path, text }) => [path.split(/[\\/]/).pop() ?? '', text]));
  files.set('axe.js', readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return files;
}

/** What VS Code does before the panel's script runs. */
const HOST = `globalThis.sentToHost = []; globalThis.keptState = undefined;
globalThis.acquireVsCodeApi = () => ({ postMessage: (m) => sentToHost.push(m), setState: (s) => { keptState = s; } });`;

function serve(files: ReadonlyMap<string, string>): Promise<Server> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const name = url.pathname.slice(1);
    if (name === '') {
      const theme = (url.searchParams.get('theme') ?? 'dark') as Theme;
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(shell(theme, url.searchParams.get('language') ?? 'en'));
      return;
    }
    const text = files.get(name);
    response.statusCode = text === undefined ? 404 : 200;
    response.setHeader('content-type', name.endsWith('.css') ? 'text/css' : 'text/javascript');
    response.end(text);
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

/** The panel's own shell (client/src/panels/insights-html.ts) plus what VS Code adds to it. */
function shell(theme: Theme, language: string): string {
  const policy = "default-src 'none'; style-src 'self' 'nonce-theme'; script-src 'self' 'nonce-panel';";
  return `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style nonce="theme">${themeStyle(theme)}</style><link rel="stylesheet" href="/insights-style.css"><title>Insights</title></head>
<body class="${themes[theme].body}"><div id="root"></div>
<script nonce="panel">${HOST}</script><script src="/insights.js"></script></body></html>`;
}
