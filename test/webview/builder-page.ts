import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { Runtime } from '../../server/src/lsp/runtime.ts';
import { uriOfPath } from '../../server/src/project/index.ts';
import { nodeHost } from '../../server/src/project/node-host.ts';
import {
  type BuilderCounts,
  type BuilderEditResult,
  type BuilderModel,
  type BuilderOptions,
  type BuilderValues,
  type FromBuilderView,
  methods,
  type ToBuilderView,
} from '../../server/src/protocol/index.ts';
import { inputsVersion, openStore } from '../../server/src/store/index.ts';
import { startInMemory, type TestClient } from '../support/language-client.ts';
import { poll } from '../support/poll.ts';
import { type PageOptions, startWebview, type WebviewBrowser, type WebviewPage } from './webview-page.ts';

const SHOP = fileURLToPath(new URL('../../examples/shop/', import.meta.url));

export interface BuilderPage extends WebviewPage<ToBuilderView, FromBuilderView> {
  /** The document as it is now. */
  text(): string;
  /** Until the document is this text and the page shows it. */
  becomes(text: string): Promise<void>;
  /** Until the document has this in it and the page shows it. */
  has(part: string | RegExp): Promise<void>;
  /** Changes the document beside the page, as a person in the text editor would. */
  write(text: string): Promise<void>;
}

export interface BuilderBrowser {
  open(text: string, options?: PageOptions & { readonly counts?: boolean }): Promise<BuilderPage>;
  close(): Promise<void>;
}

/**
 * The query builder's page in a real browser with the real language server behind it, on a copy of the shop example.
 * What VS Code's host does between the two (client/src/query-builder/session.ts) is done here with a document in memory.
 */
export async function startBuilder(): Promise<BuilderBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'segments-builder-'));
  cpSync(SHOP, folder, { recursive: true, filter: (path) => !path.includes('.segments') });
  const runtime: Runtime = {
    host: nodeHost,
    now: () => Date.parse('2026-06-30T12:00:00Z'),
    environment: () => undefined,
    openStore: ({ onProgress: _, ...options }) => openStore({ ...options, engine: 'sqljs-in-process' }),
    inputsVersion,
    writeFile: async () => {},
  };
  const client = await startInMemory(runtime, { folders: [uriOfPath(folder)] });
  const browser: WebviewBrowser<ToBuilderView, FromBuilderView> = await startWebview('query-builder', {
    // As it is installed: with many rules React takes its time in development.
    production: true,
  });
  let opened = 0;
  return {
    open: async (text, { counts = false, ...options } = {}) => {
      const uri = uriOfPath(join(folder, 'segments', `test-${++opened}.segment.yaml`));
      await client.open(uri, text);
      const page = await browser.open({ width: 960, height: 1000, ...options });
      return serve(client, uri, page, counts);
    },
    close: async () => {
      await browser.close();
      await client.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function serve(
  client: TestClient,
  uri: string,
  page: WebviewPage<ToBuilderView, FromBuilderView>,
  counts: boolean,
): Promise<BuilderPage> {
  let version = 1;
  const post = (message: ToBuilderView) =>
    page.page.evaluate<void>(`window.dispatchEvent(new MessageEvent('message', { data: ${JSON.stringify(message)} }))`);
  const show = async () => {
    const model = await client.request<BuilderModel>(methods.builderModel, { uri, version });
    await post({ type: 'model', model });
    if (!counts) return;
    await post({ type: 'counting' });
    const asked = version;
    // Nothing waits for numbers.
    void client.request<BuilderCounts>(methods.builderCounts, { uri, version }).then(
      (counted) => (asked === version ? post({ type: 'counts', counts: counted }) : undefined),
      () => {},
    );
  };
  const replaceAll = async (text: string) => {
    const end = { line: client.text(uri).split('\n').length, character: 0 };
    await client.type(uri, { line: 0, character: 0 }, end, text);
    version++;
    await show();
  };
  const answer = async (message: FromBuilderView): Promise<void> => {
    if (message.type === 'ready') await show();
    else if (message.type === 'options') {
      const params = { uri, version: message.version, at: message.at, search: message.search, limit: 60 };
      const options = await client.request<BuilderOptions>(methods.builderOptions, params).catch(() => null);
      await post({ type: 'options', id: message.id, options });
    } else if (message.type === 'values') {
      const params = { uri, version: message.version, field: message.field, search: message.search, limit: 60 };
      const values = await client.request<BuilderValues>(methods.builderValues, params).catch(() => null);
      await post({ type: 'values', id: message.id, values });
    } else if (message.type === 'edit') {
      const { id, edit } = message;
      if (message.version !== version) return post({ type: 'edited', id, outcome: { state: 'stale' } });
      const result = await client.request<BuilderEditResult>(methods.builderEdit, { uri, version, edit });
      if (result.state === 'refused') return post({ type: 'edited', id, outcome: result });
      for (const { range, newText } of result.edits.toReversed()) {
        await client.type(uri, range.start, range.end, newText);
        version++;
      }
      await post({ type: 'edited', id, outcome: { state: 'done', version, cards: result.cards } });
      if (result.edits.length) await show();
    }
  };
  await listen(page.page, answer);
  const shown = async () => (await page.page.locator(`main[data-version="${version}"]`).count()) > 0;
  const until = (holds: () => boolean, what: string) =>
    poll(async () => holds() && (await shown()), what).catch((error) => {
      throw new Error(`${error.message}\nThe document is:\n${client.text(uri)}`);
    });
  await poll(shown, 'the model');
  return {
    ...page,
    text: () => client.text(uri),
    becomes: async (text) => void (await until(() => client.text(uri) === text, `the document to become\n${text}`)),
    has: async (part) => {
      const holds = () => (typeof part === 'string' ? client.text(uri).includes(part) : part.test(client.text(uri)));
      await until(holds, `the document to have ${part}`);
    },
    write: replaceAll,
  };
}

/** Each message of the page, those before now too, one after the other. */
async function listen(page: Page, answer: (message: FromBuilderView) => Promise<void>): Promise<void> {
  let turn: Promise<void> = Promise.resolve();
  await page.exposeFunction('toHost', (message: FromBuilderView) => {
    turn = turn.then(() => answer(message)).catch((error) => console.error(error));
  });
  await page.evaluate(`for (const message of sentToHost) toHost(message);
    sentToHost.push = (message) => { Array.prototype.push.call(sentToHost, message); toHost(message); };`);
}
