import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { poll } from '../support/poll.ts';
import { type BuilderBrowser, type BuilderPage, startBuilder } from './builder-page.ts';
import { type Theme, themes } from './themes.ts';

const LAPSED = `# Win back.
name: Lapsed
where:
  # only the app
  - user: os
    is: iOS # phones
  - did: App Launched
    within: 30d
  - {did_not: Charged, within: 30d}
`;

const NESTED = `name: Nested
where:
  - user: os
    is: iOS
  - any:
      - user: city
        is: Mumbai
      - user: city
        is: Delhi
  - did: Charged
    where:
      - property: amount
        gte: 100
    count: {gte: 3}
`;

describe('query builder', function () {
  this.timeout(60_000);
  let browser: BuilderBrowser;
  before(async function () {
    // Installs the browser on the first run.
    this.timeout(300_000);
    browser = await startBuilder();
  });
  after(() => browser?.close());

  const button = ({ page }: BuilderPage, name: string | RegExp, nth = 0) =>
    page.getByRole('button', { name, exact: typeof name === 'string' }).nth(nth);
  /** A card by its path. */
  const card = ({ page }: BuilderPage, ...path: readonly (string | number)[]) =>
    page.locator(`[data-card='${JSON.stringify(['where', ...path])}']`);
  const handle = (of: Locator) => of.locator('[data-handle]').first();
  const textOf = async (of: Locator) => (await of.textContent()) ?? '';
  const said = (of: Locator) => textOf(of.locator('> .card-row > .card-content'));
  const focused = (page: Page) => page.evaluate<string>('document.activeElement.getAttribute("aria-label") ?? ""');
  const menu = async (builder: BuilderPage, of: Locator, item: string) => {
    await of.locator('> .card-row > .card-menu').click();
    await builder.page.getByRole('menuitem', { name: item }).click();
  };

  it('says each rule as a sentence, with the comments above it', async () => {
    const builder = await browser.open(LAPSED);
    assert.match(await said(card(builder, 0)), /^User\s*os\s*is\s*iOS/);
    assert.match(await said(card(builder, 1)), /^Did\s*App Launched\s*in the last 30 days/);
    assert.match(await said(card(builder, 2)), /^Did not\s*Charged\s*in the last 30 days/);
    assert.match(await textOf(card(builder, 0)), /only the app/);
    assert.deepEqual(await builder.page.locator('.list-rule .join').allTextContents(), ['and', 'and']);
  });

  it('shows every form of the examples as fields, none as text', async () => {
    const examples = fileURLToPath(new URL('../../examples/shop/segments/', import.meta.url));
    const builder = await browser.open('name: First\nwhere:\n  - sample: 10\n');
    for (const file of readdirSync(examples)) {
      await builder.write(readFileSync(`${examples}${file}`, 'utf8'));
      assert.ok((await builder.page.locator('.card-rule').count()) > 0, file);
      assert.equal(await builder.page.locator('.as-text, .banner, .problem.error').count(), 0, file);
    }
  });

  it('builds a segment from nothing by keyboard alone', async () => {
    const builder = await browser.open('name: New\nwhere:\n');
    const { keyboard } = builder.page;
    const tabTo = (name: RegExp) =>
      poll(async () => {
        await keyboard.press('Tab');
        const label = await builder.page.evaluate<string>(
          '(document.activeElement.getAttribute("aria-label") ?? document.activeElement.innerText ?? "").trim()',
        );
        return name.test(label);
      }, `the focus on ${name}`);
    const option = (name: RegExp) =>
      builder.page.locator('[role=option][data-focused]', { hasText: name }).waitFor({ timeout: 10_000 });

    await tabTo(/^Add Rule$/);
    await keyboard.press('Enter');
    await keyboard.type('charged');
    await option(/Charged/);
    await keyboard.press('Enter');
    await builder.becomes('name: New\nwhere:\n  - did: Charged\n    within: 30d\n');

    // The window, in words: 90 days instead of 30.
    await tabTo(/^When: in the last 30 days/);
    await keyboard.press('Enter');
    await keyboard.type('90');
    await keyboard.press('Enter');
    await builder.has('within: 90d');

    await tabTo(/^Add Rule$/);
    await keyboard.press('Enter');
    await keyboard.type('city');
    await option(/city/);
    await keyboard.press('Enter');
    await builder.has('user: city');
    // What is still to be given is offered at once.
    await builder.page.getByRole('option', { name: /^Mumbai/ }).waitFor();
    await keyboard.type('mumb');
    await option(/Mumbai/);
    await keyboard.press('Enter');
    await builder.has('is: Mumbai');

    // Moved above the first with a key on its handle, which keeps the focus.
    await handle(card(builder, 1)).focus();
    await keyboard.press('Alt+ArrowUp');
    await builder.becomes('name: New\nwhere:\n  - user: city\n    is: Mumbai\n  - did: Charged\n    within: 90d\n');
    await poll(async () => (await focused(builder.page)) === 'Move Rule 1 of 2', 'the focus on the moved rule');
    await keyboard.press('Control+/');
    await builder.has(/#~ - user: city/);
    await poll(async () => (await focused(builder.page)) === 'Move Rule 1 of 2', 'the focus on the disabled rule');
    await keyboard.press('Control+/');
    await keyboard.press('Delete');
    await builder.becomes('name: New\nwhere:\n  - did: Charged\n    within: 90d\n');
  });

  it('changes only what a person changed: comments and flow style stay', async () => {
    const builder = await browser.open(LAPSED);
    await card(builder, 2).getByRole('button', { name: /^When/ }).click();
    await builder.page.getByRole('option', { name: 'In a calendar period' }).click();
    await button(builder, 'last month').click();
    await builder.becomes(LAPSED.replace('did_not: Charged, within: 30d', 'did_not: Charged, within: last_month'));
    await card(builder, 0)
      .getByRole('button', { name: /^Condition: is$/ })
      .click();
    await builder.page.getByRole('option', { name: /^is not/ }).click();
    await builder.has('    is_not: iOS # phones');
  });

  it('keeps what is typed before a busy page draws its next frame', async () => {
    const builder = await browser.open('name: New\nwhere:\n  - user: city\n    is: Mumbai\n');
    await builder.page.evaluate(
      'const frame = requestAnimationFrame; requestAnimationFrame = (draw) => setTimeout(() => frame(draw), 300)',
    );
    await builder.page.getByRole('button', { name: 'Add Rule', exact: true }).focus();
    await builder.page.keyboard.press('Enter');
    await builder.page.keyboard.type('charged', { delay: 60 });
    assert.equal(await builder.page.getByRole('combobox').inputValue(), 'charged');
  });

  it('replaces what a picker begins with by what is typed', async () => {
    const builder = await browser.open('name: New\nwhere:\n  - user: city\n    is: Mumbai\n');
    await builder.page.getByRole('button', { name: /: Mumbai$/ }).click();
    await builder.page.getByRole('combobox').waitFor();
    await builder.page.keyboard.type('Pune');
    assert.equal(await builder.page.getByRole('combobox').inputValue(), 'Pune');
  });

  it('keeps every character that is typed while the server answers', async () => {
    const builder = await browser.open(LAPSED);
    const name = builder.page.getByRole('textbox', { name: 'Name' });
    await name.click();
    await builder.page.keyboard.press('End');
    for (const letter of ' buyers of last year') await builder.page.keyboard.type(letter, { delay: 40 });
    await builder.becomes(LAPSED.replace('Lapsed', 'Lapsed buyers of last year'));
    await builder.page.keyboard.press('Home');
    await builder.page.keyboard.type('All ');
    await builder.has('name: All Lapsed buyers of last year');
    assert.equal(await name.evaluate((input) => (input as { selectionStart?: number }).selectionStart), 4);
    // What is not in the document yet is taken back by the field.
    await builder.page.keyboard.type('xyz');
    await builder.page.keyboard.press('Control+z');
    assert.equal(await name.inputValue(), 'All Lapsed buyers of last year');
  });

  it('shows a long name whole, in as many lines as it takes, and keeps it one line of the text', async () => {
    const long = `Looked ${'often '.repeat(30)}at shoes`;
    const builder = await browser.open(LAPSED.replace('Lapsed', long), { width: 480, counts: true });
    await builder.page.locator('[data-testid=total]').waitFor({ timeout: 30_000 });
    const name = builder.page.getByRole('textbox', { name: 'Name' });
    const [inner, outer] = await name.evaluate((area) => {
      const { scrollWidth, scrollHeight, clientWidth, clientHeight } = area as unknown as Record<string, number>;
      return [
        [scrollWidth, scrollHeight],
        [clientWidth, clientHeight],
      ];
    });
    assert.deepEqual(inner, outer);
    await name.fill('Shoes\n or bags');
    await name.press('Enter');
    await builder.becomes(LAPSED.replace('Lapsed', 'Shoes or bags'));
    assert.equal(await name.inputValue(), 'Shoes or bags');
  });

  it('takes numbers as people write them, and refuses what is none', async () => {
    const builder = await browser.open(NESTED);
    const amount = card(builder, 2, 'where', 0).getByRole('textbox');
    await amount.fill('1,250');
    await amount.press('Enter');
    await builder.has('gte: 1250');
    await amount.fill('many');
    await amount.press('Enter');
    assert.equal(await amount.getAttribute('aria-invalid'), 'true');
    await amount.press('Escape');
    assert.equal(await amount.inputValue(), '1250');
  });

  it('adds and removes values of a list', async () => {
    const builder = await browser.open('name: Cities\nwhere:\n  - user: city\n    in: [Pune]\n');
    await button(builder, /^Add another/).click();
    for (const city of ['Delhi', 'Mumbai']) {
      await builder.page.keyboard.press('Control+a');
      await builder.page.keyboard.type(city);
      await builder.page.locator('[role=option][data-focused]', { hasText: city }).waitFor();
      await builder.page.keyboard.press('Enter');
      await builder.has(city);
    }
    await builder.page.keyboard.press('Escape');
    await builder.has('in: [Pune, Delhi, Mumbai]');
    await button(builder, 'Remove Delhi').click();
    await builder.has('in: [Pune, Mumbai]');
  });

  it('adds conditions and nested filters, and removes them', async () => {
    const builder = await browser.open('name: Buyers\nwhere:\n  - did: Charged\n');
    await button(builder, /^condition/).click();
    await builder.page.getByRole('menuitem', { name: 'Where' }).click();
    await builder.page.getByRole('option', { name: /^amount/ }).click();
    await builder.has('property: amount');
    await button(builder, 'Remove Where').click();
    await builder.becomes('name: Buyers\nwhere:\n  - did: Charged\n');
  });

  it('groups: all, any or none with one press, wrapped and dissolved by the menu', async () => {
    const builder = await browser.open(NESTED);
    assert.deepEqual(await card(builder, 1).locator('.join').allTextContents(), ['or']);
    await card(builder, 1).getByRole('button', { name: 'None of' }).click();
    await builder.becomes(NESTED.replace('any:', 'none:'));
    await menu(builder, card(builder, 1), 'Dissolve This Group');
    await builder.has(/^ {2}- user: city\n {4}is: Mumbai\n {2}- user: city/m);
    await menu(builder, card(builder, 0), 'Wrap in “Any of”');
    await builder.has(/where:\n {2}- any:\n {6}- user: os\n {8}is: iOS\n/);
    await card(builder, 0, 'any', 0).waitFor();
  });

  it('drags a rule into a group with the pointer', async () => {
    const builder = await browser.open(NESTED);
    const from = (await handle(card(builder, 0)).boundingBox())!;
    const to = (await card(builder, 1, 'any', 1).boundingBox())!;
    const { mouse } = builder.page;
    await mouse.move(from.x + 8, from.y + 8);
    await mouse.down();
    await mouse.move(from.x + 20, from.y + 30, { steps: 4 });
    await builder.page.locator('.gap').first().waitFor({ state: 'attached' });
    await mouse.move(to.x + 200, to.y - 4, { steps: 8 });
    await builder.page.locator('.gap[data-target]').waitFor({ state: 'attached' });
    await mouse.up();
    await builder.becomes(
      NESTED.replace('  - user: os\n    is: iOS\n', '').replace(
        '      - user: city\n        is: Delhi\n',
        '      - user: os\n        is: iOS\n      - user: city\n        is: Delhi\n',
      ),
    );
    assert.equal(await builder.page.locator('.gap').count(), 0);
    // What was pictured while it was dragged is as high as what it now says.
    assert.equal(await builder.page.locator('.card[style*=height]').count(), 0);
  });

  it('keeps a disabled rule’s menu in its row where there is little room', async () => {
    const builder = await browser.open(LAPSED, { width: 560 });
    const top = async (of: Locator) => (await of.locator('> .card-row > .card-menu').boundingBox())?.y;
    const before = await top(card(builder, 1));
    await menu(builder, card(builder, 1), 'Disable for a Moment');
    await card(builder, 1).locator('.off-mark').waitFor();
    assert.equal(await top(card(builder, 1)), before);
  });

  it('drags by keyboard, with places that say where they are', async () => {
    const builder = await browser.open(LAPSED);
    await handle(card(builder, 0)).focus();
    await builder.page.keyboard.press('Enter');
    await poll(async () => /^Put before did not/.test(await focused(builder.page)), 'the first place');
    await builder.page.keyboard.press('Tab');
    await poll(async () => /^Put at the end/.test(await focused(builder.page)), 'the next place');
    await builder.page.keyboard.press('Enter');
    await builder.becomes(
      LAPSED.replace('  # only the app\n  - user: os\n    is: iOS # phones\n', '').concat(
        '  # only the app\n  - user: os\n    is: iOS # phones\n',
      ),
    );
    await poll(async () => (await focused(builder.page)) === 'Move Rule 3 of 3', 'the focus on the moved rule');
  });

  it('duplicates, disables for a moment and enables again without a trace', async () => {
    const builder = await browser.open(LAPSED);
    await menu(builder, card(builder, 1), 'Disable for a Moment');
    await card(builder, 1).locator('.off-mark').waitFor();
    assert.equal(await card(builder, 1).getByRole('button', { name: /^When/ }).isDisabled(), true);
    await card(builder, 1).locator('.off-mark').click();
    await builder.becomes(LAPSED);
    await menu(builder, card(builder, 1), 'Duplicate');
    await builder.has(/( {2}- did: App Launched\n {4}within: 30d\n){2}/);
  });

  it('shows what has no form as text, which can be edited as text', async () => {
    const odd = LAPSED.replace('user: os', 'user: &name os');
    const builder = await browser.open(odd);
    assert.match(await textOf(card(builder, 0)), /user: &name os[\s\S]*anchor/);
    await button(builder, 'Edit as Text').click();
    const area = builder.page.getByRole('textbox', { name: 'The rule as text' });
    await area.fill('- user: os\n  is: Android');
    await area.press('Control+Enter');
    await builder.has('  - user: os\n    is: Android');
    await builder.has('- {did_not: Charged, within: 30d}');
  });

  it('shows problems at their fields, with the quick fix', async () => {
    const builder = await browser.open(LAPSED.replace('did: App Launched', 'did: App Lanched'));
    assert.match(await textOf(card(builder, 1)), /App Lanched/);
    await card(builder, 1).locator('.problem .button').first().click();
    await builder.becomes(LAPSED);
  });

  it('shows problems of the entries of a field’s map, in the sentence and in a line below', async () => {
    const builder = await browser.open(
      'name: A\nwhere:\n  - user: last_location\n    near: {lat: , lon: 1, radius: 5km}\n  - did: Charged\n    sum: {of: amuont, gte: 1}\n',
    );
    assert.match(await textOf(card(builder, 0).locator('.problem')), /“lat” is empty/);
    assert.match(await textOf(card(builder, 1).locator('.problem')), /amuont/);
  });

  it('loses nothing of a text that is no YAML: it says where the mistake is', async () => {
    const builder = await browser.open(LAPSED);
    await builder.write('name: [Lapsed\nwhere:\n  - did: Charged\n');
    const banner = builder.page.locator('.banner');
    await banner.waitFor();
    await banner.getByRole('button', { name: 'Show in Text' }).click();
    assert.equal((await builder.sent()).at(-1)?.type, 'reveal');
    assert.equal(await builder.page.locator('[data-handle]').count(), 0);
  });

  it('counts: total, reachable, and users at each rule', async () => {
    const builder = await browser.open(LAPSED, { counts: true });
    const total = builder.page.locator('[data-testid=total]');
    await total.waitFor({ timeout: 30_000 });
    assert.match(await textOf(total), /^\d/);
    assert.match(await textOf(card(builder, 2).locator('.numbers .remaining')), /^\d/);
    assert.equal(await textOf(card(builder, 2).locator('.numbers .remaining')), await textOf(total));
    await builder.write(`${LAPSED}  - user: city\n    is: Nowhere\n`);
    await poll(async () => (await textOf(total)) === '0', 'the new total');
  });

  it('says at each number what it is where there is no room for a legend', async () => {
    const builder = await browser.open(NESTED, { width: 700, counts: true });
    await builder.page.locator('[data-testid=total]').waitFor({ timeout: 30_000 });
    const units = (...path: readonly (string | number)[]) => {
      const numbers = `[data-card='${JSON.stringify(['where', ...path])}'] > .card-row > .numbers [data-unit]`;
      return builder.page.evaluate<string[]>(
        `[...document.querySelectorAll(${JSON.stringify(numbers)})].map((one) => getComputedStyle(one, '::after').content)`,
      );
    };
    assert.equal(await builder.page.locator('.legend').isVisible(), false);
    assert.deepEqual(await units(0), ['" hold it"', '" left"']);
    assert.deepEqual(await units(1, 'any', 0), ['" hold it"', '" together"']);
  });

  it('suggests values of the data with their users', async () => {
    const builder = await browser.open('name: City\nwhere:\n  - user: city\n    is: Pune\n', { counts: true });
    await builder.page.locator('[data-testid=total]').waitFor({ timeout: 30_000 });
    await button(builder, 'is: Pune').click();
    await builder.page.getByPlaceholder('Type or pick a value').waitFor();
    await builder.page.getByRole('option', { name: /^Mumbai.* users$/ }).waitFor();
  });

  it('asks for a refinement, and waits for what comes of it', async () => {
    const builder = await browser.open(LAPSED);
    await builder.page.getByRole('textbox', { name: 'What shall change' }).fill('only in Mumbai');
    await builder.page.keyboard.press('Enter');
    assert.deepEqual((await builder.sent()).at(-1), { type: 'refine', prompt: 'only in Mumbai' });
    assert.equal(await button(builder, 'Refining…').isDisabled(), true);
    await builder.send({ type: 'refined' });
    assert.equal(await button(builder, 'Refine').isDisabled(), false);
  });

  it('collapses a card to its sentence, and keeps that for the next session', async () => {
    const builder = await browser.open(NESTED);
    await button(builder, 'Collapse Rule 3 of 3').click();
    assert.match(await said(card(builder, 2)), /did .?Charged.? at least 3 times/);
    const kept = await builder.page.evaluate<{ collapsed: number[] }>('keptState');
    assert.equal(kept.collapsed.length, 1);
    await button(builder, 'Expand Rule 3 of 3').click();
    await card(builder, 2, 'where', 0).waitFor();
  });

  it('begins with suggestions, and keeps them usable with 200 rules', async () => {
    const empty = await browser.open('name: New\nwhere:\n');
    await empty.page.locator('.suggestion', { hasText: 'Charged' }).click();
    await empty.has('did: Charged');
    const rule = (index: number) => `  - did: Charged\n    count: {gte: ${index + 1}}\n    within: 30d\n`;
    const many = `name: Many\nwhere:\n${Array.from({ length: 200 }, (_, index) => rule(index)).join('')}`;
    const builder = await browser.open(many);
    await poll(async () => (await builder.page.locator('.card-rule').count()) === 200, 'all rules');
    const last = card(builder, 199).getByRole('textbox', { name: /is at least/ });
    await last.fill('7');
    await last.press('Enter');
    await builder.becomes(many.replace('{gte: 200}', '{gte: 7}'));
  });

  it('fits a narrow editor and 200% zoom without sideways scrolling', async () => {
    for (const width of [480, 320]) {
      const builder = await browser.open(NESTED, { width });
      const { page } = builder;
      assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true, `${width}px`);
    }
  });

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`has no accessibility violation (${theme})`, async () => {
      const check = async (builder: BuilderPage, state: string) =>
        assert.deepEqual(await builder.violations(), [], state);
      const builder = await browser.open(NESTED, { theme, counts: true });
      await builder.page.locator('[data-testid=total]').waitFor({ timeout: 30_000 });
      await check(builder, 'rules');
      await button(builder, 'Event: Charged').click();
      await builder.page.getByRole('option').first().waitFor();
      await check(builder, 'picker');
      await builder.page.keyboard.press('Escape');
      await menu(builder, card(builder, 0), 'Disable for a Moment');
      await card(builder, 0).locator('.off-mark').waitFor();
      await check(builder, 'disabled');
      await check(await browser.open('name: New\nwhere:\n', { theme }), 'start');
      await check(await browser.open(LAPSED.replace('Charged', 'Chraged'), { theme }), 'problems');
      const times = await browser.open('name: A\nwhere:\n  - did: Charged\n    between: [2026-01-01, 2026-01-31]\n', {
        theme,
      });
      await button(times, /^When/).click();
      await times.page.getByRole('button', { name: 'Apply' }).waitFor();
      await check(times, 'calendar');
    });
  }
});
