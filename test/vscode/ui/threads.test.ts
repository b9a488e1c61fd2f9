import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ui from '../../support/vscode-host/ui.ts';
import { type Editor, openEditor } from './editor.ts';

describe('from a question to a thread, by hand', () => {
  let editor: Editor;
  before(async function () {
    this.timeout(300_000);
    editor = await openEditor();
  });
  after(() => editor?.close());
  const file = () => {
    const folder = join(editor.workspace, 'segments');
    const name = readdirSync(folder).find((each) => each.includes('spender'));
    return name && join(folder, name);
  };

  it('asks what is unclear, writes the answer’s segment, and keeps the thread', async () => {
    const { page } = editor;
    await ui.command(page, 'Segments: New Segment from Prompt');
    await ui.answer(page, 'New Segment from Prompt', 'big spenders on iOS');
    await ui.quickRows(page).filter({ hasText: 'Something else' }).waitFor({ timeout: 60_000 });
    assert.equal(file(), undefined);
    await page.keyboard.press('Enter');
    const path = await ui.poll(file, 'the segment', 60_000);
    assert.match(readFileSync(path, 'utf8'), /is: iOS/);
    const row = await ui.onlyView(page, 'Segments', 'Threads');
    await row(/spenders/).click({ timeout: 20_000 });
    await row('Version 1').waitFor({ timeout: 20_000 });
  });

  it('goes on with the thread: a refinement shown as a diff, accepted by its button', async () => {
    const { page } = editor;
    const path = await ui.poll(file, 'the segment');
    await ui.command(page, 'Segments: Refine Segment');
    await ui.answer(page, 'Refine', 'make it 60 days');
    const accept = page.locator('.editor-actions .action-label[aria-label^="Accept Change"]').first();
    await accept.waitFor({ timeout: 60_000 });
    assert.match(readFileSync(path, 'utf8'), /within: 90d/);
    await accept.click();
    await accept.waitFor({ state: 'hidden', timeout: 20_000 });
    await page.locator('.view-line', { hasText: 'within: 60d' }).waitFor({ timeout: 20_000 });
    await page.locator('.monaco-list-row', { hasText: 'Version 2' }).waitFor({ timeout: 20_000 });
  });
});
