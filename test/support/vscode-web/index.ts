/**
 * A VS Code that runs wholly in a browser, as vscode.dev does: its files come from one static server and the extensions
 * from another, so that they are of another origin, as there.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium, install, launchOptions } from '../vscode-host/index.ts';
import { installWeb } from './install.ts';
import { TEST } from './marks.ts';
import { webPage } from './page.ts';
import { serveStatic } from './static-server.ts';

export interface WebCode {
  readonly page: Page;
  /** What went wrong in the page, and what extensions wrote there. */
  readonly log: readonly string[];
  /** Settles with the exit code of the tests inside. */
  readonly tested: Promise<number>;
  close(): Promise<void>;
}

export interface WebCodeOptions {
  /** Folders that are served beside VS Code, by name. */
  readonly folders: Readonly<Record<string, string>>;
  readonly texts?: Readonly<Record<string, string>>;
  /** Names of those folders that are extensions. */
  readonly extensions: readonly string[];
  /** Path of the module of the tests, below a folder. */
  readonly tests: string;
  readonly folder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Takes what the tests print. */
  readonly print: (line: string) => void;
}

/** Opens VS Code in a headless Chromium and runs the tests in its extension host. */
export async function startWebCode(options: WebCodeOptions): Promise<WebCode> {
  const temporary = mkdtempSync(join(tmpdir(), 'segments-web-'));
  const assets = await serveStatic(options.folders, () => options.texts ?? {});
  let html = '';
  const code = await serveStatic({ code: installWeb() }, () => ({ '/index.html': html }));
  html = webPage({
    code: `${code.origin}/code`,
    extensions: options.extensions.map((name) => `${assets.origin}/${name}`),
    tests: `${assets.origin}/${options.tests}`,
    folder: options.folder,
    settings: options.settings ?? {},
  });
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    code.close();
    assets.close();
    rmSync(temporary, { recursive: true, force: true });
  };
  try {
    const launch = launchOptions(findChromium(install()), temporary);
    browser = await chromium.launch({ ...launch, args: [...(launch.args ?? []), WEBVIEWS] });
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const log: string[] = [];
    page.on('console', (message) => log.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => log.push(`page error: ${error.message}`));
    let done: (code: number) => void = () => {};
    const tested = new Promise<number>((resolve) => {
      done = resolve;
    });
    await page.exposeFunction('codeAutomationExit', (exit: number) => done(exit));
    await page.exposeFunction('codeAutomationLog', (_type: string, parts: unknown[]) => {
      const line = parts.map(String).join(' ');
      if (line.startsWith(TEST)) options.print(line.slice(TEST.length));
      else log.push(line);
    });
    await page.goto(`${code.origin}/index.html`);
    return { page, log, tested, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Besides the servers only webviews, which are below them, are reached. */
const WEBVIEWS = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost';
