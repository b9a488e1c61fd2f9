import assert from 'node:assert/strict';
import { details, hasRemarks, summarise } from '../../../../client/src/commands/prompt-details.ts';
import { readMessage, readState } from '../../../../client/src/panels/insights-messages.ts';
import { pageHtml } from '../../../../client/src/panels/webview-page.ts';
import { redact } from '../../../../client/src/platform/log.ts';
import type { NewSegmentResult } from '../../../../server/src/protocol/index.ts';

const clear: NewSegmentResult = {
  status: 'ok',
  uri: 'file:///p/a.segment.yaml',
  yaml: 'name: A\n',
  provider: 'builtin',
  assumptions: [],
  questions: [],
  notUnderstood: [],
  phrases: [],
};

describe('the client’s parts', () => {
  it('takes only well-formed messages from the webview', () => {
    assert.deepEqual(readMessage({ type: 'reveal', uri: 'file:///a', line: 3, more: 1 }), {
      type: 'reveal',
      uri: 'file:///a',
      line: 3,
    });
    for (const bad of [
      null,
      'ready',
      {},
      { type: 'other' },
      { type: 'reveal', uri: 'file:///a', line: -1 },
      { type: 'reveal', uri: 'file:///a', line: 0.5 },
      { type: 'reveal', uri: 7, line: 0 },
      { type: 'command', command: ['a'] },
      { type: 'ask', ask: 1, section: 'salaries', options: {} },
      { type: 'ask', ask: 1, section: 'compare', options: { with: { kind: 'disk' } } },
      { type: 'as-of', asOf: { kind: 'at', local: 'tomorrow' } },
      { type: 'save-image', name: 'a', png: '<svg>' },
    ]) {
      assert.equal(readMessage(bad), undefined, JSON.stringify(bad));
    }
  });

  it('lets the webview ask for sections, but not for personal data', () => {
    const asked = { type: 'ask', ask: 1, section: 'users', options: { search: 'pune', reveal: true } };
    assert.deepEqual(readMessage(asked), { type: 'ask', ask: 1, section: 'users', options: { search: 'pune' } });
    const columns = { type: 'export', format: 'csv', columns: ['city'] };
    assert.deepEqual(readMessage(columns), columns);
  });

  it('restores a panel for files only', () => {
    assert.equal(readState({ uri: 'file:///p/a.segment.yaml' })?.path, '/p/a.segment.yaml');
    for (const bad of [undefined, {}, { uri: 3 }, { uri: 'command:workbench.action.quit' }]) {
      assert.equal(readState(bad), undefined);
    }
  });

  it('allows the panel’s page nothing but its own script and style', () => {
    const page = {
      script: 'https://s/a.js',
      style: 'https://s/a.css',
      cspSource: 'https://s',
      nonce: 'n1',
      language: 'de',
      title: 'Insights',
    };
    const html = pageHtml(page);
    assert.match(
      html,
      /default-src 'none'; style-src https:\/\/s 'nonce-n1'; font-src https:\/\/s; img-src data:; script-src 'nonce-n1';/,
    );
    assert.doesNotMatch(html, /unsafe|style="|onclick/);
    assert.doesNotMatch(pageHtml({ ...page, language: '"><script>' }), /"><script>/);
  });

  it('keeps keys out of the log', () => {
    const shown = redact('{"prompt":"a","apiKey": "sk-\\"secret","model":"m"}');
    assert.equal(shown, '{"prompt":"a","apiKey": "…","model":"m"}');
  });

  it('shows everything that was assumed, asked or not understood', () => {
    assert.equal(hasRemarks(clear), false);
    const result: NewSegmentResult = {
      ...clear,
      status: 'partial',
      assumptions: ['“active” is read as: did App Launched in the last 30 days'],
      questions: [{ about: 'big', question: 'How much is big?', options: ['100', '500'] }],
      notUnderstood: ['shiny'],
      phrases: [{ text: 'iOS', rule: 'os is iOS' }],
      notice: 'OpenAI did not answer in time.',
    };
    assert.equal(hasRemarks(result), true);
    for (const text of [summarise(result), details('shiny active big iOS users', result)]) {
      for (const part of ['App Launched', 'How much is big?', '500', 'shiny', 'did not answer']) {
        assert.ok(text.includes(part), `${part} in ${text}`);
      }
    }
    assert.match(details('p', result), /“iOS” → os is iOS/);
  });
});
