/**
 * The pictures of docs/images, taken in a real VS Code on the bundled examples.   npm run screenshots
 * Needs the build. The same texts, places and sizes each time, so that a change in a picture is a change in the product.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { install, startHost } from '../test/support/vscode-host/index.ts';
import * as ui from '../test/support/vscode-host/ui.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const images = join(root, 'docs/images');
const LIGHT = 'Light Modern';
const DARK = 'Dark Modern';

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

interface Scene {
  readonly example: string;
  readonly theme: string;
  /** Files to add to the copy of the example, by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly shoot: (page: Page, save: (name: string) => Promise<void>) => Promise<void>;
}

const draft = 'cart-abandoners.segment.yaml';
const scenes: Readonly<Record<string, Scene>> = {
  editing: {
    example: 'shop',
    theme: DARK,
    viewport: { width: 1100, height: 640 },
    files: { [`segments/${draft}`]: DRAFT, 'segments/mistakes.segment.yaml': WITH_MISTAKES },
    shoot: async (page, save) => {
      await ui.openFile(page, draft);
      await page.keyboard.press('Control+b');
      await ui.hover(page, 6, 12, 'Added To Cart');
      await save('hover');
      await page.keyboard.press('Escape');
      await ui.goTo(page, 12, 17);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Backspace');
      await page.keyboard.type('- did: ', { delay: 20 });
      await ui.suggest(page, 'Charged');
      // Ctrl+Space again shows what the chosen one means.
      await page.keyboard.press('Control+Space');
      await page.locator('.suggest-details-container').waitFor({ timeout: 10_000 });
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
  },
  prompt: {
    example: 'shop',
    theme: DARK,
    shoot: async (page, save) => {
      await ui.openFile(page, 'ios-users.segment.yaml');
      await ui.command(page, 'Segments: New Segment from Prompt');
      await ui.quickInput(page).fill('Active iOS users who haven’t purchased in the last 15 days');
      await save('prompt');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+b');
      await counted(page);
      await save('insights-dark');
    },
  },
  light: {
    example: 'grocery',
    theme: LIGHT,
    shoot: async (page, save) => {
      await ui.openFile(page, 'lapsed-regulars.segment.yaml');
      await ui.command(page, 'Segments: Show Insights');
      await page.keyboard.press('Control+b');
      await counted(page);
      await save('insights-light');
    },
  },
};

/** The panel shows numbers that are not about to change. */
async function counted(page: Page): Promise<void> {
  // Away from what shows a tooltip.
  await page.mouse.move(420, 560);
  const frame = await ui.webview(page, 'main.panel');
  const done = frame.locator('main[aria-busy=false] [data-testid=total]');
  // A file that was just written makes it count once more.
  let still = 0;
  const settled = async () => {
    still = (await done.count()) ? still + 1 : 0;
    return still > 20;
  };
  await ui.poll(settled, 'the numbers', 180_000);
}

async function take(name: string, scene: Scene): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'segments-pictures-'));
  // The folder's name stands in the title bar.
  const project = join(folder, scene.example);
  cpSync(join(root, 'examples', scene.example), project, {
    recursive: true,
    filter: (path) => !path.includes('.segments'),
  });
  for (const [path, text] of Object.entries(scene.files ?? {})) writeFileSync(join(project, path), text);
  const host = await startHost({
    folder: project,
    extensionDevelopmentPath: [root],
    viewport: scene.viewport ?? { width: 1440, height: 1180 },
    settings: {
      'editor.minimap.enabled': false,
      'editor.fontSize': 14,
      'window.title': '${rootName}',
      'segments.provider': 'builtin',
    },
  });
  try {
    await ui.ready(host.page);
    await ui.colourTheme(host.page, scene.theme);
    await scene.shoot(host.page, async (picture) => {
      await host.page.screenshot({ path: join(images, `${picture}.png`) });
      console.log(`docs/images/${picture}.png`);
    });
  } catch (error) {
    await host.page.screenshot({ path: join(tmpdir(), `segments-picture-${name}.png`) });
    throw error;
  } finally {
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

install();
mkdirSync(images, { recursive: true });
const wanted = process.argv.slice(2);
for (const [name, scene] of Object.entries(scenes)) {
  if (wanted.length === 0 || wanted.includes(name)) await take(name, scene);
}
process.exit(0);
