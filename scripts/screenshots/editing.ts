import * as ui from '../../test/support/vscode-host/ui.ts';
import { counted, lenses } from './lenses.ts';
import { DARK, type Scene } from './scene.ts';

const DRAFT = `name: Cart abandoners on iOS
description: Put shoes in the cart this month and did not buy
where:
  - user: os
    is: iOS
  - did: Added To Cart
    where:
      - property: category
        is: Shoes
    within: 30d
  - did_not: Charged
    within: 30d
`;
const WITH_MISTAKES = DRAFT.replace('did_not: Charged', 'did_not: Purchased').replace('is: Shoes', 'is: Shoos');

const draft = 'cart-abandoners.segment.yaml';

/** What the language server says while a segment is written. */
export const editing: Scene = {
  example: 'shop',
  theme: DARK,
  viewport: { width: 1100, height: 640 },
  files: { [`segments/${draft}`]: DRAFT, 'segments/mistakes.segment.yaml': WITH_MISTAKES },
  shoot: async (page, save) => {
    await ui.openFile(page, draft);
    await page.keyboard.press('Control+b');
    await counted(page);
    await ui.hover(page, 6, 12, 'Added To Cart');
    await save('hover');
    await page.keyboard.press('Escape');
    await ui.goTo(page, 12, 17);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('- did: ', { delay: 20 });
    // What was counted before is gone.
    await lenses(page, ([text = '']) => text.startsWith('1 problem'));
    await ui.suggest(page, 'Charged');
    // Ctrl+Space again shows what the chosen one means, and hides it.
    const details = page.locator('.suggest-details-container');
    await ui.poll(async () => {
      if (!(await details.isVisible())) await page.keyboard.press('Control+Space');
      return details.waitFor({ timeout: 2_000 }).then(() => true);
    }, 'the details');
    await save('completion');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await ui.command(page, 'File: Revert File');
    await ui.openFile(page, 'mistakes.segment.yaml');
    await page.locator('.monaco-editor .squiggly-error').nth(1).waitFor({ timeout: 60_000 });
    await ui.command(page, 'Problems: Focus on Problems View');
    await page.locator('.markers-panel .monaco-list-row').nth(1).waitFor({ timeout: 20_000 });
    await ui.hover(page, 11, 16, 'Quick Fix');
    await save('diagnostics');
  },
};
