import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver';
import { nodeRuntime } from '../../server/src/lsp/node-runtime.ts';
import { openStore } from '../../server/src/store/index.ts';
import { COUNTED, type DiskProject, diskProject } from '../support/disk-project.ts';
import { type ClientOptions, LIVE_CAPABILITIES, startInMemory, type TestClient } from '../support/language-client.ts';
import { poll } from '../support/poll.ts';

const TEXT = 'name: Nobody\nwhere:\n  - user: city\n    is: Mumbay\n';

describe('language server: hints from the data', function () {
  // Sources are compiled when first loaded, on machines that may be busy.
  this.timeout(30_000);
  let project: DiskProject;
  let client: TestClient;
  const start = async (options: Partial<ClientOptions> = {}) => {
    const runtime = {
      ...nodeRuntime,
      now: () => Date.parse('2026-06-30T12:00:00Z'),
      openStore: ({ onProgress: _, ...own }: Parameters<typeof nodeRuntime.openStore>[0]) =>
        openStore({ ...own, engine: 'sqljs-in-process' }),
    };
    client = await startInMemory(runtime, { folders: [project.rootUri], capabilities: LIVE_CAPABILITIES, ...options });
  };
  beforeEach(() => {
    project = diskProject(`${COUNTED}--- nobody.segment.yaml\n${TEXT}`);
  });
  afterEach(async () => {
    await client.dispose();
    project.remove();
  });
  const uri = () => project.uri('nobody.segment.yaml');
  const codes = () => (client.diagnostics(uri()) ?? []).map(({ code }) => code);
  const until = (...expected: readonly string[]) =>
    poll(() => JSON.stringify(codes()) === JSON.stringify(expected) || undefined, 'the hints').catch(() =>
      assert.deepEqual(codes(), expected),
    );

  it('come after the problems of the text, follow edits, and offer what was meant', async () => {
    await start();
    await client.open(uri(), TEXT);
    await until('matches-nobody', 'unseen-value');
    const unseen = client.diagnostics(uri())?.at(-1);
    assert.equal(unseen?.severity, 3);
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: uri() },
      range: unseen?.range,
      context: { diagnostics: [unseen] },
    });
    const fix = actions.find(({ title }) => title === 'Change to “Mumbai”');
    assert.deepEqual(fix?.edit?.changes?.[uri()], [{ range: unseen?.range, newText: 'Mumbai' }]);
    const all = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: uri() },
      range: unseen?.range,
      context: { diagnostics: [], only: ['source.fixAll.segments'] },
    });
    assert.deepEqual(all, [], 'a hint is no problem to be fixed unseen');
    await client.type(uri(), { line: 3, character: 8 }, { line: 3, character: 14 }, 'Mumbai');
    await until();
  });

  it('can be switched off, as a whole or one by one', async () => {
    await start({ settings: { 'segments.dataHints': { disabled: ['matches-nobody'] } } });
    await client.open(uri(), TEXT);
    await until('unseen-value');
    await client.dispose();
    await start({ settings: { 'segments.dataHints': { enabled: false } } });
    await client.open(uri(), TEXT);
    await poll(
      () => client.notifications.some(({ method }) => method.endsWith('codeLens/refresh')) || undefined,
      'data',
    );
    assert.deepEqual(codes(), []);
  });

  it('go and come at once when a setting is changed', async () => {
    const settings: Record<string, unknown> = {};
    await start({ settings });
    const change = async (hints: object) => {
      settings['segments.dataHints'] = hints;
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    };
    await client.open(uri(), TEXT);
    await until('matches-nobody', 'unseen-value');
    await change({ disabled: ['matches-nobody'] });
    await until('unseen-value');
    await change({ enabled: false });
    await until();
    await change({});
    await until('matches-nobody', 'unseen-value');
  });
});
