import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ui from '../../support/vscode-host/ui.ts';
import { type Editor, openEditor } from './editor.ts';

describe('Export Users and Rebuild Store, by hand', () => {
  let editor: Editor;
  before(async function () {
    this.timeout(300_000);
    editor = await openEditor();
    await ui.openFile(editor.page, 'ios-users.segment.yaml');
  });
  after(() => editor?.close());

  const exportTo = async (name: string, format: string, pii?: string) => {
    const file = join(editor.workspace, 'segments', name);
    await ui.command(editor.page, 'Segments: Export Users');
    await ui.pick(editor.page, format);
    if (pii) await ui.pick(editor.page, pii);
    // The file dialog of the browser's VS Code.
    await ui.poll(
      async () => (await ui.quickInput(editor.page).inputValue()).includes('ios-users-users'),
      'the dialog',
    );
    await ui.quickInput(editor.page).fill(file);
    // It looks the folder up while one types, and takes an answer only after that.
    await ui.poll(async () => {
      if (!(await ui.quickInput(editor.page).isVisible())) return true;
      await editor.page.locator('.quick-input-widget').getByText('OK', { exact: true }).click({ timeout: 1000 });
      return false;
    }, 'the dialog’s end');
    await ui.notification(editor.page, `to ${name}`);
    return readFileSync(file, 'utf8');
  };

  it('writes ids, one a line', async () => {
    assert.equal(await exportTo('ids.txt', 'Ids'), 'u1\nu2\nu4\n');
  });

  it('masks personal data unless it is wanted', async () => {
    const masked = await exportTo('masked.csv', 'CSV', 'Mask personal data');
    assert.match(masked, /^user_id|^id/);
    assert.equal(masked.trim().split('\n').length, 4);
    assert.doesNotMatch(masked, /Asha/);
    assert.match(await exportTo('plain.ndjson', 'NDJSON', 'Include personal data'), /Asha Rao/);
  });

  it('imports the data anew', async () => {
    const store = join(editor.workspace, '.segments/store.sqlite');
    assert.ok(existsSync(store));
    await ui.command(editor.page, 'Segments: Rebuild Store');
    await editor.page.locator('.part.statusbar', { hasText: 'store rebuilt' }).waitFor({ timeout: 60_000 });
    assert.ok(existsSync(store));
  });
});
