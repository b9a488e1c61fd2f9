/**
 * The pictures of docs/images, taken in a real VS Code on the bundled examples.   npm run screenshots
 * Needs the build. The same texts, places and sizes each time, so that a change in a picture is a change in the product.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { gitInit } from '../test/support/git.ts';
import { install, startHost } from '../test/support/vscode-host/index.ts';
import * as ui from '../test/support/vscode-host/ui.ts';
import { builder, builderBeside, builderHighContrast } from './screenshots/builder.ts';
import { editing } from './screenshots/editing.ts';
import {
  highContrast,
  light,
  sectionsDark,
  sectionsHighContrast,
  sectionsLight,
  states,
} from './screenshots/insights.ts';
import { numbersDark, numbersHighContrast, numbersLight } from './screenshots/numbers.ts';
import type { Scene } from './screenshots/scene.ts';
import { tour } from './screenshots/tour.ts';
import { views, viewsHighContrast, viewsLight, walkthrough } from './screenshots/views.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const images = join(root, 'docs/images');
/** The extension as it is installed: one run from its sources shows so in the title bar. */
const packed = join(root, '.cache/screenshots.vsix');
const scenes: Readonly<Record<string, Scene>> = {
  tour,
  states,
  sectionsDark,
  sectionsLight,
  sectionsHighContrast,
  highContrast,
  light,
  editing,
  builder,
  builderBeside,
  builderHighContrast,
  views,
  viewsLight,
  viewsHighContrast,
  walkthrough,
  numbersDark,
  numbersLight,
  numbersHighContrast,
};

async function take(name: string, scene: Scene): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'segments-pictures-'));
  // The folder's name stands in the title bar.
  const project = join(folder, scene.example);
  cpSync(join(root, 'examples', scene.example), project, {
    recursive: true,
    filter: (path) => !path.includes('.segments'),
  });
  const write = (files: Readonly<Record<string, string>>) => {
    for (const [path, text] of Object.entries(files)) writeFileSync(join(project, path), text);
  };
  if (scene.committed) {
    write(scene.committed);
    gitInit(project);
  }
  write(scene.files ?? {});
  const host = await startHost({
    folder: project,
    installExtensions: [packed],
    viewport: scene.viewport ?? { width: 1440, height: 1180 },
    // The driver keeps messages in the notification centre; people see them.
    smokeTestDriver: false,
    settings: {
      'editor.minimap.enabled': false,
      'editor.fontSize': 14,
      'editor.wordWrap': 'on',
      'window.title': '${rootName}',
      'segments.provider': 'builtin',
    },
  });
  try {
    await ui.ready(host.page);
    await theme(host.page, scene.theme);
    await scene.shoot(host.page, async (picture) => {
      await host.page.screenshot({ path: join(images, `${picture}.png`), animations: 'disabled' });
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

/** The themes are listed once the built-in extensions are read: too early, the list lacks them. */
async function theme(page: Page, name: string): Promise<void> {
  await ui.colourTheme(page, name).catch(async () => {
    await page.keyboard.press('Escape');
    await ui.colourTheme(page, name);
  });
}

install();
mkdirSync(images, { recursive: true });
mkdirSync(join(root, '.cache'), { recursive: true });
execFileSync(process.execPath, ['scripts/package.mjs', '--no-build', '--out', packed], { cwd: root, stdio: 'pipe' });
const wanted = process.argv.slice(2);
for (const [name, scene] of Object.entries(scenes)) {
  if (wanted.length === 0 || wanted.includes(name)) await take(name, scene);
}
process.exit(0);
