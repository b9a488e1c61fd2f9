import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import * as ui from '../../support/vscode-host/ui.ts';
import { type Editor, openEditor } from './editor.ts';

/** Of an event that the schema does not declare. */
const UNDECLARED = ['u1,Refunded,2026-06-25T10:00:00Z,', 'u2,Refunded,2026-06-26T10:00:00Z,'];

describe('the views of the Segments container, by hand', () => {
  let editor: Editor;
  before(async function () {
    this.timeout(300_000);
    editor = await openEditor({
      // High enough for all of the lists: what is out of sight has no row.
      viewport: { width: 1280, height: 1500 },
      prepare: (workspace) => {
        appendFileSync(join(workspace, 'data/events.csv'), `${UNDECLARED.join('\n')}\n`);
        const users = join(workspace, 'data/users.csv');
        const [header, ...rows] = readFileSync(users, 'utf8').trim().split(/\r?\n/);
        writeFileSync(users, `${header},loyalty_points\n${rows.map((row, n) => `${row},${n}\n`).join('')}`);
      },
    });
    await ui.command(editor.page, 'View: Show Segments');
  });
  after(() => editor?.close());

  const row = (text: string | RegExp): Locator =>
    editor.page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
  const shown = (text: string | RegExp) => row(text).waitFor({ timeout: 60_000 });
  const status = () => editor.page.locator('.part.statusbar [id*="segments.data"]').first();

  it('lists the segments with their sizes as they become known', async () => {
    await shown(/iOS users\s*\d/);
  });

  it('tells in the status bar that the data has been read for it', async () => {
    await ui.poll(async () => !/not read/.test((await status().textContent()) ?? 'not read'), 'the data’s standing');
  });

  it('lists what the schema declares with its volume and its uses', async () => {
    await shown(/Charged.*\d+ · .*use/);
  });

  it('lists events and properties that only the data has, and adds each to the schema as one step', async () => {
    await shown(/Only in the Data\s*2/);
    await row('Only in the Data').click();
    await shown(/Refunded\s*2 · /);
    await row('Refunded').hover();
    await row('Refunded').locator('.action-label[aria-label^="Add to Schema"]').click();
    const added = editor.page.locator('.view-line', { hasText: 'Refunded: {}' });
    await added.waitFor({ timeout: 20_000 });
    await shown(/Only in the Data\s*1/);
    await shown('Refunded');
    await row(/User Properties\s*1/).click();
    await shown(/loyalty_points\s*number · 100%/);
    await row('loyalty_points').hover();
    await row('loyalty_points').locator('.action-label[aria-label^="Add to Schema"]').click();
    const more = editor.page.locator('.view-line', { hasText: 'loyalty_points: {type: number}' });
    await more.waitFor({ timeout: 20_000 });
    await row('Only in the Data').waitFor({ state: 'detached', timeout: 30_000 });
    await ui.focusEditor(editor.page);
    await editor.page.keyboard.press('Control+Z');
    await more.waitFor({ state: 'detached', timeout: 20_000 });
    await editor.page.keyboard.press('Control+Z');
    await added.waitFor({ state: 'detached', timeout: 20_000 });
    await shown(/Only in the Data\s*2/);
    assert.doesNotMatch(
      readFileSync(join(editor.workspace, 'segments.schema.yaml'), 'utf8'),
      /Refunded|loyalty_points/,
    );
  });

  it('groups by tag and by folder', async () => {
    await ui.command(editor.page, 'Segments: Group by Tag');
    await shown('No tags');
    await ui.command(editor.page, 'Segments: Group by Folder');
    await row('No tags').waitFor({ state: 'detached', timeout: 20_000 });
  });

  it('finds a segment and opens it', async () => {
    await ui.command(editor.page, 'Segments: Find Segment');
    await ui.quickInput(editor.page).fill('lapsed');
    await ui.quickRows(editor.page).first().waitFor();
    await editor.page.keyboard.press('Enter');
    await editor.page.locator('.tabs-container .tab.active', { hasText: 'lapsed-buyers' }).waitFor({ timeout: 20_000 });
  });

  it('offers in the title of a segment’s editor what can be done with it', async () => {
    for (const title of ['Show Insights', 'Refine Segment', 'Open in Query Builder']) {
      await editor.page
        .locator(`.editor-actions .action-label[aria-label^="${title}"]`)
        .first()
        .waitFor({ timeout: 20_000 });
    }
  });

  it('shows the insights of the segment whose button is pressed', async () => {
    await row('iOS users').hover();
    await row('iOS users').locator('.action-label[aria-label^="Show Insights"]').click();
    await editor.page.locator('.tab', { hasText: 'Insights: iOS users' }).waitFor({ timeout: 60_000 });
  });

  it('duplicates a segment under an id that is asked for', async () => {
    await ui.command(editor.page, 'Segments: Duplicate Segment');
    await ui.quickInput(editor.page).fill('ios-users');
    await ui.quickRows(editor.page).first().waitFor();
    await editor.page.keyboard.press('Enter');
    await ui.answer(editor.page, 'Duplicate Segment', 'iphone-users');
    const path = join(editor.workspace, 'segments/iphone-users.segment.yaml');
    await ui.poll(() => existsSync(path), 'the copy');
    assert.equal(
      readFileSync(path, 'utf8'),
      readFileSync(join(editor.workspace, 'segments/ios-users.segment.yaml'), 'utf8'),
    );
  });

  it('begins a segment from an event, not saved yet', async () => {
    await ui.command(editor.page, 'Segments: New Segment from Event');
    await ui.quickInput(editor.page).fill('Charged');
    await ui.quickRows(editor.page).first().waitFor();
    await editor.page.keyboard.press('Enter');
    await editor.page.locator('.view-line', { hasText: 'did: Charged' }).waitFor({ timeout: 20_000 });
    assert.ok(!existsSync(join(editor.workspace, 'segments/did-charged.segment.yaml')));
  });

  it('tells in the status bar what counts are as of, and lets it be changed', async () => {
    await status().waitFor({ timeout: 30_000 });
    await ui.command(editor.page, 'Segments: Count As Of…');
    await ui.pick(editor.page, 'Another date or time…');
    await ui.answer(editor.page, 'Count As Of', '2026-05-01');
    await ui.poll(async () => /May 1, 2026/.test((await status().textContent()) ?? ''), 'the chosen day');
  });

  it('opens the walkthrough with its five steps', async () => {
    await ui.command(editor.page, 'Segments: Open Walkthrough');
    const steps = editor.page.locator('.getting-started-step');
    await ui.poll(async () => (await steps.count()) === 5, 'five steps');
    const done = steps.first().locator('.codicon-getting-started-step-checked');
    await ui.poll(async () => (await done.count()) > 0, 'the first step ticked off: there is a project');
  });
});
