import * as ui from '../../test/support/vscode-host/ui.ts';
import { counted, lenses } from './lenses.ts';
import { DARK, HIGH_CONTRAST, LIGHT, type Scene } from './scene.ts';

const DRAFT = `name: Shoe lovers in Mumbai
description: Looked for shoes lately, in the city or by phone
where:
  - user: city
    is: Mumbai
  - any:
      - user: os
        is: iOS
      - did: App Launched
        within: 30d
        count: {gte: 3}
  - did: Product Viewed
    where:
      - property: category
        is: Shoes
    within: 90d
  - did_not: Charged
    within: 30d
`;
/** As it is committed; the text above is newer. */
const BEFORE = DRAFT.replace('within: 90d', 'within: 30d');
const path = 'segments/shoe-lovers.segment.yaml';

/** Live numbers while a segment is written: hints, lenses, completion and the schema's volumes. */
const numbers = (theme: string, suffix: string): Scene => ({
  example: 'shop',
  theme,
  viewport: { width: 1100, height: 640 },
  committed: { [path]: BEFORE },
  files: { [path]: DRAFT },
  shoot: async (page, save) => {
    await ui.openFile(page, 'shoe-lovers.segment.yaml');
    await page.keyboard.press('Control+b');
    const shown = (text: string) =>
      page.locator(`.monaco-editor :text("${text}")`).first().waitFor({ timeout: 120_000 });
    await shown('against HEAD');
    await shown('together');
    await save(`numbers${suffix}`);
    await ui.hover(page, 12, 12, 'Used by');
    await save(`numbers-hover${suffix}`);
    await page.keyboard.press('Escape');
    await ui.goTo(page, 5, 15);
    for (let i = 0; i < 'Mumbai'.length; i++) await page.keyboard.press('Backspace');
    // Numbers of the text before are gone.
    await shown('1 problem');
    await ui.suggest(page, 'Mumbai');
    await save(`numbers-completion${suffix}`);
    await page.keyboard.press('Escape');
    await page.keyboard.type('Mumbay');
    await page.locator('.monaco-editor .squiggly-info').first().waitFor({ timeout: 30_000 });
    await counted(page);
    await ui.hover(page, 5, 11, 'never occurs');
    await save(`numbers-hints${suffix}`);
    await page.keyboard.press('Escape');
    await ui.command(page, 'File: Revert File');
    await ui.openFile(page, 'segments.schema.yaml');
    await ui.goTo(page, 45);
    await shown('last seen');
    await lenses(page, (texts) => texts.length > 5 && texts.every((text) => !text.includes('…')));
    await save(`numbers-schema${suffix}`);
  },
});

export const numbersDark = numbers(DARK, '');
export const numbersLight = numbers(LIGHT, '-light');
export const numbersHighContrast = numbers(HIGH_CONTRAST, '-high-contrast');
