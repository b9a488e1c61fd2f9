import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type OpenAiServer, startOpenAiServer } from '../../support/openai-server.ts';
import * as ui from '../../support/vscode-host/ui.ts';
import { type Editor, openEditor } from './editor.ts';

const PROMPT = 'Android users who launched the app in the last 30 days';

describe('a prompt that goes to a language model', () => {
  let editor: Editor;
  let server: OpenAiServer;
  before(async function () {
    this.timeout(300_000);
    server = await startOpenAiServer([{ kind: 'status', status: 400, message: 'The model is asleep.' }]);
    editor = await openEditor({
      settings: { 'segments.provider': 'openai' },
      env: { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: '' },
    });
  });
  after(async () => {
    await editor?.close();
    await server?.close();
  });

  const segments = () => readdirSync(join(editor.workspace, 'segments'));
  const dialog = () => editor.page.locator('.monaco-dialog-box');
  const ask = async () => {
    await ui.command(editor.page, 'Segments: New Segment from Prompt');
    await ui.answer(editor.page, 'New Segment from Prompt', PROMPT);
  };

  it('asks before anything is sent, says what and to whom, and sends nothing without consent', async () => {
    await ui.command(editor.page, 'Segments: Set OpenAI API Key');
    await ui.answer(editor.page, 'Set OpenAI API Key', 'sk-test-1234');
    const before = segments();
    await ask();
    await dialog().waitFor();
    const text = (await dialog().textContent()) ?? '';
    assert.ok(text.includes(server.baseUrl), text);
    assert.match(text, /Users, events and values of personal properties never are/);
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'hidden' });
    assert.equal(server.requests.length, 0);
    assert.deepEqual(segments(), before);
  });

  it('sends prompt and key after consent; when the model fails, the built-in translator answers and the failure is told', async () => {
    const before = segments();
    await ask();
    await dialog().getByRole('button', { name: 'Allow' }).click();
    await ui.poll(() => segments().length === before.length + 1, 'the segment', 60_000);
    assert.equal(server.requests[0]?.authorization, 'Bearer sk-test-1234');
    assert.ok(server.requests[0]?.raw.includes(PROMPT));
    assert.doesNotMatch(server.requests[0]?.raw ?? '', /Asha|Pune/);
    await ui.notification(editor.page, 'The model is asleep');
  });

  it('does not ask twice', async () => {
    const sent = server.requests.length;
    await ask();
    await ui.poll(() => server.requests.length > sent, 'the request', 60_000);
    assert.equal(await dialog().count(), 0);
  });
});
