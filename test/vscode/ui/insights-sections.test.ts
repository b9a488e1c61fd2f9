import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { Locator } from 'playwright-core';
import * as ui from '../../support/vscode-host/ui.ts';
import { type Editor, insightsFrame, openEditor } from './editor.ts';

/** The example as a first commit, to be compared with. */
function commit(workspace: string): void {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Asha', '-c', 'user.email=asha@example.com', ...args], { cwd: workspace });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message=First segments');
}

describe('the sections of the insights panel in VS Code', () => {
  let editor: Editor;
  before(async function () {
    this.timeout(300_000);
    editor = await openEditor({ example: 'shop', prepare: commit, viewport: { width: 1500, height: 1500 } });
    await ui.openFile(editor.page, 'abandoned-carts.segment.yaml');
    await ui.command(editor.page, 'Segments: Show Insights');
  });
  after(() => editor?.close());

  /** A section, open and in sight. */
  async function section(id: string): Promise<Locator> {
    const frame = await insightsFrame(editor);
    const found = frame.locator(`[data-section=${id}]`);
    await found.waitFor({ timeout: 120_000 });
    await ui.poll(async () => {
      await found.scrollIntoViewIfNeeded();
      const button = found.locator('.disclosure-button').first();
      if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
      return (await button.getAttribute('aria-expanded')) === 'true';
    }, `the section ${id}`);
    return found;
  }
  /** As it is seen, without what is hidden. */
  const seen = async (locator: Locator) => (await locator.allInnerTexts()).join(' ').replace(/[^\S\t]+/g, ' ');
  /** What is seen of `selector` in a section, once it is of the text as it is: looked at and read at one time. */
  async function words(id: string, selector = ''): Promise<string> {
    const fresh = `.answered[aria-busy=false]:not(.stale) ${selector}`;
    return ui.poll(async () => seen((await section(id)).locator(fresh)), `the numbers of ${id}`, 60_000);
  }
  const number = (text: string, pattern: RegExp) => Number(pattern.exec(text)?.[1]?.replaceAll(',', ''));
  const total = async () => {
    const frame = await insightsFrame(editor);
    const fresh = frame.locator('.numbers:not(.stale) [data-testid=total]');
    return ui.poll(async () => number(await seen(fresh), /([\d,]+)/), 'the total', 60_000);
  };

  it('counts each of them from the data, all of the same users', async () => {
    const reach = await words('reach');
    const all = await total();
    assert.ok(all > 100, String(all));
    assert.equal(number(reach, /By any channel ([\d,]+)/) + number(reach, /By none ([\d,]+)/), all);
    assert.match(reach, /How channels overlap/);
    assert.match(await words('waterfall'), new RegExp(`Of 3,020 users.*removes most.*${all} remain`));
    assert.match(await words('users'), new RegExp(`1–10 of ${all}, personal data masked`));
    const trend = await section('trend');
    await trend.getByRole('button', { name: 'Show as table' }).click();
    assert.match(await words('trend', 'tbody tr:first-child'), new RegExp(`\\t${all}\\t`));
    const breakdown = await section('breakdown');
    await breakdown.getByRole('button', { name: 'Show as table' }).click();
    const rows = (await words('breakdown', 'tbody tr td:nth-child(2)')).split(' ');
    assert.equal(
      rows.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0),
      all,
    );
    assert.match(await words('overlap'), /Viewed but did not buy that category \d+/);
    assert.match(await words('funnel'), new RegExp(`Of 3,020 users.*did not do “Charged” within 24 hours ${all}`));
    assert.match(await words('compare'), new RegExp(`${all} in HEAD \\(\\w+\\) → ${all} now.*The rules are the same`));
  });

  it('compares a change with the last commit at once, unsaved', async () => {
    const before = await total();
    await ui.focusEditor(editor.page);
    await ui.goTo(editor.page, 9, 17);
    await editor.page.keyboard.press('Shift+End');
    await editor.page.keyboard.type('2h');
    await ui.poll(async () => (await total()) > before, 'more users', 60_000);
    const compared = await ui.poll(
      async () => {
        const text = await words('compare');
        return text.includes('within 2 hours') && text;
      },
      'the comparison',
      60_000,
    );
    assert.match(compared, new RegExp(`${before} in HEAD .*Entered: \\d+`));
    await ui.focusEditor(editor.page);
    await editor.page.keyboard.press('Control+z');
    await ui.poll(async () => (await total()) === before, 'the users before', 60_000);
  });

  it('compares with a branch, a segment and a time', async () => {
    const compare = await section('compare');
    const frame = await insightsFrame(editor);
    const now = await total();
    const against = (pattern: RegExp) =>
      ui.poll(async () => pattern.test(await words('compare')), `a comparison with ${pattern}`, 60_000);
    const choose = async (kind: string, label: string, search: string) => {
      await compare.getByRole('radio', { name: kind }).click();
      await compare.getByRole('combobox', { name: label }).fill(search);
      await frame
        .getByRole('option', { name: new RegExp(search) })
        .first()
        .click();
    };
    await choose('Branch or commit', 'Branch or commit', 'First segments');
    await against(new RegExp(`${now} in \\S+.* → ${now} now`));
    await choose('Segment', 'Segment', 'iOS users');
    await against(new RegExp(`944 in .*iOS users.* → ${now} now .*Left: `));
    await compare.getByRole('radio', { name: 'Time' }).click();
    await compare.getByRole('button', { name: 'Compare', exact: true }).last().click();
    await against(new RegExp(`${now} in .* → ${now} now`));
    await compare.getByRole('radio', { name: 'Last commit' }).click();
  });

  it('reveals personal data only when that is confirmed', async () => {
    const users = await section('users');
    const dialog = editor.page.locator('.monaco-dialog-box');
    const reveal = async (answer: string) => {
      await users.getByRole('button', { name: 'Reveal…' }).click();
      await dialog.getByText('Show personal data').waitFor({ timeout: 20_000 });
      await dialog.getByRole('button', { name: answer }).click();
      await dialog.waitFor({ state: 'hidden', timeout: 20_000 });
    };
    await reveal('Cancel');
    assert.match(await words('users'), /personal data masked/);
    await reveal('Reveal');
    await ui.poll(async () => /\w+@/.test(await seen(users.locator('tbody'))), 'an address');
    await users.getByRole('button', { name: 'Mask' }).click();
    await ui.poll(async () => /personal data masked/.test(await words('users')), 'the mask');
  });

  it('counts as of another time', async () => {
    const frame = await insightsFrame(editor);
    const asOf = frame.locator('.as-of');
    const before = await seen(asOf);
    const all = await total();
    await asOf.click();
    await frame.getByRole('spinbutton', { name: /^month/ }).focus();
    await editor.page.keyboard.type('1');
    await editor.page.keyboard.press('ArrowRight');
    await frame.getByRole('dialog').getByRole('button', { name: 'Count' }).click();
    await ui.poll(async () => /Jan \d+, 2026/.test(await seen(asOf)) && (await total()) !== all, 'January', 60_000);
    await asOf.click();
    await frame.getByRole('button', { name: 'As the schema says' }).click();
    await ui.poll(async () => (await seen(asOf)) === before, 'the schema’s time', 60_000);
  });

  it('exports with the columns that are shown', async () => {
    const users = await section('users');
    const frame = await insightsFrame(editor);
    await users.getByRole('button', { name: 'Export' }).click();
    await frame.getByRole('menuitem', { name: /CSV/ }).click();
    await ui.pick(editor.page, 'Mask personal data');
    await ui.poll(
      async () => (await ui.quickInput(editor.page).inputValue()).includes('abandoned-carts-users.csv'),
      'the dialog',
    );
    await editor.page.keyboard.press('Escape');
  });

  it('keeps how the sections are arranged', async () => {
    const order = async () => {
      const frame = await insightsFrame(editor);
      return frame.locator('[data-section]').evaluateAll((all) => all.map((each) => each.getAttribute('data-section')));
    };
    const trend = await section('trend');
    await trend.getByRole('button', { name: 'Hide' }).focus();
    await editor.page.keyboard.press('Enter');
    const funnel = await section('funnel');
    await funnel.locator('.disclosure-button').first().focus();
    await editor.page.keyboard.press('Alt+ArrowUp');
    const arranged = await order();
    assert.deepEqual(arranged, ['reach', 'waterfall', 'users', 'breakdown', 'funnel', 'overlap', 'compare']);
    // Closed and opened again: the page is another one.
    await editor.page.keyboard.press('Control+2');
    await ui.command(editor.page, 'View: Close All Editors in Group');
    await ui.openFile(editor.page, 'abandoned-carts.segment.yaml');
    await ui.command(editor.page, 'Segments: Show Insights');
    await ui.poll(async () => (await total()) > 0, 'the panel', 60_000);
    assert.deepEqual(await order(), arranged);
  });
});
