import type { Page } from 'playwright-core';
import * as ui from '../../test/support/vscode-host/ui.ts';
import { counted } from './lenses.ts';
import { DARK, HIGH_CONTRAST, LIGHT, type Scene } from './scene.ts';

const row = (page: Page, text: string) => page.locator('.pane-body .monaco-list-row', { hasText: text }).first();

/** Opens the container and waits until sizes and volumes are there. */
async function open(page: Page): Promise<void> {
  await ui.command(page, 'View: Show Segments');
  await page
    .locator('.pane-body .monaco-list-row', { hasText: /iOS users\s*\d/ })
    .first()
    .waitFor({ timeout: 90_000 });
  await page
    .locator('.pane-body .monaco-list-row', { hasText: /Charged.*use/ })
    .first()
    .waitFor({ timeout: 90_000 });
}

/** Segments, threads and schema beside the editor, with a segment's tooltip. */
const shoot =
  (picture: string): Scene['shoot'] =>
  async (page, save) => {
    await ui.openFile(page, 'lapsed-ios-buyers.segment.yaml');
    await open(page);
    await counted(page);
    await row(page, 'Shoe window shoppers').hover();
    await page.locator('.monaco-hover', { hasText: 'shoe-window-shoppers' }).waitFor({ timeout: 10_000 });
    await save(picture);
  };

const viewport = { width: 1280, height: 900 };

export const views: Scene = { example: 'shop', theme: DARK, viewport, shoot: shoot('views') };
export const viewsLight: Scene = { example: 'shop', theme: LIGHT, viewport, shoot: shoot('views-light') };
export const viewsHighContrast: Scene = {
  example: 'shop',
  theme: HIGH_CONTRAST,
  viewport,
  shoot: shoot('views-high-contrast'),
};

/** The five steps from an empty folder to insights. */
export const walkthrough: Scene = {
  example: 'shop',
  theme: DARK,
  viewport,
  shoot: async (page, save) => {
    await ui.command(page, 'Segments: Open Walkthrough');
    await page.locator('.getting-started-step').nth(4).waitFor({ timeout: 30_000 });
    await page.keyboard.press('Control+b');
    await page.locator('.getting-started-step').nth(3).click();
    // The drawing is in a frame of its own.
    await ui.webview(page, 'svg');
    await save('walkthrough');
  },
};
