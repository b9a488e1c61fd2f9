import type { Page } from 'playwright-core';
import { poll } from '../../test/support/vscode-host/ui.ts';

/** Waits until the code lenses in view say what they shall. */
export const lenses = (page: Page, say: (texts: readonly string[]) => boolean): Promise<unknown> =>
  poll(async () => say(await page.locator('.codelens-decoration').allInnerTexts()), 'the code lenses', 60_000);

/** A segment's size stands above it, and nothing is being counted any more. */
export const counted = (page: Page): Promise<unknown> =>
  lenses(page, ([text = '']) => /^[\d,]+ users? ·/.test(text) && !text.includes('… '));
