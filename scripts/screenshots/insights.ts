import type { Page } from 'playwright-core';
import * as ui from '../../test/support/vscode-host/ui.ts';
import { counted, DARK, HIGH_CONTRAST, LIGHT, type Scene } from './scene.ts';

const NOBODY = `name: Shoe buyers in Bombay
description: Bought shoes in the last 90 days
where:
  - did: Charged
    where:
      - property: category
        is: Shoes
    within: 90d
  - user: city
    is: Bombay
`;
const INVALID = NOBODY.replace('did: Charged', 'did: Purchased').replace('user: city', 'user: town');

/** The panel beside `file`, without the side bar. */
async function open(page: Page, file: string): Promise<void> {
  await ui.openFile(page, file);
  await ui.command(page, 'Segments: Show Insights');
  await page.keyboard.press('Control+b');
  // What stands above the first line is not in sight when VS Code has shown that line at the top.
  await ui.focusEditor(page);
  await page.keyboard.press('Control+ArrowUp');
}

/** What the panel says when there is nothing to count: nobody is left, or the text has errors. */
export const states: Scene = {
  example: 'shop',
  theme: DARK,
  viewport: { width: 1280, height: 720 },
  files: { 'segments/shoe-buyers.segment.yaml': NOBODY, 'segments/shoe-mistakes.segment.yaml': INVALID },
  shoot: async (page, save) => {
    await open(page, 'shoe-buyers.segment.yaml');
    await counted(page, '.empty');
    await save('insights-empty');
    await ui.focusEditor(page);
    await ui.openFile(page, 'shoe-mistakes.segment.yaml');
    await counted(page, '.problems');
    await save('insights-invalid');
  },
};

export const highContrast: Scene = {
  example: 'shop',
  theme: HIGH_CONTRAST,
  viewport: { width: 1280, height: 1080 },
  shoot: async (page, save) => {
    await open(page, 'mumbai-reachable.segment.yaml');
    await counted(page);
    await save('insights-high-contrast');
  },
};

export const light: Scene = {
  example: 'grocery',
  theme: LIGHT,
  shoot: async (page, save) => {
    await open(page, 'lapsed-regulars.segment.yaml');
    await counted(page);
    await save('insights-light');
  },
};

const CARTS = `name: Abandoned carts
description: Added to cart and did not order within half a day
type: live
where:
  - sequence:
      - did: Added To Cart
      - did_not: Charged
        within: 12h
    within: 30d
  - user: os
    in: [Android, iOS]
`;

/** Opens these sections alone and puts the first at the top of the panel. */
async function show(page: Page, ...ids: readonly string[]): Promise<void> {
  const frame = await ui.webview(page, 'main.panel');
  const first = frame.locator(`[data-section=${ids[0]}]`);
  await first.waitFor({ timeout: 120_000 });
  for (const section of await frame.locator('[data-section]').all()) {
    const isWanted = ids.includes((await section.getAttribute('data-section')) ?? '');
    const button = section.locator('.disclosure-button').first();
    if (((await button.getAttribute('aria-expanded')) === 'true') !== isWanted) await button.click();
  }
  // It is counted when it is in sight, and takes its room then.
  await first.evaluate((section) => section.scrollIntoView());
  await counted(page);
  await first.evaluate((section) => section.scrollIntoView());
  await counted(page);
}

/** The sections one by one, of a segment that was changed since its commit. */
function sections(theme: string, name: string, ...pictures: readonly (readonly string[])[]): Scene {
  return {
    example: 'shop',
    theme,
    committed: {},
    files: { 'segments/abandoned-carts.segment.yaml': CARTS },
    viewport: { width: 1360, height: 900 },
    shoot: async (page, save) => {
      await open(page, 'abandoned-carts.segment.yaml');
      for (const ids of pictures) {
        await show(page, ...ids);
        await save(`insights-${ids[0]}${name}`);
      }
    },
  };
}

const TREND = ['trend', 'breakdown'];
const COMPARE = ['compare', 'funnel'];
export const sectionsDark = sections(DARK, '', ['reach', 'waterfall'], TREND, ['overlap'], COMPARE);
export const sectionsLight = sections(LIGHT, '-light', TREND, COMPARE);
export const sectionsHighContrast = sections(HIGH_CONTRAST, '-high-contrast', ['overlap']);
