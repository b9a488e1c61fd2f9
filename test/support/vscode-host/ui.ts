import type { Frame, Locator, Page } from 'playwright-core';

/** Drives the workbench like a person. Every helper waits for a state, never for a time. */
const STEP = 20_000;

export type Answer<Value> = Exclude<Awaited<Value>, false | 0 | '' | null | undefined>;

/** Asks until the answer is there; the last error tells why it never came. */
export async function poll<Value>(
  ask: () => Promise<Value> | Value,
  what: string,
  timeout = STEP,
): Promise<Answer<Value>> {
  const end = Date.now() + timeout;
  let last: unknown;
  for (;;) {
    try {
      const value = await ask();
      if (value) return value as Answer<Value>;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`Waited ${timeout} ms for ${what}.${last ? ` Last: ${String(last)}` : ''}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** The workbench is drawn and has restored what was open. */
export async function ready(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 120_000 });
  const driver = await poll(
    () =>
      page.evaluate(() => {
        if ('driver' in globalThis) return 'yes';
        return performance.getEntriesByName('code/didStartWorkbench').length ? 'no' : '';
      }),
    'the workbench',
    120_000,
  );
  if (driver === 'no') return;
  await page.evaluate(() =>
    (globalThis as unknown as { driver: { whenWorkbenchRestored(): unknown } }).driver.whenWorkbenchRestored(),
  );
}

const quick = (page: Page) => page.locator('.quick-input-widget');
export const quickInput = (page: Page) => quick(page).locator('.quick-input-box input');
export const quickRows = (page: Page) => quick(page).locator('.quick-input-list .monaco-list-row');

/** Opens a quick input by key until it is there and holds the text: keys sent too early are lost. */
async function openQuick(page: Page, key: string, prefix: string, text: string): Promise<void> {
  await poll(async () => {
    if (!(await quick(page).isVisible())) await page.keyboard.press(key);
    await quickInput(page).waitFor({ state: 'visible', timeout: 1500 });
    if (!(await quickInput(page).inputValue()).startsWith(prefix)) return false;
    // One that fades away still looks open, and takes no text.
    await quickInput(page).fill(text, { timeout: 1500 });
    return true;
  }, `the quick input of ${key}`);
}

/** In the quick input itself: a webview that has just loaded may have taken the focus meanwhile. */
const accept = (page: Page) => quickInput(page).press('Enter', { timeout: STEP });

/** Runs the command with exactly this title from the palette, as soon as the palette offers it. */
export async function command(page: Page, title: string): Promise<void> {
  const wanted = row(page, title);
  await poll(
    async () => {
      await openQuick(page, 'F1', '>', `>${title}`);
      // What the palette holds is settled when it opens: an extension that starts later shows in the next one.
      if (!(await appears(wanted))) return closeQuick(page);
      await wanted.click({ timeout: 2000 });
      return true;
    },
    `the command “${title}”`,
    90_000,
  );
}

/** The quick input's row with exactly this label. */
function row(page: Page, label: string): Locator {
  const exact = new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
  return quickRows(page)
    .filter({ has: page.locator('.label-name', { hasText: exact }) })
    .first();
}

async function appears(item: Locator): Promise<boolean> {
  return item.waitFor({ timeout: 2000 }).then(
    () => true,
    () => false,
  );
}

/** Closes the quick input and waits until it is gone: while it fades it still looks open. */
async function closeQuick(page: Page): Promise<false> {
  await page.keyboard.press('Escape');
  await quick(page).waitFor({ state: 'hidden', timeout: STEP });
  return false;
}

/** Fills the open input box and accepts it. */
export async function answer(page: Page, title: string, text: string): Promise<void> {
  await quick(page).locator('.quick-input-title', { hasText: title }).waitFor({ timeout: STEP });
  await quickInput(page).fill(text);
  await accept(page);
}

/** Picks the row with exactly this label from the open quick pick. */
export async function pick(page: Page, label: string): Promise<void> {
  await row(page, label).click({ timeout: STEP });
}

/** Opens a file by its name, the way Ctrl+P does. */
export async function openFile(page: Page, name: string): Promise<void> {
  await openQuick(page, 'Control+p', '', name);
  await quickRows(page).filter({ hasText: name }).first().waitFor({ timeout: STEP });
  await accept(page);
  await page.locator('.tabs-container .tab.active', { hasText: name }).first().waitFor({ timeout: STEP });
  await editor(page).waitFor({ timeout: STEP });
}

export const editor = (page: Page): Locator => page.locator('.editor-instance .monaco-editor').first();

/** Puts the focus into the first editor group's editor. */
export async function focusEditor(page: Page): Promise<void> {
  await poll(async () => {
    await page.keyboard.press('Control+1');
    return page.locator('.editor-instance .monaco-editor.focused').first().isVisible();
  }, 'the editor’s focus');
}

/** Puts the cursor there; both from 1. */
export async function goTo(page: Page, line: number, column = 1): Promise<void> {
  await openQuick(page, 'Control+g', ':', `:${line}:${column}`);
  await accept(page);
  await quick(page).waitFor({ state: 'hidden', timeout: STEP });
}

/** Opens completion at the cursor and gives the visible labels. */
export async function suggest(page: Page, containing: string): Promise<string[]> {
  const widget = page.locator('.suggest-widget.visible');
  await poll(async () => {
    if (!(await widget.isVisible())) await page.keyboard.press('Control+Space');
    await widget.locator('.monaco-list-row').first().waitFor({ timeout: 2000 });
    return (await widget.locator('.monaco-list-row', { hasText: containing }).count()) > 0;
  }, `“${containing}” among the suggestions`);
  return widget.locator('.monaco-list-row .label-name').allInnerTexts();
}

/** Shows the hover of a place, both from 1, by keyboard, and gives its text. */
export async function hover(page: Page, line: number, column: number, containing: string): Promise<string> {
  await focusEditor(page);
  await goTo(page, line, column);
  const shown = page.locator('.monaco-hover:not(.hidden)').filter({ hasText: containing }).first();
  await poll(async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+i');
    await shown.waitFor({ timeout: 4000 });
    return true;
  }, `a hover at ${line}:${column} with “${containing}”`);
  return (await shown.textContent()) ?? '';
}

/** Chooses a colour theme by its name: on the web the setting alone is not taken at the start. */
export async function colourTheme(page: Page, name: string): Promise<void> {
  await command(page, 'Preferences: Color Theme');
  await quickInput(page).fill(name);
  await row(page, name).click({ timeout: STEP });
  await quick(page).waitFor({ state: 'hidden', timeout: STEP });
}

/** A notification, as a toast or in the notification centre: with the smoke test driver VS Code shows no toasts. */
export async function notification(page: Page, text: string | RegExp): Promise<Locator> {
  const item = page
    .locator('.notifications-toasts .notification-list-item, .notifications-center .notification-list-item', {
      hasText: text,
    })
    .first();
  await poll(async () => {
    if (await item.isVisible()) return true;
    if (!(await page.locator('.notifications-center.visible').isVisible())) {
      await page.locator('.part.statusbar [id="status.notifications"] a').click();
    }
    await item.waitFor({ timeout: 1000 });
    return true;
  }, `the notification “${text}”`);
  return item;
}

/** The frame of the webview whose page has `selector`, with its styles loaded. */
export async function webview(page: Page, selector: string): Promise<Frame> {
  const frame = await poll(async () => {
    for (const one of page.frames()) {
      if (/\/fake\.html|\/pre\//.test(one.url()) && (await one.locator(selector).count())) return one;
    }
    return undefined;
  }, `a webview with ${selector}`);
  await frame.waitForLoadState('load');
  return frame;
}

/** Opens a container of the side bar so that this view of it has all the room, and gives the view's rows. */
export async function onlyView(
  page: Page,
  container: string,
  view: string,
): Promise<(text: string | RegExp) => Locator> {
  await command(page, `View: Show ${container}`);
  const headers = page.locator('.part.sidebar .pane-header');
  await headers.filter({ hasText: view }).first().waitFor({ timeout: STEP });
  for (const header of await headers.all()) {
    const wanted = ((await header.textContent()) ?? '').trim().startsWith(view);
    if (((await header.getAttribute('aria-expanded')) === 'true') !== wanted) await header.click();
  }
  const pane = page.locator('.part.sidebar .pane', { has: page.locator('.pane-header', { hasText: view }) });
  return (text) => pane.locator('.monaco-list-row', { hasText: text }).first();
}
