import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import * as ui from '../../support/vscode-host/ui.ts';
import { type Editor, insightsFrame, openEditor } from './editor.ts';

/** Whether what VS Code in a browser keeps of its layout (in IndexedDB) speaks of an editor. Runs in the page. */
const SAVED_LAYOUT = `async (view) => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith('vscode-web-state-db')) continue;
    const database = await done(indexedDB.open(name));
    try {
      for (const store of database.objectStoreNames) {
        const values = await done(database.transaction(store).objectStore(store).getAll());
        if (JSON.stringify(values).includes(view)) return true;
      }
    } finally {
      database.close();
    }
  }
  return false;
}`;
const savedLayout = (page: Page, view: string) => page.evaluate(`(${SAVED_LAYOUT})(${JSON.stringify(view)})`);

describe('the insights panel in VS Code', () => {
  let editor: Editor;
  before(async function () {
    this.timeout(300_000);
    editor = await openEditor();
    await ui.openFile(editor.page, 'lapsed-buyers.segment.yaml');
  });
  after(() => editor?.close());

  const total = async () => (await insightsFrame(editor)).locator('[data-testid=total]').textContent({ timeout: 2000 });
  const shows = (wanted: string) => ui.poll(async () => (await total()) === wanted, `a total of ${wanted}`, 60_000);

  it('opens beside the editor with the numbers of the active segment', async () => {
    await ui.command(editor.page, 'Segments: Show Insights');
    await shows('2');
    const frame = await insightsFrame(editor);
    assert.match((await frame.locator('.main-figure').textContent()) ?? '', /40% of 5/);
    assert.match((await frame.locator('.channels').textContent()) ?? '', /Push.*2.*100%/s);
    await frame.locator('[data-section=users]').scrollIntoViewIfNeeded();
    await frame.locator('[data-section=users] tbody tr').nth(1).waitFor({ timeout: 30_000 });
    assert.equal(await editor.page.locator('.editor-group-container').count(), 2);
  });

  it('masks personal data', async () => {
    const frame = await insightsFrame(editor);
    const table = (await frame.locator('[data-section=users] table').textContent()) ?? '';
    assert.doesNotMatch(table, /Asha|Dev Nair/);
    assert.match(table, /Pune/);
  });

  it('runs under a strict policy: nothing inline, nothing from elsewhere', async () => {
    const frame = await insightsFrame(editor);
    const policy = await frame.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content');
    assert.match(policy ?? '', /^default-src 'none';/);
    assert.doesNotMatch(policy ?? '', /unsafe/);
  });

  it('updates while typing, also unsaved', async () => {
    await ui.focusEditor(editor.page);
    // All of them bought something within a year.
    await ui.goTo(editor.page, 8, 13);
    await editor.page.keyboard.press('Shift+End');
    await editor.page.keyboard.type('1y');
    await shows('0');
    const frame = await insightsFrame(editor);
    assert.match((await frame.locator('.empty').textContent()) ?? '', /Nobody is left after the rule/);
  });

  it('lists problems instead of numbers, each a way to its line', async () => {
    await editor.page.keyboard.type('x');
    const frame = await insightsFrame(editor);
    await frame.locator('.problems button').first().waitFor({ timeout: 30_000 });
    await ui.goTo(editor.page, 1, 1);
    await frame.locator('.problems button').first().click();
    await editor.page.locator('.part.statusbar', { hasText: 'Ln 8' }).waitFor({ timeout: 20_000 });
    await editor.page.keyboard.press('Control+z');
    await editor.page.keyboard.press('Control+z');
  });

  it('follows the active segment', async () => {
    await ui.openFile(editor.page, 'ios-users.segment.yaml');
    await shows('3');
    const frame = await insightsFrame(editor);
    assert.equal(await frame.locator('h1').textContent(), 'iOS users');
  });

  it('comes back with its segment when the window is loaded again', async function () {
    this.timeout(240_000);
    // VS Code in a browser saves its layout now and then: what it did not save it cannot bring back.
    await ui.poll(
      () => savedLayout(editor.page, 'mainThreadWebview-segments.insights'),
      'the layout to be saved',
      150_000,
    );
    await editor.page.reload({ waitUntil: 'domcontentloaded' });
    await ui.ready(editor.page);
    // The layout saved may be the one with the segment before.
    const tab = editor.page.locator('.tabs-container .tab.active', { hasText: '.segment.yaml' }).first();
    const isNewest = ((await tab.textContent()) ?? '').includes('ios-users');
    await shows(isNewest ? '3' : '2');
    const frame = await insightsFrame(editor);
    assert.equal(await frame.locator('h1').textContent(), isNewest ? 'iOS users' : 'Lapsed buyers');
  });
});
