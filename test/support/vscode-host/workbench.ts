import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { installFolder } from './install.ts';
import { findChromium, launchOptions } from './locate.ts';
import { installExtensions, killGroup, type ServerOptions, startServer, stopServer } from './server-process.ts';
import { writeUserSettings } from './user-settings.ts';

export interface HostOptions {
  readonly folder?: string;
  readonly workspace?: string;
  readonly files?: readonly string[];
  /** Extensions to run from their sources' folder. */
  readonly extensionDevelopmentPath?: readonly string[];
  /** Module with `run()`, executed inside the extension host. */
  readonly extensionTestsPath?: string;
  /** `.vsix` files to install first. */
  readonly installExtensions?: readonly string[];
  readonly disableExtensions?: boolean;
  readonly userDataDir?: string;
  readonly extensionsDir?: string;
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** False: workspaces start in restricted mode. */
  readonly trust?: boolean;
  readonly smokeTestDriver?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly log?: (line: string) => void;
}

/** VS Code's server, to be opened in any browser at `url`. */
export interface ServedWorkbench {
  readonly url: string;
  readonly temporary: string;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  /** Resolves with what went away, when something did. */
  readonly crashed: Promise<string>;
  close(): Promise<void>;
}

/** The same, opened in a headless browser. */
export interface Host extends ServedWorkbench {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Resolves with the exit code when an extension test run ends. */
  readonly exit: Promise<number>;
}

/** Starts VS Code's server and opens the workbench in a headless browser. */
export async function startHost(options: HostOptions = {}): Promise<Host> {
  const served = await serveWorkbench(options);
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close().catch(() => {});
    await served.close();
  };
  try {
    const { chromium } = await import('playwright-core');
    browser = await chromium.launch(launchOptions(findChromium(installFolder()), served.temporary));
    const opened = await openWorkbench(browser, served.url, options);
    const gone = new Promise<string>((done) => {
      opened.page.on('crash', () => done('The browser’s page crashed.'));
      browser?.on('disconnected', () => done('The browser ended.'));
    });
    return { ...served, ...opened, crashed: Promise.race([served.crashed, gone]), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Starts VS Code's server alone. */
export async function serveWorkbench(options: HostOptions = {}): Promise<ServedWorkbench> {
  const temporary = mkdtempSync(join(realpathSync(tmpdir()), 'vscode-host-'));
  const userDataDir = resolve(options.userDataDir ?? join(temporary, 'user-data'));
  const extensionsDir = resolve(options.extensionsDir ?? join(temporary, 'extensions'));
  for (const folder of [userDataDir, extensionsDir]) mkdirSync(folder, { recursive: true });
  writeUserSettings(userDataDir, { 'security.workspace.trust.enabled': options.trust === false, ...options.settings });
  const server: ServerOptions = {
    installation: installFolder(),
    temporary,
    userData: userDataDir,
    extensions: extensionsDir,
    token: randomBytes(12).toString('hex'),
    trust: options.trust !== false,
    smokeTestDriver: options.smokeTestDriver !== false,
    env: options.env ?? {},
    log: options.log ?? (() => {}),
  };
  try {
    if (options.installExtensions?.length) await installExtensions(server, options.installExtensions);
    const { process: child, port } = await startServer(server);
    const onExit = () => {
      killGroup(child, 'SIGKILL');
      rmSync(temporary, { recursive: true, force: true });
    };
    process.once('exit', onExit);
    return {
      url: address(options, port, server.token),
      temporary,
      userDataDir,
      extensionsDir,
      crashed: new Promise<string>((done) => child.once('exit', () => done('The VS Code server ended.'))),
      close: async () => {
        await stopServer(child, temporary);
        process.removeListener('exit', onExit);
      },
    };
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw error;
  }
}

async function openWorkbench(
  browser: Browser,
  url: string,
  options: HostOptions,
): Promise<{ page: Page; context: BrowserContext; exit: Promise<number> }> {
  const log = options.log ?? (() => {});
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
    locale: 'en-US',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.on('console', (message) => log(`[browser:${message.type()}] ${message.text()}`));
  page.on('pageerror', (error) => log(`[page] ${error.stack ?? error}`));
  // The workbench calls these two when it runs extension tests.
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) =>
    log(`[${type}] ${args?.join(' ')}`),
  );
  const exit = new Promise<number>((done) => void page.exposeFunction('codeAutomationExit', done));
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  return { page, context, exit };
}

/** The address that opens the workbench as asked. */
function address(options: HostOptions, port: number, token: string): string {
  const remote = (path: string) =>
    pathToFileURL(resolve(path)).toString().replace('file://', `vscode-remote://127.0.0.1:${port}`);
  const payload: [string, string][] = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  for (const path of options.extensionDevelopmentPath ?? []) payload.push(['extensionDevelopmentPath', remote(path)]);
  if (options.extensionTestsPath) payload.push(['extensionTestsPath', remote(options.extensionTestsPath)]);
  if (options.disableExtensions) payload.push(['disableExtensions', 'true']);
  for (const file of options.files ?? []) payload.push(['openFile', remote(file)]);
  const query = new URLSearchParams({ tkn: token });
  if (options.workspace) query.set('workspace', resolve(options.workspace));
  else if (options.folder) query.set('folder', resolve(options.folder));
  else query.set('ew', 'true');
  query.set('payload', JSON.stringify(payload));
  return `http://127.0.0.1:${port}/?${query.toString().replaceAll('+', '%20')}`;
}
