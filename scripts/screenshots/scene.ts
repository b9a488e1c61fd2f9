import type { Frame, Page } from 'playwright-core';
import * as ui from '../../test/support/vscode-host/ui.ts';

export const LIGHT = 'Light Modern';
export const DARK = 'Dark Modern';
export const HIGH_CONTRAST = 'Dark High Contrast';

/** One VS Code on a copy of an example, and what is photographed there. */
export interface Scene {
  readonly example: string;
  readonly theme: string;
  /** The copy is a git repository, in whose only commit these files are as well. */
  readonly committed?: Readonly<Record<string, string>>;
  /** Files to add to the copy of the example, by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly shoot: (page: Page, save: (name: string) => Promise<void>) => Promise<void>;
}

/** The panel shows numbers, or what keeps it from counting, and is not about to change. */
export async function counted(page: Page, shows = '[data-testid=total]'): Promise<void> {
  await restMouse(page);
  const frame = await ui.webview(page, 'main.panel');
  const done = frame.locator(`main[aria-busy=false] ${shows}`);
  // A file that was just written makes it count once more.
  let still = 0;
  const settled = async () => {
    still = (await done.count()) && !(await isCounting(frame)) ? still + 1 : 0;
    return still > 20;
  };
  await ui.poll(settled, 'the numbers', 180_000);
}

/** Whether a section that is in sight has no numbers yet; others are not asked for. */
const isCounting = (frame: Frame) =>
  frame.locator('[data-section] [aria-busy=true]').evaluateAll((busy) => {
    const { innerHeight } = globalThis as unknown as { readonly innerHeight: number };
    return busy.some((each) => each.getBoundingClientRect().top < innerHeight);
  });

/** Puts the mouse where it shows no tooltip. */
export async function restMouse(page: Page): Promise<void> {
  await page.mouse.move(420, 560);
  await page.locator('.monaco-hover:visible').waitFor({ state: 'hidden', timeout: 10_000 });
}
