import assert from 'node:assert/strict';
import {
  type LanguageModelParams,
  type LanguageModelResult,
  methods,
  type NewSegmentParams,
  type NewSegmentResult,
  type PromptPreviewParams,
  type PromptPreviewResult,
  type SentRequest,
} from '../../server/src/protocol/index.ts';
import { documentRuntime } from '../support/document-runtime.ts';
import { SCHEMA } from '../support/feature-fixture.ts';
import { startInMemory, type TestClient } from '../support/language-client.ts';
import { type MemoryHost, memoryHost } from '../support/memory-host.ts';
import { startOpenAiServer } from '../support/openai-server.ts';

const ANSWER = {
  name: 'Buyers',
  description: '',
  rules: [
    {
      rule: 'did',
      events: ['Charged'],
      where: [],
      window: null,
      at: null,
      occurrence: null,
      having: [],
      measures: [],
    },
  ],
  assumptions: [],
  questions: [],
  not_understood: [],
  phrases: [{ text: 'bought', rules: [0] }],
};

describe('the editor’s language models', () => {
  let client: TestClient;
  let host: MemoryHost;
  let asked: LanguageModelParams[];

  const start = async (
    answer: (params: LanguageModelParams) => LanguageModelResult,
    initializationOptions: object = { trusted: true, languageModels: true },
  ) => {
    asked = [];
    host = memoryHost(new Map([['segments.schema.yaml', SCHEMA]]));
    client = await startInMemory(documentRuntime(host), { folders: [host.rootUri], initializationOptions });
    client.connection.onRequest<LanguageModelResult, void>(methods.languageModel, (params: LanguageModelParams) => {
      asked.push(params);
      return answer(params);
    });
  };
  afterEach(() => client.dispose());

  const make = (more: Partial<NewSegmentParams> = {}) =>
    client.request<NewSegmentResult>(methods.newSegment, {
      prompt: 'users who bought',
      near: host.rootUri,
      provider: 'vscode',
      ...more,
    });
  const good = (): LanguageModelResult => ({ ok: true, text: `\`\`\`json\n${JSON.stringify(ANSWER)}\n\`\`\`` });

  it('are asked through the client, with the shape of an answer in words, and what was sent can be seen', async () => {
    await start(good);
    assert.equal(await client.request(methods.lastRequest, {}), null);
    const result = await make({ languageModel: 'gpt-4o' });
    assert.equal(result.provider, 'vscode', result.notice);
    assert.match(result.yaml ?? '', /- did: Charged\n/);
    assert.equal(asked.length, 1);
    assert.equal(asked[0]?.model, 'gpt-4o');
    assert.deepEqual(
      asked[0]?.messages.map(({ role }) => role),
      ['user', 'user'],
    );
    assert.match(asked[0]!.messages[0]!.content, /JSON Schema/);
    const last = await client.request<SentRequest>(methods.lastRequest, {});
    assert.equal(last.provider, 'vscode');
    assert.deepEqual((last.body as { messages: unknown }).messages, asked[0]?.messages);
  });

  it('that fail leave their place to the built-in translator, in one sentence', async () => {
    for (const [reply, sentence] of [
      [{ ok: false, kind: 'absent' }, /VS Code has no language model/],
      [{ ok: false, kind: 'denied' }, /was not allowed to use its language model/],
      [{ ok: false, kind: 'blocked' }, /content filter/],
      [{ ok: false, kind: 'quota' }, /over its limit/],
      [{ ok: false, kind: 'too-long' }, /cannot take so long a request/],
      [{ ok: false, kind: 'failed', message: 'It broke.' }, /failed\. It broke\./],
    ] as const satisfies readonly (readonly [LanguageModelResult, RegExp])[]) {
      await start(() => reply);
      const result = await make();
      assert.equal(result.provider, 'builtin');
      assert.match(result.notice ?? '', sentence);
      assert.match(result.notice ?? '', /The built-in translator answered instead\.$/);
      if (reply.kind !== 'failed') await client.dispose();
    }
  });

  it('are what auto means only where the person picked one and no other provider is configured', async () => {
    await start(good);
    assert.equal((await make({ provider: 'auto' })).provider, 'builtin');
    assert.equal((await make({ provider: 'auto', languageModel: 'gpt-4o' })).provider, 'vscode');
  });

  it('are not asked where the client has none, nor before the workspace is trusted', async () => {
    await start(good, { trusted: true });
    const without = await make();
    assert.equal(without.provider, 'builtin');
    assert.match(without.notice ?? '', /can be asked from VS Code only/);
    await client.dispose();
    await start(good, { trusted: false, languageModels: true });
    assert.match((await make()).notice ?? '', /not trusted/);
    assert.equal(asked.length, 0);
  });

  it('can be previewed, as any provider can: nothing is sent, and personal words are named', async () => {
    await start(good);
    const server = await startOpenAiServer([]);
    try {
      const preview = (more: Partial<PromptPreviewParams>) =>
        client.request<PromptPreviewResult>(methods.promptPreview, {
          prompt: 'buyers like asha@example.com',
          near: host.rootUri,
          provider: 'vscode',
          ...more,
        });
      const editor = await preview({});
      assert.equal(editor.request?.provider, 'vscode');
      assert.deepEqual(editor.personal, [{ what: 'an e-mail address', text: 'asha@example.com' }]);
      const openai = await preview({ provider: 'openai', apiKey: 'sk-secret', baseUrl: server.baseUrl });
      assert.equal(openai.request?.to, `${server.baseUrl}/responses`);
      assert.doesNotMatch(JSON.stringify(openai), /sk-secret/);
      assert.equal((await preview({ provider: 'builtin' })).request, null);
      assert.equal(asked.length + server.requests.length, 0);
      const held = await make({ prompt: 'buyers like asha@example.com' });
      assert.equal(held.personal?.length, 1);
      assert.equal(asked.length, 0);
      assert.equal(
        (await make({ prompt: 'users who bought, asha@example.com', allowPersonal: true })).provider,
        'vscode',
      );
      assert.equal(await client.request<SentRequest>(methods.lastRequest, {}).then((last) => last.provider), 'vscode');
    } finally {
      await server.close();
    }
  });
});
