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
