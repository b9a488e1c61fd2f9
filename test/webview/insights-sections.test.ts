import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type {
  BreakdownAnswer,
  FromInsightsView,
  SectionQuestion,
  SectionResult,
  ToInsightsView,
} from '../../server/src/protocol/index.ts';
import { poll } from '../support/poll.ts';
import { numbers, states } from './messages.ts';
import { answerAll, answerTo, comparable } from './section-answers.ts';
import { type Theme, themes } from './themes.ts';
import { type PageOptions, startWebview, type WebviewBrowser, type WebviewPage } from './webview-page.ts';

type Panel = WebviewPage<ToInsightsView, FromInsightsView>;

const ORDER = ['reach', 'waterfall', 'users', 'trend', 'breakdown', 'overlap', 'funnel', 'compare'];

describe('sections of the insights panel', () => {
  let browser: WebviewBrowser<ToInsightsView, FromInsightsView>;
  before(async function () {
    this.timeout(300_000);
    browser = await startWebview('insights');
  });
  after(() => browser?.close());

  /** The panel with these sections open and all others hidden, and their numbers. */
  async function open(sections: readonly string[], options: PageOptions = {}): Promise<Panel> {
    const panel = await browser.open({ height: 2400, ...options });
    const hidden = ORDER.filter((id) => !sections.includes(id));
    await panel.send({ type: 'arrangement', arrangement: { order: ORDER, hidden, collapsed: [] } });
    await panel.send(...states.ready);
    await answerAll(panel);
    return panel;
  }
  const section = (panel: Panel, id: string) => panel.page.locator(`[data-section=${id}]`);
  const order = (panel: Panel) =>
    panel.page.locator('[data-section]').evaluateAll((all) => all.map((each) => each.getAttribute('data-section')));
  const asked = async (panel: Panel) =>
    (await panel.sent()).filter((message): message is SectionQuestion => message.type === 'ask');
  const last = async (panel: Panel) => (await panel.sent()).at(-1);

  it('asks only for sections that are open and in sight', async () => {
    const panel = await browser.open({ height: 420 });
    await panel.send(...states.ready);
    await answerAll(panel);
    assert.equal(
      (await asked(panel)).some((one) => one.section === 'trend'),
      false,
    );
    await section(panel, 'trend').scrollIntoViewIfNeeded();
    await poll(async () => (await asked(panel)).some((one) => one.section === 'trend'), 'the trend to be asked for');
    assert.equal(
      (await asked(panel)).some((one) => one.section === 'overlap'),
      false,
    );
    await section(panel, 'overlap')
      .getByRole('button', { name: /^Overlap/ })
      .click();
    await poll(
      async () => (await asked(panel)).some((one) => one.section === 'overlap'),
      'the overlap to be asked for',
    );
    await section(panel, 'overlap')
      .getByRole('button', { name: /^Overlap/ })
      .click();
    await poll(async () => (await panel.sent()).some(({ type }) => type === 'drop'), 'the question to be given up');
  });

  it('marks numbers of an older text at once, and asks again for the newer', async () => {
    const panel = await open(['reach']);
    const answered = section(panel, 'reach').locator('.answered');
    assert.equal(await answered.getAttribute('class'), 'answered');
    const before = (await asked(panel)).length;
    await panel.send({ type: 'stale' });
    assert.equal(await answered.getAttribute('class'), 'answered stale');
    assert.equal((await asked(panel)).length, before, 'nothing is asked while the text changes');
    await panel.send({ type: 'result', result: { ...numbers, version: 5 }, stale: false });
    await poll(async () => (await asked(panel)).length === before + 1, 'the question');
    assert.equal(await answered.getAttribute('class'), 'answered stale', 'until the answer is there');
    const question = (await asked(panel)).at(-1)!;
    await panel.send({ type: 'section', ask: question.ask, result: { ...answerTo(question), version: 5 } });
    assert.equal(await answered.getAttribute('class'), 'answered');
  });

  it('is busy until there is an answer, also while it is not asked for', async () => {
    const panel = await browser.open();
    await panel.send(...states.ready, { type: 'stale' });
    const answered = section(panel, 'reach').locator('.answered');
    assert.match((await answered.textContent()) ?? '', /Push/, 'what the first numbers hold');
    assert.equal(await answered.getAttribute('aria-busy'), 'true');
  });

  it('drops an answer to an older question', async () => {
    const panel = await browser.open();
    await panel.send(...states.ready);
    const question = (await asked(panel)).find((one) => one.section === 'reach')!;
    await panel.send(...states.ready);
    await panel.send({ type: 'section', ask: question.ask, result: answerTo(question) });
    assert.equal(await section(panel, 'reach').locator('.triple').count(), 0);
  });

  it('says in a sentence why a section has no numbers, and tries again', async () => {
    const panel = await browser.open();
    await panel.send(...states.ready);
    const [question] = await asked(panel);
    const { ask, section: id } = question!;
    const message = 'The data cannot answer this.';
    await panel.send({
      type: 'section',
      ask,
      result: { state: 'unavailable', section: id, uri: numbers.uri, version: 4, message },
    });
    const before = (await asked(panel)).length;
    // What the first numbers hold is still to be seen.
    assert.match((await section(panel, id).textContent()) ?? '', /Push/);
    await panel.page.getByText(message).waitFor();
    await panel.page.getByRole('button', { name: 'Try Again' }).focus();
    await panel.page.keyboard.press('Enter');
    await poll(async () => (await asked(panel)).length > before, 'another question');
    // The button goes with the message: the focus stays in the section.
    assert.equal(await section(panel, id).evaluate((own) => own.matches(':focus-within')), true);
  });

  it('moves, collapses and hides a section by keyboard alone, says so, and remembers it', async () => {
    const panel = await open(['reach', 'waterfall', 'trend']);
    const { keyboard } = panel.page;
    await section(panel, 'waterfall')
      .getByRole('button', { name: /^Rule by rule/ })
      .focus();
    await keyboard.press('Alt+ArrowUp');
    assert.deepEqual(await order(panel), ['waterfall', 'reach', 'trend']);
    assert.equal(
      await panel.page.locator('[aria-live=polite]').first().textContent(),
      'Rule by rule moved to place 1 of 3.',
    );
    assert.match((await panel.page.evaluate<string>('document.activeElement.textContent')) ?? '', /^Rule by rule/);
    await keyboard.press('Enter');
    assert.equal(await section(panel, 'waterfall').locator('.rules').isVisible(), false);
    // The tools come after the heading; at the top the first that can be used is “Move down”.
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    assert.deepEqual(await order(panel), ['reach', 'waterfall', 'trend']);
    await section(panel, 'waterfall').getByRole('button', { name: 'Hide' }).focus();
    await keyboard.press('Enter');
    assert.deepEqual(await order(panel), ['reach', 'trend']);
    const { arrangement } = (await panel.sent()).filter((one) => one.type === 'arrange').at(-1)!;
    assert.deepEqual(arrangement?.order.slice(0, 2), ['reach', 'waterfall']);
    assert.ok(arrangement?.hidden.includes('waterfall') && arrangement.collapsed.includes('waterfall'));
    // The focus is at what shows it again.
    await keyboard.press('Enter');
    await panel.page.getByRole('menuitemcheckbox', { name: 'Rule by rule' }).click();
    assert.deepEqual(await order(panel), ['reach', 'waterfall', 'trend']);
    await panel.page.getByRole('menuitem', { name: 'Reset the arrangement' }).click();
    assert.deepEqual(await order(panel), ORDER);
    assert.equal((await panel.sent()).filter((one) => one.type === 'arrange').at(-1)?.arrangement, null);
  });

  it('is arranged with the mouse too', async () => {
    const panel = await open(['reach', 'waterfall', 'trend']);
    await section(panel, 'trend').hover();
    const { mouse } = panel.page;
    const grip = (await section(panel, 'trend').locator('.grip').boundingBox())!;
    await mouse.move(grip.x + 8, grip.y + 8);
    await mouse.down();
    await mouse.move(grip.x + 8, grip.y - 20, { steps: 4 });
    const { x, y } = (await section(panel, 'reach').boundingBox())!;
    await mouse.move(x + 80, y + 12, { steps: 8 });
    await mouse.up();
    await poll(async () => (await order(panel))[0] === 'trend', 'the trend at the top');
  });

  it('takes what was arranged before, with sections that are new since at their usual place', async () => {
    const panel = await browser.open();
    const arrangement = { order: ['users', 'gone', 'reach'], hidden: ['reach'], collapsed: ['users'] };
    await panel.send({ type: 'arrangement', arrangement }, ...states.ready);
    assert.deepEqual(await order(panel), ['users', 'trend', 'breakdown', 'overlap', 'funnel', 'compare', 'waterfall']);
    assert.equal(await section(panel, 'users').locator('table').count(), 0);
  });

  it('opens the section that was asked for elsewhere, also a hidden one, and brings it into sight', async () => {
    const panel = await browser.open({ height: 420 });
    await panel.send({ type: 'arrangement', arrangement: { order: ORDER, hidden: ['overlap'], collapsed: ORDER } });
    await panel.send({ type: 'open-section', section: 'overlap' });
    await panel.send(...states.ready);
    await poll(
      async () => (await asked(panel)).some((one) => one.section === 'overlap'),
      'the overlap to be asked for',
    );
    assert.equal(
      (await asked(panel)).some((one) => one.section === 'trend'),
      false,
    );
  });

  it('tells how channels overlap', async () => {
    const panel = await open(['reach']);
    const words = (await section(panel, 'reach').textContent()) ?? '';
    assert.match(words, /By any channel398.*By one channel only150.*By none14/s);
    assert.match(words, /Email131 only here/);
  });

  it('calls out the rule that removes most, nests groups, and leads to each line', async () => {
    const panel = await open(['waterfall']);
    assert.match((await panel.page.locator('.rule-most').textContent()) ?? '', /os is iOS.*removes most.*-5,880/s);
    assert.equal(await panel.page.locator('.rule-nested').count(), 2);
    await panel.page.locator('.rule', { hasText: 'did Charged' }).first().click();
    assert.deepEqual(await last(panel), { type: 'reveal', uri: numbers.uri, line: 7 });
  });

  it('says a group of one rule as one', async () => {
    const panel = await browser.open();
    await panel.send(...states.ready);
    const question = (await asked(panel)).find((one) => one.section === 'waterfall')!;
    const { uri, version, asOf, storeVersion } = numbers;
    const rule = { sentence: 'did Charged', line: 3, alone: 9, remaining: 9 };
    const within = { ...rule, path: ['where', 0, 'none', 0], of: [] };
    const rules = [{ ...rule, path: ['where', 0], group: 'none' as const, of: [within] }];
    const answer = { of: 20, total: 9, removesMost: 0, rules };
    const result = {
      state: 'ready',
      section: 'waterfall',
      uri,
      version,
      asOf,
      storeVersion,
      answer,
      tookMs: 3,
    } as const;
    await panel.send({ type: 'section', ask: question.ask, result });
    assert.match((await panel.page.locator('.rule').first().textContent()) ?? '', /^none of this rule/);
  });

  it('pages, searches, chooses columns and copies users', async () => {
    const panel = await open(['users']);
    const users = section(panel, 'users');
    assert.match((await users.textContent()) ?? '', /1–5 of 412, personal data masked/);
    await users.getByRole('button', { name: 'Next page' }).click();
    await poll(
      async () => (await asked(panel)).at(-1)?.options !== undefined && 'after' in (await asked(panel)).at(-1)!.options,
      'the next page',
    );
    await answerAll(panel);
    assert.match((await users.locator('tbody').textContent()) ?? '', /u_90017/);
    await users.getByRole('button', { name: 'Page before' }).click();
    await answerAll(panel);
    await users.getByRole('searchbox').fill('pune');
    await poll(async () => JSON.stringify((await asked(panel)).at(-1)?.options).includes('pune'), 'the search');
    await answerAll(panel);
    assert.equal(await users.locator('tbody tr').count(), 1);
    await users.getByRole('button', { name: 'Columns' }).click();
    await panel.page.getByRole('menuitemcheckbox', { name: 'os' }).click();
    await panel.page.keyboard.press('Escape');
    await answerAll(panel);
    assert.deepEqual(await users.locator('thead th').allTextContents(), [
      'User',
      'name (personal data, masked)',
      'city',
      'ltv',
    ]);
    await users.getByRole('button', { name: 'Copy' }).click();
    await panel.page.getByRole('menuitem', { name: 'As table (TSV)' }).click();
    assert.deepEqual(await last(panel), {
      type: 'copy',
      text: 'user\tname\tcity\tltv\r\nu_00017\tA•••• R••\tPune\t1249.5\r\n',
    });
  });

  it('shows personal data only once the host said so, and hides it at once', async () => {
    const panel = await open(['users']);
    await section(panel, 'users').getByRole('button', { name: 'Reveal…' }).click();
    assert.deepEqual(await last(panel), { type: 'personal', reveal: true });
    const before = (await asked(panel)).length;
    await panel.send({ type: 'personal', isRevealed: true });
    await poll(async () => (await asked(panel)).length > before, 'the users to be asked for');
    await answerAll(panel);
    await panel.send({ type: 'personal', isRevealed: false });
    assert.equal(
      (await section(panel, 'users').locator('.waiting').count()) +
        (await section(panel, 'users').locator('.masked').count()) >
        0,
      true,
    );
  });

  it('draws the trend as its parts come, by the step that is chosen', async () => {
    const panel = await open(['trend']);
    const steps = (await asked(panel)).map(({ options }) => options);
    assert.deepEqual(steps, [{}, { every: 'day', before: '2026-05-20T18:30:00.000Z' }]);
    await panel.page.getByRole('button', { name: 'Show as table' }).click();
    assert.equal(await section(panel, 'trend').locator('tbody tr').count(), 90);
    await panel.page.getByRole('radio', { name: 'Week' }).click();
    await poll(async () => JSON.stringify((await asked(panel)).at(-1)?.options) === '{"every":"week"}', 'the weeks');
  });

  it('tells of a point under the mouse', async () => {
    const panel = await open(['trend']);
    await section(panel, 'trend')
      .locator('.drawing')
      .hover({ position: { x: 300, y: 90 } });
    await poll(
      async () => /users, \d/.test((await section(panel, 'trend').locator('svg').first().textContent()) ?? ''),
      'the tip',
    );
    // Nothing in it breaks the page's policy.
    await panel.send();
  });

  it('breaks down by a property found by typing, with bars or a histogram, never by a hidden one', async () => {
    const panel = await open(['breakdown']);
    const picker = panel.page.getByRole('combobox', { name: 'Property' });
    const choose = async (name: string) => {
      await picker.fill(name);
      await panel.page.getByRole('option', { name: new RegExp(`^${name}`) }).click();
      await answerAll(panel);
    };
    assert.match((await section(panel, 'breakdown').locator('svg').textContent()) ?? '', /Mumbai.*1\.7×/s);
    await choose('ltv');
    assert.ok(
      (await section(panel, 'breakdown').locator('svg rect').count()) >= 36,
      'the segment and the base in each bin',
    );
    // What is typed replaces what was chosen, wherever it is pressed.
    for (const press of [picker, section(panel, 'breakdown').locator('.combo-box button')]) {
      await panel.page.getByRole('heading').first().click();
      await press.click();
      await panel.page.keyboard.type('cit');
      await panel.page.getByRole('option', { name: /^city/ }).waitFor();
      await panel.page.keyboard.press('Escape');
    }
    await choose('name');
    assert.match((await section(panel, 'breakdown').textContent()) ?? '', /personal data: its values are hidden/);
    assert.equal(await section(panel, 'breakdown').locator('svg').count(), 0);
  });

  it('has room for labels of any script, for rare values, and for the edges of bins', async () => {
    const show = async (change: (answer: BreakdownAnswer) => object) => {
      const panel = await browser.open({ height: 2400 });
      await panel.send(...states.ready);
      const question = (await asked(panel)).find((one) => one.section === 'breakdown')!;
      const result = answerTo(question) as Extract<SectionResult<'breakdown'>, { state: 'ready' }>;
      const answer = { ...result.answer, ...change(result.answer) };
      await panel.send({ type: 'section', ask: question.ask, result: { ...result, answer } });
      return section(panel, 'breakdown');
    };
    const outside = (breakdown: Locator) =>
      breakdown.locator('svg.plot').evaluate((svg) => {
        const [left, right] = [svg.getBoundingClientRect().left, svg.getBoundingClientRect().right];
        const texts = [...svg.querySelectorAll('text')].filter((text) => {
          const box = text.getBoundingClientRect();
          return box.left < left - 1 || box.right > right + 1;
        });
        return texts.map(({ textContent }) => textContent);
      });
    const bars = await show(({ rows }) => ({
      rows: rows.map((row) => ({ ...row, label: `${'名前'.repeat(20)}${row.label}`, lift: 10.942 })),
      other: { ...rows[0], values: 1 },
    }));
    await bars.getByText('11×').first().waitFor();
    await bars.getByText('1 other value', { exact: true }).waitFor();
    assert.deepEqual(await outside(bars), []);
    const bin = { users: 9, base: 90, share: 0.05, baseShare: 0.05, lift: 1 };
    const inner = Array.from({ length: 20 }, (_, i) => {
      const from = i * 500 - 3500;
      return {
        ...bin,
        label: `${from.toLocaleString('en')} – ${(from + 500).toLocaleString('en')}`,
        from,
        to: from + 500,
      };
    });
    const histogram = await show(() => ({
      kind: 'bins',
      rows: [
        { ...bin, label: 'below -3,500', from: null, to: -3500 },
        ...inner,
        { ...bin, label: '6,500 and more', from: 6500, to: null },
      ],
    }));
    await histogram.getByText('-3,500', { exact: true }).waitFor();
    assert.equal(await histogram.locator('svg.plot text').filter({ hasText: 'below' }).count(), 0);
    assert.deepEqual(await outside(histogram), []);
  });

  it('keeps what was chosen, and nothing of users, for when the page comes back', async () => {
    const panel = await open(['trend', 'users']);
    await panel.page.getByRole('radio', { name: 'Month' }).click();
    await section(panel, 'users').getByRole('searchbox').fill('u_00017');
    await poll(async () => JSON.stringify((await asked(panel)).at(-1)?.options).includes('u_00017'), 'the search');
    assert.deepEqual(await panel.page.evaluate('keptState'), { uri: numbers.uri, choices: { trend: 'month' } });
  });

  it('compares with what is chosen, and shows who entered and left and which rules changed', async () => {
    const panel = await open(['compare']);
    const compare = section(panel, 'compare');
    assert.deepEqual((await asked(panel)).at(-1)?.options, { with: { kind: 'head' } });
    assert.match((await compare.textContent()) ?? '', /380 in HEAD.*412 now.*\+32/s);
    assert.match(
      (await compare.locator('.changes').textContent()) ?? '',
      /Added: .*os is iOS.*Removed: .*city is Pune/s,
    );
    await compare.getByRole('button', { name: 'Entered: 60' }).click();
    assert.equal(await compare.locator('tbody tr:visible').count(), 2);
    await compare.getByRole('radio', { name: 'Branch or commit' }).click();
    await compare.getByRole('combobox', { name: 'Branch or commit' }).fill('festival');
    await panel.page.getByRole('option', { name: /festival/ }).click();
    await answerAll(panel);
    await compare.getByText('in the other one, renamed from old/phones.segment.yaml').waitFor();
    await compare.getByRole('radio', { name: 'Segment' }).click();
    await compare.getByRole('combobox', { name: 'Segment' }).fill('vip');
    await panel.page.getByRole('option', { name: /VIP/ }).click();
    await poll(
      async () => JSON.stringify((await asked(panel)).at(-1)?.options) === '{"with":{"kind":"segment","id":"vip"}}',
      'the segment',
    );
    // Each way keeps what was chosen, and shows it.
    await compare.getByRole('radio', { name: 'Branch or commit' }).click();
    await poll(async () => /festival/.test(await compare.getByRole('combobox').inputValue()), 'the branch chosen');
    await compare.getByRole('radio', { name: 'Segment' }).click();
    await poll(async () => /VIP/.test(await compare.getByRole('combobox').inputValue()), 'the segment chosen');
  });

  // What grows in sight moves the field; what grows above the window's edge makes the browser scroll instead.
  for (const [how, height] of [
    ['pushes its field down', 1200],
    ['scrolls the page', 320],
  ] as const) {
    it(`keeps a list open at its field when an answer ${how}`, async () => {
      const panel = await browser.open({ height });
      const hidden = ORDER.filter((id) => !['breakdown', 'reach', 'compare'].includes(id));
      await panel.send({
        type: 'arrangement',
        arrangement: { order: ['breakdown', 'reach', 'compare'], hidden, collapsed: [] },
      });
      await panel.send(...states.ready, { type: 'comparable', comparable });
      const compare = section(panel, 'compare');
      await section(panel, 'breakdown').scrollIntoViewIfNeeded();
      await compare.scrollIntoViewIfNeeded();
      await compare.getByRole('radio', { name: 'Segment' }).click();
      const field = compare.getByRole('combobox', { name: 'Segment' });
      await field.fill('vip');
      const option = panel.page.getByRole('option', { name: /VIP/ });
      await option.waitFor();
      const gap = async () => {
        const list = (await panel.page.locator('.list-popover').boundingBox())!;
        const { y, height: tall } = (await field.boundingBox())!;
        return Math.round(list.y < y ? y - list.y - list.height : list.y - y - tall);
      };
      const scrolled = () => panel.page.evaluate<number>('scrollY');
      const place = async () => (await field.boundingBox())!.y + (await scrolled());
      const before = { gap: await gap(), scrolled: await scrolled(), place: await place() };
      await answerAll(panel);
      assert.notEqual(await place(), before.place, 'the page grew above it');
      assert.equal((await scrolled()) === before.scrolled, how === 'pushes its field down');
      await poll(async () => (await gap()) === before.gap, 'the list at its field');
      await option.click();
      await poll(async () => JSON.stringify((await asked(panel)).at(-1)?.options).includes('vip'), 'the segment');
      // It closes as before: with Escape, and when the focus goes on.
      for (const key of ['Escape', 'Tab']) {
        await field.fill('vi');
        await option.waitFor();
        await panel.page.keyboard.press(key);
        await option.waitFor({ state: 'detached' });
      }
    });
  }

  it('leaves out and adds segments of the overlap, and opens one', async () => {
    const panel = await open(['overlap']);
    const overlap = section(panel, 'overlap');
    await overlap.getByRole('button', { name: 'VIP customers', exact: true }).click();
    assert.deepEqual(await last(panel), { type: 'open', uri: 'file:///project/segments/vip.segment.yaml' });
    await overlap.getByRole('button', { name: 'Leave out VIP customers' }).click();
    await poll(async () => !JSON.stringify((await asked(panel)).at(-1)?.options).includes('vip'), 'the others');
    await answerAll(panel);
    assert.equal(await overlap.locator('.overlap').count(), 2);
    // What was pressed is gone: the focus is at what brings it back.
    assert.equal(await panel.page.evaluate('document.activeElement.textContent'), 'Those that overlap most');
    await overlap.getByRole('combobox', { name: 'Add a segment' }).fill('New');
    await panel.page.getByRole('option', { name: /New users/ }).click();
    await poll(async () => JSON.stringify((await asked(panel)).at(-1)?.options).includes('new-users'), 'the added one');
  });

  it('names a chosen segment that the overlap leaves out, keeps it chosen, and opens it', async () => {
    const panel = await open(['overlap']);
    const overlap = section(panel, 'overlap');
    const add = async (name: string) => {
      await overlap.getByRole('combobox', { name: 'Add a segment' }).fill(name);
      await panel.page.getByRole('option', { name }).click();
      await answerAll(panel);
    };
    const chosen = async () => {
      const { options } = (await asked(panel)).at(-1)!;
      return 'segments' in options ? options.segments : undefined;
    };
    await add('Broken one');
    const line = overlap.locator('.left-out');
    assert.equal(await line.textContent(), 'Left out: Broken one has errors');
    assert.equal(await overlap.locator('.overlap').count(), 3);
    await line.getByRole('button', { name: 'Broken one', exact: true }).click();
    assert.deepEqual(await last(panel), { type: 'open', uri: 'file:///project/segments/broken.segment.yaml' });
    // It comes back once it is mended: it stays chosen, until it is given up.
    await overlap.getByRole('button', { name: 'Leave out VIP customers' }).click();
    await answerAll(panel);
    assert.deepEqual(await chosen(), ['mumbai-reachable', 'cart-abandoners', 'broken']);
    await overlap.getByRole('combobox', { name: 'Add a segment' }).fill('Broken');
    assert.equal(await panel.page.getByRole('option', { name: 'Broken one' }).count(), 0);
    await panel.page.keyboard.press('Escape');
    await line.getByRole('button', { name: 'Do not choose Broken one' }).click();
    await answerAll(panel);
    assert.deepEqual(await chosen(), ['mumbai-reachable', 'cart-abandoners']);
    assert.equal(await line.count(), 0);
  });

  it('tells how many take each step, and how long', async () => {
    const panel = await open(['funnel']);
    assert.match(
      (await section(panel, 'funnel').textContent()) ?? '',
      /4,100.*31\.7% of the step before · typically after 21 min.*1 min 34 s to 4 h 10 min/s,
    );
  });

  it('shows a chart’s numbers as a table, the same as it copies as data', async () => {
    const panel = await open(['breakdown']);
    await panel.page.getByRole('button', { name: 'Show as table' }).click();
    const cells = await section(panel, 'breakdown').locator('tbody tr').first().locator('th, td').allInnerTexts();
    assert.deepEqual(cells, ['Mumbai', '150', '36.4%', '2,100', '21%', '1.7×']);
    await panel.page.getByRole('button', { name: 'Copy data (CSV)' }).click();
    const copied = await last(panel);
    assert.ok(copied?.type === 'copy');
    const [head, first] = copied.text.split('\r\n');
    assert.equal(head, 'city,Users,Share,All users,Share of all,Lift');
    assert.equal(first, `Mumbai,150,${150 / 412},2100,0.21,${150 / 412 / 0.21}`);
  });

  it('saves a chart as a picture in the theme’s colours', async () => {
    const panel = await open(['trend']);
    await panel.page.getByRole('button', { name: 'Save as image…' }).click();
    await poll(async () => (await last(panel))?.type === 'save-image', 'the picture');
    const saved = await last(panel);
    assert.ok(saved?.type === 'save-image' && saved.name === 'Size by day');
    const png = Buffer.from(saved.png, 'base64');
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
    const size = [png.readUInt32BE(16), png.readUInt32BE(20)];
    assert.deepEqual(size, [2 * 752, 2 * (272 + 60)]);
    await panel.page.getByRole('button', { name: 'Copy as image' }).click();
    await poll(
      () => panel.page.evaluate('navigator.clipboard.read().then(([item]) => item.types.includes("image/png"))'),
      'the picture on the clipboard',
    );
  });

  it('counts as of another time, chosen in the project’s time zone', async () => {
    const panel = await open(['reach']);
    const choose = async (name: string) => {
      await panel.page.getByRole('button', { name: /^As of/ }).click();
      await panel.page.getByRole('dialog').getByRole('button', { name }).click();
    };
    await choose('Now');
    assert.deepEqual(await last(panel), { type: 'as-of', asOf: { kind: 'now' } });
    await panel.page.getByRole('button', { name: /^As of/ }).click();
    await panel.page.getByRole('spinbutton', { name: /^day/ }).focus();
    await panel.page.keyboard.type('15');
    await panel.page.getByRole('dialog').getByRole('button', { name: 'Count' }).click();
    assert.deepEqual(await last(panel), { type: 'as-of', asOf: { kind: 'at', local: '2026-06-15T00:00' } });
  });

  it('keeps one broken section from taking the others down', async () => {
    const panel = await browser.open();
    await panel.send(...states.ready);
    const question = (await asked(panel)).find((one) => one.section === 'reach')!;
    const broken = { ...answerTo(question), answer: {} } as never;
    await assert.rejects(panel.send({ type: 'section', ask: question.ask, result: broken }));
    assert.match((await section(panel, 'reach').textContent()) ?? '', /could not be drawn/);
    assert.equal(await section(panel, 'waterfall').locator('.rules').count(), 1);
  });

  it('fits 300 pixels and big text without sideways scrolling', async () => {
    for (const width of [300, 420, 900]) {
      const panel = await open(ORDER, { width });
      assert.equal(await panel.page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true, `${width}px`);
    }
  });

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`has no accessibility violation in any section, as chart or table (${theme})`, async () => {
      const panel = await open(ORDER, { theme, height: 4800 });
      assert.deepEqual(await panel.violations(), [], 'charts');
      for (const button of await panel.page.getByRole('button', { name: 'Show as table' }).all()) await button.click();
      assert.deepEqual(await panel.violations(), [], 'tables');
      await panel.page.getByRole('button', { name: /^Sections/ }).click();
      assert.deepEqual(await panel.violations(), [], 'the menu of sections');
    });
  }
});
