import assert from 'node:assert/strict';
import { translatePrompt } from '../../server/src/agent/index.ts';
import { answerSchema } from '../../server/src/agent/providers/answer-shape.ts';
import { openAiModel } from '../../server/src/agent/providers/openai.ts';
import { baseUrlOf } from '../../server/src/agent/providers/openai-endpoint.ts';
import { askedWait } from '../../server/src/agent/providers/retry.ts';
import type { OpenAiSettings, SentRequest } from '../../server/src/agent/result.ts';
import { readSchema, readSegment } from '../../server/src/language/index.ts';
import { type Behaviour, type Refuses, startOpenAiServer, strictProblems } from '../support/openai-server.ts';

const { schema } = readSchema(
  `version: 1
project: bank
users:
  properties:
    plan: {type: string, values: [basic, gold]}
`,
  { uri: 'file:///segments.schema.yaml' },
);
const check = (text: string) =>
  readSegment(text, {
    uri: 'file:///draft.segment.yaml',
    id: 'draft',
    schema,
    segments: { has: () => false, ids: () => [] },
  }).diagnostics;

const rule = (value: string, property = 'plan') => ({
  rule: 'user',
  property,
  conditions: [{ operator: 'is', value }],
});
const answer = (rules: readonly unknown[] = [rule('gold')], more: object = {}) => ({
  name: 'Gold',
  description: '',
  rules,
  assumptions: [],
  questions: [],
  not_understood: [],
  phrases: [{ text: 'gold', rules: [0] }],
  ...more,
});
const GOOD: Behaviour = { kind: 'answer', content: answer() };
const REQUEST = { instructions: 'told', turns: [{ role: 'user', content: 'x' }], schema: answerSchema() } as const;

async function ask(
  script: readonly Behaviour[],
  options: {
    refuses?: Refuses;
    settings?: (baseUrl: string) => OpenAiSettings;
    times?: number;
    signal?: AbortSignal;
    onProgress?: (text: string) => void;
  } = {},
) {
  const server = await startOpenAiServer(script, options.refuses);
  const sent: SentRequest[] = [];
  try {
    const openai = options.settings?.(server.baseUrl) ?? { apiKey: 'sk-test', baseUrl: server.baseUrl, model: 'm' };
    const one = () =>
      translatePrompt({
        prompt: 'gold users',
        schema,
        segments: [],
        provider: 'openai',
        check,
        openai,
        onSent: (request) => sent.push(request),
        ...(options.signal ? { signal: options.signal } : {}),
        ...(options.onProgress ? { onProgress: options.onProgress } : {}),
      });
    let result = await one();
    for (let time = 1; time < (options.times ?? 1); time++) result = await one();
    return { result, server, sent };
  } finally {
    await server.close();
  }
}

const status = (code: number, message: string) => ({ kind: 'status', status: code, message }) as const;

describe('agent: servers that speak OpenAI’s API', () => {
  it('falls back to chat completions with the schema where there is no Responses API, and remembers it', async () => {
    const { result, server } = await ask([GOOD], {
      refuses: ({ path }) => (path.endsWith('/responses') ? status(404, '404 page not found') : undefined),
      times: 2,
    });
    assert.equal(result.provider, 'openai', result.notice);
    assert.deepEqual(
      server.requests.map(({ path }) => path),
      ['/v1/responses', '/v1/chat/completions', '/v1/chat/completions'],
    );
    const format = server.requests[1]!.body.response_format!;
    assert.equal(format.type, 'json_schema');
    assert.equal(format.json_schema?.strict, true);
    assert.deepEqual(strictProblems(format.json_schema?.schema), []);
    assert.equal(server.requests[1]!.body.messages[0]?.role, 'system');
  });

  it('says the shape in words where strict schemas are refused, and then where JSON mode is', async () => {
    for (const [type, expected] of [
      [['json_schema'], 'json_object'],
      [['json_schema', 'json_object'], undefined],
    ] as const) {
      const { result, server } = await ask([GOOD], {
        refuses: ({ path, body }) => {
          if (path.endsWith('/responses')) return status(400, 'Unsupported parameter: text.format');
          const given = body.response_format?.type;
          return type.some((each) => each === given)
            ? status(400, `response_format.type ${given} is not supported`)
            : undefined;
        },
      });
      assert.equal(result.provider, 'openai', result.notice);
      const last = server.requests.at(-1)!.body;
      assert.equal(last.response_format?.type, expected);
      assert.match(last.messages[0]!.content, /JSON Schema, .*:\n\{.*"not_understood"/s);
    }
  });

  it('says the shape in words to a server that takes a schema and does not keep to it', async () => {
    const { result, server } = await ask([{ kind: 'text', text: 'Sure! Gold users.' }, GOOD]);
    assert.equal(result.provider, 'openai', result.notice);
    assert.equal(server.requests[1]?.path, '/v1/chat/completions');
    assert.match(server.requests[1]!.body.messages[0]!.content, /JSON Schema/);
  });

  it('reads an answer in a code fence, after thinking aloud', async () => {
    const text = `<think>{a}</think>Here:\n\`\`\`json\n${JSON.stringify(answer())}\n\`\`\``;
    const { result, server } = await ask([{ kind: 'text', text }]);
    assert.equal(result.provider, 'openai', result.notice);
    assert.equal(server.requests.length, 1);
  });

  it('does not take an unknown model for a missing API', async () => {
    const { result, server } = await ask([status(404, "model 'm' not found, try pulling it first")]);
    assert.match(result.notice ?? '', /does not know the model “m”/);
    assert.equal(server.requests.length, 1);
  });

  it('needs no key for a server of one’s own, and sends none', async () => {
    const { result, server } = await ask([GOOD], {
      settings: (baseUrl) => ({ baseUrl, headers: { 'x-team': 'growth' } }),
    });
    assert.equal(result.provider, 'openai', result.notice);
    assert.equal(server.requests[0]?.headers.authorization, undefined);
    assert.equal(server.requests[0]?.headers['x-team'], 'growth');
  });

  it('asks Azure OpenAI with its version, deployment and key header', async () => {
    const { result, server } = await ask([GOOD], {
      settings: (baseUrl) => ({ baseUrl, apiKey: 'azure', model: 'my-deployment', apiVersion: '2025-04-01-preview' }),
      refuses: ({ path }) => (path.includes('/responses') ? status(404, 'Resource not found') : undefined),
    });
    assert.equal(result.provider, 'openai', result.notice);
    assert.equal(server.requests[0]?.path, '/v1/responses?api-version=2025-04-01-preview');
    assert.equal(
      server.requests[1]?.path,
      '/v1/deployments/my-deployment/chat/completions?api-version=2025-04-01-preview',
    );
    assert.equal(server.requests[1]?.headers['api-key'], 'azure');
    assert.equal(baseUrlOf({ baseUrl: 'https://x.openai.azure.com/' }), 'https://x.openai.azure.com/openai/v1');
    assert.equal(
      baseUrlOf({ baseUrl: 'https://x.openai.azure.com', apiVersion: '2024-10-21' }),
      'https://x.openai.azure.com/openai',
    );
    assert.equal(baseUrlOf({ baseUrl: 'http://localhost:11434/v1/' }), 'http://localhost:11434/v1');
  });

  for (const api of ['responses', 'chat'] as const)
    it(`reads a streamed answer of ${api}, and says how far it is`, async () => {
      const said: string[] = [];
      const refuses: Refuses = ({ path }) =>
        api === 'chat' && path.endsWith('/responses') ? status(404, 'no such path') : undefined;
      const good = await ask([{ ...GOOD, streamed: true }], { refuses, onProgress: (text) => said.push(text) });
      assert.equal(good.result.provider, 'openai', good.result.notice);
      assert.ok(
        said.some((text) => /The model is writing \(\d+ letters\)/.test(text)),
        said.join(),
      );
      for (const [behaviour, reason] of [
        [{ kind: 'refusal', refusal: 'I can’t.', streamed: true }, /refused: I can’t/],
        [{ kind: 'cut-off', reason: 'max_output_tokens', streamed: true }, /cut off/],
        [{ kind: 'cut-off', reason: 'content_filter', streamed: true }, /content filter/],
      ] as const) {
        const { result } = await ask([behaviour], { refuses });
        assert.match(result.notice ?? '', reason);
        assert.equal(result.provider, 'builtin');
      }
    });

  it('tells in a sentence what went wrong', async () => {
    for (const [behaviour, reason] of [
      [{ kind: 'broken' }, /broke off its answer/],
      [{ kind: 'redirect', to: 'http://127.0.0.1:9/elsewhere' }, /sends requests elsewhere, which is not followed/],
      [
        { kind: 'status', status: 429, headers: { 'retry-after-ms': '', 'retry-after': '3600' } },
        /asks to wait 60 minutes/,
      ],
      [{ kind: 'status', status: 429, code: 'insufficient_quota' }, /quota of this key is used up/],
      [{ kind: 'status', status: 400, code: 'content_filter' }, /stopped the prompt by its content filter/],
      [status(400, 'maximum context length is 4096 tokens'), /cannot take so long a request/],
      [{ kind: 'text', text: '' }, /empty answer/],
    ] as const satisfies readonly (readonly [Behaviour, RegExp])[]) {
      const { result } = await ask([behaviour]);
      assert.match(result.notice ?? '', reason);
      assert.match(result.notice ?? '', /The built-in translator answered instead\.$/);
      assert.match(result.yaml ?? '', /is: gold/);
    }
    const { result } = await ask([GOOD], { settings: () => ({ apiKey: 'k', baseUrl: 'not an address' }) });
    assert.match(result.notice ?? '', /“not an address” is no address/);
    const lost = await ask([GOOD], { settings: () => ({ apiKey: 'k', baseUrl: 'http://nowhere.invalid/v1' }) });
    assert.match(lost.result.notice ?? '', /nowhere\.invalid is not found|cannot be reached/);
  });

  it('waits as long as a server asks, and stops waiting when it is cancelled', async () => {
    const headers = (fields: Record<string, string>) => new Headers(fields);
    assert.equal(askedWait(headers({ 'retry-after': '2' })), 2000);
    assert.equal(askedWait(headers({ 'retry-after-ms': '40' })), 40);
    assert.ok(askedWait(headers({ 'retry-after': new Date(Date.now() + 5000).toUTCString() }))! > 3000);
    assert.equal(askedWait(headers({})), undefined);
    const abort = new AbortController();
    const limited: Behaviour = { kind: 'status', status: 429, headers: { 'retry-after-ms': '', 'retry-after': '20' } };
    await assert.rejects(
      ask([limited], {
        signal: abort.signal,
        onProgress: (text) => text.startsWith('Trying again') && abort.abort(),
      }),
      { name: 'AbortError' },
    );
  });

  it('gives up on a silent server', async () => {
    const server = await startOpenAiServer([{ kind: 'hang' }]);
    try {
      const reply = await openAiModel({ baseUrl: server.baseUrl }, 30).ask(REQUEST, {});
      assert.match(reply.ok ? '' : reply.reason, /did not answer within 1 seconds/);
    } finally {
      await server.close();
    }
  });

  it('shows exactly what it sends, without sending it, and offers the model no tools', async () => {
    const server = await startOpenAiServer([GOOD]);
    try {
      const model = openAiModel({ apiKey: 'sk-secret', baseUrl: server.baseUrl });
      const preview = await model.preview(REQUEST);
      assert.equal(server.requests.length, 0);
      const sent: SentRequest[] = [];
      await model.ask(REQUEST, { onSent: (request) => sent.push(request) });
      assert.deepEqual(sent, [preview]);
      assert.deepEqual(preview.body, server.requests[0]?.body);
      assert.equal(preview.to, `${server.baseUrl}/responses`);
      assert.doesNotMatch(JSON.stringify(preview), /sk-secret/);
      assert.equal(server.requests[0]?.body.tools, undefined);
    } finally {
      await server.close();
    }
  });

  it('keeps the clean part of a draft that is not mended, and says what was left out and why', async () => {
    const content = answer([rule('gold'), rule('x', 'plann')], {
      phrases: [
        { text: 'gold', rules: [0] },
        { text: 'users', rules: [1] },
        { text: 'words that nobody said', rules: [0] },
      ],
    });
    const { result, server } = await ask([{ kind: 'answer', content }]);
    assert.equal(server.requests.length, 3);
    assert.deepEqual(result.usage, { input: 300, output: 30 });
    assert.equal(result.provider, 'openai');
    assert.equal(result.status, 'partial');
    assert.match(result.yaml ?? '', /where:\n {2}- user: plan\n {4}is: gold\n$/);
    assert.match(result.notUnderstood.join(), /“users” \(left out: .*plann/);
    assert.deepEqual(result.phrases, [{ text: 'gold', rule: 'user plan, is gold' }]);
  });

  it('tells of a rule that no words of the prompt are given for', async () => {
    const { result } = await ask([{ kind: 'answer', content: answer([rule('gold')], { phrases: [] }) }]);
    assert.match(result.assumptions.join(), /No words of the prompt are given for a rule: user plan, is gold/);
  });

  it('lets nothing that a model says reach a terminal or a file as more than text', async () => {
    const wild = `\u001b[2J${'x'.repeat(1000)}\nname: hacked`;
    const content = answer([rule('gold')], { name: '../../etc/passwd', description: wild, assumptions: [wild] });
    const { result } = await ask([{ kind: 'answer', content }]);
    assert.equal(result.id, 'etc-passwd');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there.
    assert.doesNotMatch(JSON.stringify(result), /\\u001b|\u001b/);
    assert.ok(result.assumptions[0]!.length <= 400);
    assert.equal((result.yaml ?? '').match(/^name:/gm)?.length, 1);
  });
});
