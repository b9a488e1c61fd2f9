import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ui from '../../support/vscode-host/ui.ts';
import { type Editor, insightsFrame, openEditor } from './editor.ts';

describe('New Segment from Prompt, by hand', () => {
  let editor: Editor;
  before(async function () {
    this.timeout(300_000);
    editor = await openEditor();
  });
  after(() => editor?.close());

  it('turns a prompt into a file with its insights beside it', async () => {
    const segments = join(editor.workspace, 'segments');
    const before = new Set(readdirSync(segments));
    await ui.command(editor.page, 'Segments: New Segment from Prompt');
    await ui.answer(editor.page, 'New Segment from Prompt', 'Android users who launched the app in the last 30 days');
    const file = await ui.poll(() => readdirSync(segments).find((name) => !before.has(name)), 'a new file', 60_000);
    await editor.page.locator('.tabs-container .tab', { hasText: file }).first().waitFor({ timeout: 20_000 });
    assert.match(readFileSync(join(segments, file), 'utf8'), /is: Android/);
    const frame = await insightsFrame(editor);
    await ui.poll(async () => (await frame.locator('[data-testid=total]').textContent()) === '1', 'its total', 60_000);
  });

  it('asks back when the prompt is unclear, writes nothing, and keeps the prompt for another try', async () => {
    const before = readdirSync(join(editor.workspace, 'segments'));
    await ui.command(editor.page, 'Segments: New Segment from Prompt');
    await ui.answer(editor.page, 'New Segment from Prompt', 'the flibbertigibbets');
    const message = await ui.notification(editor.page, 'not clear enough');
    assert.match((await message.textContent()) ?? '', /flibbertigibbets/);
    await message.getByRole('button', { name: 'Change Prompt' }).click();
    await ui.quickInput(editor.page).waitFor();
    assert.equal(await ui.quickInput(editor.page).inputValue(), 'the flibbertigibbets');
    await editor.page.keyboard.press('Escape');
    assert.deepEqual(readdirSync(join(editor.workspace, 'segments')), before);
  });
});

describe('in restricted mode', () => {
  let editor: Editor;
  before(async function () {
    this.timeout(300_000);
    editor = await openEditor({ trust: false });
  });
  after(() => editor?.close());

  it('validates, but reads no data and counts nothing', async () => {
    await ui.openFile(editor.page, 'broken.segment.yaml');
    await editor.page.locator('.monaco-editor .squiggly-error').first().waitFor({ timeout: 60_000 });
    await ui.openFile(editor.page, 'ios-users.segment.yaml');
    await ui.command(editor.page, 'Segments: Show Insights');
    const frame = await insightsFrame(editor);
    const failed = frame.locator('.failed');
    await failed.waitFor({ timeout: 30_000 });
    assert.match((await failed.textContent()) ?? '', /trust/i);
    assert.equal(existsSync(join(editor.workspace, '.segments')), false);
  });

  it('says that prompts wait for trust', async () => {
    await ui.command(editor.page, 'Segments: New Segment from Prompt');
    await ui.notification(editor.page, 'waits until you trust this workspace');
  });
});
