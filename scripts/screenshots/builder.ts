import type { Page } from 'playwright-core';
import * as ui from '../../test/support/vscode-host/ui.ts';
import { counted } from './lenses.ts';
import { DARK, HIGH_CONTRAST, LIGHT, restMouse, type Scene } from './scene.ts';

const viewport = { width: 1280, height: 860 };

/** The query builder on `file`, with its numbers. */
async function open(page: Page, file: string, command: string) {
  await ui.openFile(page, file);
  await page.keyboard.press('Control+b');
  await ui.command(page, command);
  const frame = await ui.webview(page, 'main.builder[data-version]');
  await frame.locator('.totals:not(.stale) [data-testid=total]').waitFor({ timeout: 180_000 });
  return frame;
}

/** Rules as sentences, and values of the data while one is picked. */
export const builder: Scene = {
  example: 'shop',
  theme: DARK,
  viewport,
  shoot: async (page, save) => {
    const frame = await open(page, 'mumbai-reachable.segment.yaml', 'Segments: Open in Query Builder');
    await save('builder');
    await frame
      .getByRole('button', { name: /: Mumbai$/ })
      .first()
      .click();
    await frame.getByRole('option', { name: /users/ }).first().waitFor({ timeout: 20_000 });
    await save('builder-values');
  },
};

/** Beside its text, which it changes. */
export const builderBeside: Scene = {
  example: 'shop',
  theme: LIGHT,
  viewport: { width: 1440, height: 860 },
  shoot: async (page, save) => {
    const command = 'Segments: Open Query Builder to the Side';
    const frame = await open(page, 'shoe-window-shoppers.segment.yaml', command);
    await counted(page);
    await frame.getByRole('button', { name: /^When/ }).first().click();
    await frame.getByRole('button', { name: 'last month', exact: true }).waitFor({ timeout: 20_000 });
    await restMouse(page);
    await save('builder-beside');
  },
};

export const builderHighContrast: Scene = {
  example: 'grocery',
  theme: HIGH_CONTRAST,
  viewport,
  shoot: async (page, save) => {
    await open(page, 'lapsed-regulars.segment.yaml', 'Segments: Open in Query Builder');
    await save('builder-high-contrast');
  },
};
