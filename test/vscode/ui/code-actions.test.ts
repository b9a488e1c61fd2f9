import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ui from '../../support/vscode-host/ui.ts';
import { type Editor, openEditor } from './editor.ts';

describe('code actions, by hand', () => {
  let editor: Editor;
  before(async function () {
    this.timeout(300_000);
    editor = await openEditor({ example: 'shop' });
  });
  after(() => editor?.close());

  it('extract a rule to a segment, and ask for its name', async () => {
    const { page, workspace } = editor;
    const text = (name: string) => readFileSync(join(workspace, 'segments', `${name}.segment.yaml`), 'utf8');
    await ui.openFile(page, 'lapsed-ios-buyers.segment.yaml');
    const line = text('lapsed-ios-buyers')
      .split('\n')
      .findIndex((each) => each.includes('did: App Launched'));
    await ui.goTo(page, line + 1, 10);
    const row = page.locator('.action-widget .monaco-list-row', { hasText: 'Extract rule' }).first();
    await ui.poll(
      async () => {
        await page.keyboard.press('Control+.');
        // While the server starts there are none; the widget says so and goes.
        return row.waitFor({ timeout: 5_000 }).then(
          () => true,
          () => page.keyboard.press('Escape').then(() => false),
        );
      },
      'the menu of actions',
      90_000,
    );
    await row.click();
    const box = page.locator('.rename-box input');
    await box.waitFor({ timeout: 30_000 });
    assert.match(await box.inputValue(), /^app-launched/);
    await box.fill('recently-active');
    await page.keyboard.press('Enter');
    await ui.poll(
      () => {
        try {
          return (
            /did: App Launched/.test(text('recently-active')) &&
            /in_segment: recently-active\n/.test(text('lapsed-ios-buyers'))
          );
        } catch {
          return false;
        }
      },
      'the segment under its name',
      30_000,
    );
  });
});
