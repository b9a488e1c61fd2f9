import assert from 'node:assert/strict';
import type { FromInsightsView, ToInsightsView } from '../../server/src/protocol/index.ts';
import { numbers, states } from './messages.ts';
import { type Theme, themes } from './themes.ts';
import { startWebview, type WebviewBrowser, type WebviewPage } from './webview-page.ts';

type Panel = WebviewPage<ToInsightsView, FromInsightsView>;

describe('insights panel', () => {
  let browser: WebviewBrowser<ToInsightsView, FromInsightsView>;
  before(async function () {
    // Installs the browser on the first run.
    this.timeout(300_000);
    browser = await startWebview('insights');
  });
  after(() => browser?.close());

  it('tells its host that it is ready, and is idle until told more', async () => {
    const panel = await browser.open();
    assert.deepEqual(await panel.sent(), [{ type: 'ready' }]);
    assert.match(await text(panel, 'main'), /No segment is open/);
  });

  it('shows total, share, reachability with reasons, rules and the sample', async () => {
    const panel = await browser.open();
    await panel.send(...states.ready);
    assert.equal(await text(panel, 'h1'), 'Lapsed iOS buyers');
    assert.equal(await text(panel, '[data-testid=total]'), '412');
    assert.match(await text(panel, '.main-figure'), /4\.1% of 10,000/);
    assert.match(await text(panel, '.figures'), /398.*reachable · 96\.6% on any channel/s);
    assert.match(await text(panel, '.channel:first-child'), /Push.*260.*63\.1%.*100 no device token.*52 not opted in/s);
    assert.doesNotMatch(await text(panel, '.channels'), /blocked/);
    assert.match(
      await text(panel, '.rules li:last-child'),
      /did not do Charged.*412 remain.*−2,492|-2,492.*3,377 alone/s,
    );
    assert.equal(await panel.page.locator('tbody tr').count(), 5);
  });

  it('says as-of, zone and freshness in the project’s time zone', async () => {
    const panel = await browser.open();
    await panel.send(...states.ready);
    const facts = await text(panel, '.facts');
    assert.match(await text(panel, '.as-of'), /As of.*Jun 30, 2026.*12:00/s);
    assert.match(facts, /Asia\/Kolkata/);
    assert.match(facts, /Latest event.*Jun 29, 2026.*11:59/s);
    assert.match(facts, /2 hours ago/);
    assert.match(await text(panel, 'tbody'), /Mar 4, 2025.*2:42/s);
  });

  it('shows data as text, never as markup', async () => {
    const panel = await browser.open();
    await panel.send(...states.ready);
    assert.match(await text(panel, 'tbody'), /<b>Delhi<\/b>/);
    assert.equal(await panel.page.locator('tbody b').count(), 0);
  });

  it('shows a long explanation as nested lists, without their dashes', async () => {
    const panel = await browser.open();
    const explanation =
      'All of this holds:\n- any of these:\n  - city is Pune\n  - age is 3 - 4\n- <b>can</b> be reached\nLive.';
    await panel.send({ type: 'result', result: { ...numbers, explanation }, stale: false });
    const lines = panel.page.locator('.explanation > *');
    assert.deepEqual(await lines.allInnerTexts(), [
      'All of this holds:',
      'any of these:\ncity is Pune\nage is 3 - 4\n<b>can</b> be reached',
      'Live.',
    ]);
    assert.equal(await panel.page.locator('.explanation > ul > li > ul > li').count(), 2);
  });

  it('marks masked columns with a lock and in words', async () => {
    const panel = await browser.open();
    await panel.send(...states.ready);
    const head = panel.page.locator('thead th', { hasText: 'name' }).first();
    assert.equal(await head.locator('.codicon-lock').count(), 1);
    assert.match((await head.textContent()) ?? '', /personal data, masked/);
  });

  it('keeps the numbers while a newer text is counted, and says so', async () => {
    const panel = await browser.open();
    await panel.send(...states.updating);
    assert.equal(await text(panel, '.badge'), 'Updating');
    assert.equal(await text(panel, '[data-testid=total]'), '412');
    assert.equal(await panel.page.locator('main').getAttribute('aria-busy'), 'true');
    await panel.send({ type: 'result', result: { ...numbers, users: { total: 7, of: 10000 } }, stale: false });
    assert.equal(await text(panel, '[data-testid=total]'), '7');
    assert.equal(await panel.page.locator('.badge').count(), 0);
  });

  it('drops the numbers of another segment', async () => {
    const panel = await browser.open();
    await panel.send(...states.ready, { type: 'loading', name: 'vip', uri: 'file:///project/vip.segment.yaml' });
    assert.equal(await panel.page.locator('[data-testid=total]').count(), 0);
    assert.equal(await text(panel, 'h1'), 'vip');
  });

  it('names the rule that left nobody, and what the data holds', async () => {
    const panel = await browser.open();
    await panel.send(...states.empty);
    const empty = await text(panel, '.empty');
    assert.match(empty, /Nobody is left after the rule.*city is Punee.*line 4.*Pune.*Patna.*Panaji/s);
    await panel.page
      .getByRole('button', { name: /city is Punee/ })
      .first()
      .click();
    assert.deepEqual((await panel.sent()).at(-1), { type: 'reveal', uri: numbers.uri, line: 3 });
  });

  it('lists problems as ways to their lines, and marks older numbers', async () => {
    const panel = await browser.open();
    await panel.send(...states['invalid-after-numbers']);
    assert.match(await text(panel, '.problems'), /2 problems to fix.*Unknown event “Purchased”.*line 8/s);
    assert.equal(await text(panel, '.badge'), 'Not up to date');
    assert.equal(await text(panel, '[data-testid=total]'), '412');
    await panel.page
      .getByRole('button', { name: /within/ })
      .first()
      .click();
    assert.deepEqual((await panel.sent()).at(-1), { type: 'reveal', uri: numbers.uri, line: 8 });
  });

  it('says why it could not count, and offers what helps', async () => {
    const panel = await browser.open();
    await panel.send(...states.failed);
    assert.match(await text(panel, '.failed'), /line 1204/);
    await panel.page.getByRole('button', { name: 'Rebuild Store' }).click();
    await panel.page.getByRole('button', { name: 'Try Again' }).click();
    assert.deepEqual(withoutAsks(await panel.sent()), [
      { type: 'command', command: 'segments.rebuildStore' },
      { type: 'refresh' },
    ]);
  });

  it('works by keyboard, and keeps the focus over an update', async () => {
    const panel = await browser.open();
    await panel.send(...states.ready);
    const { keyboard } = panel.page;
    // A toolbar is one stop; the arrows go along it.
    await keyboard.press('Tab');
    await keyboard.press('ArrowRight');
    await keyboard.press('Enter');
    await keyboard.press('ArrowRight');
    await keyboard.press('Space');
    await panel.page.getByRole('button', { name: /^os is iOS/ }).focus();
    await keyboard.press('Enter');
    assert.deepEqual(withoutAsks(await panel.sent()), [
      { type: 'refresh' },
      { type: 'export' },
      { type: 'reveal', uri: numbers.uri, line: 3 },
    ]);
    await panel.send({ type: 'stale' }, ...states.ready);
    assert.match((await panel.page.evaluate<string>('document.activeElement.textContent')) ?? '', /^os is iOS/);
    const outline = await panel.page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    assert.equal(outline, 'solid');
  });

  it('keeps an opened list of notes open over an update', async () => {
    const panel = await browser.open();
    await panel.send(...states.ready);
    await panel.page.getByRole('button', { name: '1 note from the import' }).click();
    await panel.send(...states.ready);
    assert.ok(await panel.page.getByText('12 values of ltv').isVisible());
  });

  it('tells a screen reader the result once, and is silent while typing', async () => {
    const panel = await browser.open();
    await panel.send(...states.ready);
    const live = panel.page.locator('[aria-live=polite]');
    assert.equal(await live.textContent(), 'Lapsed iOS buyers: 412 of 10,000 users, 4.1%. 398 reachable.');
    await panel.send({ type: 'stale' });
    assert.equal(await live.textContent(), 'Lapsed iOS buyers: 412 of 10,000 users, 4.1%. 398 reachable.');
    await panel.send(...states.invalid);
    assert.equal(await live.textContent(), '2 problems to fix.');
  });

  it('keeps only the segment’s address for the next session', async () => {
    const panel = await browser.open();
    await panel.send(...states.ready);
    assert.deepEqual(await panel.page.evaluate('keptState'), { uri: numbers.uri });
  });

  it('writes numbers and times in the language of VS Code', async () => {
    const panel = await browser.open({ language: 'de' });
    await panel.send(...states.ready);
    assert.match(await text(panel, '.main-figure'), /4,1\s%.*10\.000/s);
  });

  it('fits a narrow panel and 200% zoom without sideways scrolling', async () => {
    for (const width of [640, 320]) {
      const panel = await browser.open({ width });
      await panel.send(...states.ready);
      assert.equal(await panel.page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true, `${width}px`);
    }
  });

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`has no accessibility violation in any state (${theme})`, async () => {
      const panel = await browser.open({ theme });
      for (const [name, messages] of Object.entries(states)) {
        await panel.send(...messages);
        assert.deepEqual(await panel.violations(), [], name);
      }
    });
  }
});

/** What the page said beside “ready” and its questions. */
function withoutAsks(sent: readonly FromInsightsView[]): readonly FromInsightsView[] {
  return sent.filter(({ type }) => type !== 'ready' && type !== 'ask' && type !== 'drop');
}

async function text(panel: Panel, selector: string): Promise<string> {
  return (await panel.page.locator(selector).first().textContent()) ?? '';
}
