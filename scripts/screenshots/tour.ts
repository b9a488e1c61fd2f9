import type { Page } from 'playwright-core';
import * as ui from '../../test/support/vscode-host/ui.ts';
import { counted, DARK, restMouse, type Scene } from './scene.ts';

const PROMPT = 'Big spenders on iOS who haven’t ordered in the last 15 days';
const REFINEMENT = 'only those in Mumbai or Delhi';

/** The agent from a prompt to a thread: docs/tour.md tells it with these pictures. */
export const tour: Scene = {
  example: 'shop',
  theme: DARK,
  viewport: { width: 1280, height: 800 },
  shoot: async (page, save) => {
    await ui.openFile(page, 'ios-users.segment.yaml');
    await clearMessages(page);
    await ui.command(page, 'Segments: New Segment from Prompt');
    await ui.quickInput(page).fill(PROMPT);
    await save('tour-1-prompt');

    await page.keyboard.press('Enter');
    await ui.quickRows(page).filter({ hasText: 'Something else' }).waitFor({ timeout: 60_000 });
    // What tells of the work stays a moment after it.
    await page.locator('.notifications-toasts .notification-list-item').first().waitFor({ state: 'hidden' });
    await restMouse(page);
    await save('tour-2-question');

    await page.keyboard.press('Enter');
    await page.locator('.notification-list-item', { hasText: 'Assumed' }).waitFor({ timeout: 60_000 });
    await page.keyboard.press('Control+b');
    await counted(page);
    await save('tour-3-segment');

    await clearMessages(page);
    // Offered once the assumptions are dismissed.
    await page.locator('.notification-list-item', { hasText: 'Remember' }).waitFor({ timeout: 20_000 });
    await clearMessages(page);
    await ui.focusEditor(page);
    await ui.command(page, 'Segments: Refine Segment');
    await ui.answer(page, 'Refine', REFINEMENT);
    const accept = page.locator('.editor-actions .action-label[aria-label^="Accept Change"]').first();
    await accept.waitFor({ timeout: 60_000 });
    await page.locator('.monaco-diff-editor .line-insert').first().waitFor({ timeout: 20_000 });
    await page.locator('.notification-list-item', { hasText: 'Added' }).waitFor({ timeout: 20_000 });
    await counted(page);
    await save('tour-4-refine');

    await accept.click();
    await accept.waitFor({ state: 'hidden', timeout: 20_000 });
    await clearMessages(page);
    await page.locator('.view-line', { hasText: 'Mumbai, Delhi' }).first().waitFor({ timeout: 20_000 });
    await counted(page);
    await save('tour-5-accepted');

    await page.keyboard.press('Control+s');
    await page.locator('.tabs-container .tab.dirty').first().waitFor({ state: 'hidden', timeout: 20_000 });
    await ui.command(page, 'View: Close All Editors');
    const row = await ui.onlyView(page, 'Segments', 'Threads');
    const thread = row('Big spenders');
    await thread.click({ timeout: 20_000 });
    await row('Version 1').click({ timeout: 20_000 });
    await page.locator('.view-line', { hasText: 'within' }).first().waitFor({ timeout: 20_000 });
    await row('Version 2').waitFor({ timeout: 20_000 });
    await thread.hover();
    await page.locator('.pane-body .action-label[aria-label*="Continue"]').first().waitFor({ timeout: 20_000 });
    await save('tour-6-thread');
  },
};

/** Dismisses every message, and those that come in their place. */
async function clearMessages(page: Page): Promise<void> {
  await ui.command(page, 'Notifications: Clear All Notifications');
  await page.locator('.notifications-toasts .notification-list-item').first().waitFor({ state: 'hidden' });
}
