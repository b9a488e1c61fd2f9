import assert from 'node:assert/strict';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import * as ui from '../../support/vscode-host/ui.ts';
import { type Editor, openEditor } from './editor.ts';

const FILE = 'build-me.segment.yaml';
const TEXT = `# Kept by hand.
name: Build me
where:
  # everyone on the phone
  - user: os # of the last visit
    is: iOS
  - did: App Launched
    within: 30d
  - {did_not: Charged, within: 30d}
`;

describe('the query builder in VS Code', function () {
  this.timeout(120_000);
  let editor: Editor;
  before(async function () {
    this.timeout(300_000);
    editor = await openEditor();
    writeFileSync(path(), TEXT);
    await ui.openFile(editor.page, FILE);
  });
  after(() => editor?.close());

  const path = () => join(editor.workspace, 'segments', FILE);
  const frame = (): Promise<Frame> => ui.webview(editor.page, 'main.builder[data-version]');
  const card = async (...at: readonly (string | number)[]): Promise<Locator> =>
    (await frame()).locator(`[data-card='${JSON.stringify(['where', ...at])}']`);
  const menu = async (of: Locator, item: string) => {
    await of.locator('> .card-row > .card-menu').click();
    await (await frame()).getByRole('menuitem', { name: item }).click();
  };
  /** Saves until the file is this text. */
  const saved = (wanted: string) =>
    ui
      .poll(async () => {
        await editor.page.keyboard.press('Control+s');
        return readFileSync(path(), 'utf8') === wanted;
      }, 'the saved text')
      .catch((error) => {
        throw new Error(`${error.message}\n${readFileSync(path(), 'utf8')}`);
      });
  /** Undoes one step after the other until the file is as it was; the focus is in the builder. */
  const undone = () =>
    ui.poll(async () => {
      const before = readFileSync(path(), 'utf8');
      if (before === TEXT) return true;
      await editor.page.keyboard.press('Control+z');
      // Not one step more before this one is in the file.
      await ui.poll(
        async () => {
          await editor.page.keyboard.press('Control+s');
          return readFileSync(path(), 'utf8') !== before;
        },
        'the step undone in the file',
        5_000,
      );
      return false;
    }, 'the text to be as it was');
  const tabs = () => editor.page.locator('.tabs-container .tab', { hasText: FILE }).count();

  it('takes the place of the text', async () => {
    await ui.command(editor.page, 'Segments: Open in Query Builder');
    const page = await frame();
    assert.equal(await page.getByRole('textbox', { name: 'Name' }).inputValue(), 'Build me');
    assert.equal(await page.locator('.card-rule').count(), 3);
    await ui.poll(async () => (await tabs()) === 1, 'one tab');
    const policy = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content');
    assert.match(policy ?? '', /^default-src 'none';/);
    assert.doesNotMatch(policy ?? '', /unsafe/);
  });

  it('counts the segment and each of its rules', async () => {
    const total = (await frame()).locator('[data-testid=total]');
    await ui.poll(async () => /^\d/.test((await total.textContent({ timeout: 2000 })) ?? ''), 'the total', 60_000);
    const remaining = (await card(2)).locator('.numbers .remaining');
    await ui.poll(
      async () => (await remaining.textContent()) === (await total.textContent()),
      'the last rule’s number',
    );
  });

  it('adds a rule as one step that undo takes back', async () => {
    const page = await frame();
    await page.getByRole('button', { name: 'Add Rule', exact: true }).click();
    await editor.page.keyboard.type('charged');
    await page.locator('[role=option][data-focused]', { hasText: 'Charged' }).waitFor();
    await editor.page.keyboard.press('Enter');
    await (await card(3)).waitFor();
    await saved(`${TEXT}  - did: Charged\n    within: 30d\n`);
    await undone();
    await (await card(3)).waitFor({ state: 'detached' });
  });

  it('changes an operator, and leaves every other character', async () => {
    const page = await frame();
    await (await card(0)).getByRole('button', { name: /^Condition: is$/ }).click();
    await page.getByRole('option', { name: /^is not/ }).click();
    await saved(TEXT.replace('is: iOS', 'is_not: iOS'));
    await undone();
  });

  it('groups, moves, duplicates and disables with comments in their places', async () => {
    const page = await frame();
    await menu(await card(1), 'Wrap in “Any of”');
    await (await card(1, 'any', 0)).waitFor();
    await (await card(2)).locator('[data-handle]').focus();
    await editor.page.keyboard.press('Alt+ArrowRight');
    await (await card(1, 'any', 1)).waitFor();
    await saved(
      TEXT.replace(
        / {2}- did: App[\s\S]*/,
        `  - any:
      - did: App Launched
        within: 30d
      - {did_not: Charged, within: 30d}
`,
      ),
    );
    await undone();
    await menu(await card(0), 'Disable for a Moment');
    await page.locator('.off-mark').waitFor();
    await ui.poll(async () => {
      await editor.page.keyboard.press('Control+s');
      return /everyone on the phone\n {2}#~/.test(readFileSync(path(), 'utf8'));
    }, 'the disabled rule in the file');
    await page.locator('.off-mark').click();
    await saved(TEXT);
    await menu(await card(2), 'Duplicate');
    await saved(`${TEXT}  - {did_not: Charged, within: 30d}\n`);
    await undone();
  });

  it('goes back to the text, and stands beside it', async () => {
    await ui.command(editor.page, 'Segments: Open as Text');
    await ui.editor(editor.page).waitFor();
    await ui.poll(async () => (await tabs()) === 1, 'one tab');
    await ui.command(editor.page, 'Segments: Open Query Builder to the Side');
    await ui.poll(async () => (await tabs()) === 2, 'two tabs');
    assert.equal(await editor.page.locator('.editor-group-container').count(), 2);
    const name = (await frame()).getByRole('textbox', { name: 'Name' });
    // It takes the focus when it is there.
    await name.waitFor();
    await ui.focusEditor(editor.page);
    await ui.goTo(editor.page, 2, 15);
    await editor.page.keyboard.type(' now');
    await ui.poll(async () => (await name.inputValue()) === 'Build me now', 'the name typed beside');
    // An edit of the builder shows in the text at once.
    await name.fill('Build us');
    await name.press('Enter');
    await editor.page.locator('.view-line', { hasText: 'Build us' }).waitFor();
    await saved(TEXT.replace('Build me', 'Build us'));
  });

  it('shows a rule’s lines in the text', async () => {
    await menu(await card(1), 'Show in Text');
    await editor.page.locator('.part.statusbar', { hasText: 'Ln 7' }).waitFor({ timeout: 20_000 });
  });

  it('refines by words: proposed as a diff, accepted, and back', async () => {
    const page = await frame();
    const prompt = page.getByRole('textbox', { name: 'What shall change' });
    await prompt.fill('last 60 days instead of 30');
    await prompt.press('Enter');
    const accept = editor.page.locator('.editor-actions .action-label[aria-label^="Accept Change"]').first();
    await accept.click({ timeout: 60_000 });
    await ui.poll(
      async () => /in the last 60 days/.test((await (await frame()).textContent('main')) ?? ''),
      'the new rules',
    );
  });

  it('shows no cards while there is no schema, and leaves the text as it is', async () => {
    const schema = join(editor.workspace, 'segments.schema.yaml');
    const before = readFileSync(path(), 'utf8');
    const page = await frame();
    renameSync(schema, `${schema}.away`);
    await page.getByText('No segments.schema.yaml lies above this file.').waitFor({ timeout: 20_000 });
    assert.equal(await page.locator('.card').count(), 0);
    renameSync(`${schema}.away`, schema);
    await page.locator('.card-rule').first().waitFor({ timeout: 20_000 });
    assert.equal(readFileSync(path(), 'utf8'), before);
  });

  it('says where the mistake is when the text is no YAML, and loses nothing', async () => {
    writeFileSync(path(), TEXT.replace('name: Build me', 'name: [Build me'));
    await ui.openFile(editor.page, FILE);
    await ui.command(editor.page, 'File: Revert File');
    const banner = (await frame()).locator('.banner');
    await banner.waitFor({ timeout: 30_000 });
    assert.match((await banner.textContent()) ?? '', /Show in Text/);
  });
});
