import assert from 'node:assert/strict';
import { type AgentResult, translatePrompt } from '../../server/src/agent/index.ts';
import { readSchema, readSegment } from '../../server/src/language/index.ts';
import { type Behaviour, type OpenAiServer, startOpenAiServer, strictProblems } from '../support/openai-server.ts';

const SCHEMA = `
version: 1
project: bank
timezone: Europe/London
as_of: 2026-06-30T12:00:00Z
users:
  properties:
    plan: {type: string, values: [basic, gold], aliases: [tier], description: The account plan}
    nickname: {type: string, examples: [CANARY-EXAMPLE]}
    surname: {type: string, pii: true, values: [CANARY-PII], examples: [CANARY-PII-2]}
    faith: {type: string, sensitive: true, values: [CANARY-SENSITIVE], labels: {CANARY-SENSITIVE: CANARY-LABEL}}
events:
  Transfer Sent:
    aliases: [transfer]
    properties:
      amount: {type: number, unit: GBP}
      reference: {type: string, examples: [CANARY-REFERENCE]}
channels:
  push: {label: Push, reachable: [{user: nickname, is: CANARY-CHANNEL}]}
glossary:
  whale: {means: [{user: nickname, is: CANARY-GLOSSARY}]}
data:
  users: {path: data/CANARY-PATH.csv, id: user_id}
`;
const { schema } = readSchema(SCHEMA, { uri: 'file:///segments.schema.yaml' });
const check = (text: string) =>
  readSegment(text, {
    uri: 'file:///draft.segment.yaml',
    id: 'draft',
    schema,
    segments: { has: () => false, ids: () => [] },
  }).diagnostics;

const GOLD = { rule: 'user', property: 'plan', conditions: [{ operator: 'is', value: 'gold' }] };
const answer = (rules: readonly unknown[], more: object = {}) => ({
  name: 'Gold members',
  description: 'Members on the gold plan',
  rules,
  assumptions: [],
  questions: [],
  not_understood: [],
  phrases: [{ text: 'gold', rules: [0] }],
  ...more,
});

async function ask(
  script: readonly Behaviour[],
  options: { prompt?: string; signal?: AbortSignal; before?: (server: OpenAiServer) => void } = {},
): Promise<{ result: AgentResult; server: OpenAiServer }> {
  const server = await startOpenAiServer(script);
  options.before?.(server);
  try {
    const result = await translatePrompt({
      prompt: options.prompt ?? 'gold users',
      schema,
      segments: [{ id: 'vip', name: 'VIPs' }],
      provider: 'openai',
      check,
      openai: { apiKey: 'sk-test', baseUrl: server.baseUrl, model: 'test-model' },
      ...(options.signal ? { signal: options.signal } : {}),
    });
    return { result, server };
  } finally {
    await server.close();
  }
}

describe('agent: OpenAI', () => {
  it('turns a good answer into a segment that checks clean', async () => {
    const { result, server } = await ask([{ kind: 'answer', content: answer([GOLD]) }]);
    assert.equal(result.status, 'ok');
    assert.equal(result.provider, 'openai');
    assert.equal(result.notice, undefined);
    assert.equal(result.id, 'gold-members');
    assert.match(result.yaml ?? '', /where:\n {2}- user: plan\n {4}is: gold\n/);
    assert.match(result.yaml ?? '', /^prompt: gold users$/m);
    assert.equal(server.requests.length, 1);
    assert.equal(server.requests[0]?.authorization, 'Bearer sk-test');
    assert.equal(server.requests[0]?.path, '/v1/responses');
    assert.equal(server.requests[0]?.body.model, 'test-model');
    assert.equal(server.requests[0]?.body.store, false);
  });

  it('asks for structured output that strict mode accepts', async () => {
    const { server } = await ask([{ kind: 'answer', content: answer([GOLD]) }]);
    const format = server.requests[0]!.body.text.format;
    assert.equal(format.type, 'json_schema');
    assert.equal(format.strict, true);
    assert.deepEqual(strictProblems(format.schema), []);
  });

  it('sends names, descriptions, aliases, types and closed values, and nothing from data', async () => {
    const { server } = await ask([{ kind: 'answer', content: answer([GOLD]) }]);
    const { raw } = server.requests[0]!;
    for (const wanted of [
      'plan',
      'one of \\"basic\\", \\"gold\\"',
      'tier',
      'The account plan',
      'Transfer Sent',
      'GBP',
      'whale',
      'VIPs',
      'gold users',
    ])
      assert.ok(raw.includes(wanted), wanted);
    assert.doesNotMatch(raw, /CANARY/);
  });

  it('tells the model no hidden value when the checker suggests one', async () => {
    const wrong = { rule: 'user', property: 'surname', conditions: [{ operator: 'is', value: 'CANARI-PII' }] };
    const { server } = await ask([{ kind: 'answer', content: answer([wrong]) }]);
    assert.equal(server.requests.length, 3);
    for (const { raw } of server.requests) assert.doesNotMatch(raw, /CANARY/);
  });

  it('writes every kind of rule', async () => {
    const none = { window: null, at: null };
    const filter = { property: 'amount', conditions: [{ operator: 'gt', value: 100 }] };
    const { result } = await ask([
      {
        kind: 'answer',
        content: answer([
          {
            rule: 'did',
            events: ['Transfer Sent'],
            where: [{ group: 'any', filters: [filter] }],
            window: { operator: 'within', value: '30d' },
            at: { hours: [18, 22], weekdays: null, monthdays: null },
            occurrence: null,
            having: [],
            measures: [
              { measure: 'count', conditions: [{ operator: 'gte', value: 3 }] },
              { measure: 'sum', of: 'amount', conditions: [{ operator: 'gt', value: 500 }] },
            ],
          },
          {
            rule: 'any',
            rules: [
              GOLD,
              {
                rule: 'all',
                rules: [
                  { rule: 'did_not', events: ['Transfer Sent'], where: [], ...none },
                  { rule: 'reachable', channels: ['push'] },
                ],
              },
            ],
          },
          {
            rule: 'sequence',
            window: { operator: 'within', value: '90d' },
            steps: [
              { rule: 'did', events: ['Transfer Sent'], where: [], at: null, within: null, same: null },
              { rule: 'did_not', events: ['Transfer Sent'], where: [filter], at: null, within: '1d', same: null },
            ],
          },
          { rule: 'glossary', term: 'whale', negated: true },
        ]),
      },
    ]);
    assert.equal(result.provider, 'openai', result.notice);
    assert.deepEqual(
      check(result.yaml ?? '').filter((each) => each.severity === 'error'),
      [],
    );
    for (const text of [
      'did: Transfer Sent',
      'hours: [18, 22]',
      'sequence:',
      'did_not: Transfer Sent',
      'reachable: push',
      'CANARY-GLOSSARY',
    ])
      assert.ok(result.yaml?.includes(text), `${text} in\n${result.yaml}`);
  });

  it('hands what the checker says back, at most twice', async () => {
    const wrong = answer([{ ...GOLD, property: 'plann' }]);
    const mended = await ask([
      { kind: 'answer', content: wrong },
      { kind: 'answer', content: answer([GOLD]) },
    ]);
    assert.equal(mended.result.provider, 'openai');
    assert.equal(mended.server.requests.length, 2);
    assert.match(mended.server.requests[1]!.body.input.at(-1)!.content, /plann/);
    const never = await ask([{ kind: 'answer', content: wrong }]);
    assert.equal(never.server.requests.length, 3);
    assert.equal(never.result.provider, 'builtin');
    assert.match(never.result.notice ?? '', /do not pass the check.*built-in translator answered instead/s);
    assert.match(never.result.yaml ?? '', /is: gold/);
  });

  it('asks again when the answer is malformed', async () => {
    const { result, server } = await ask([
      { kind: 'text', text: '{"name": ' },
      { kind: 'answer', content: { name: 'x' } },
      { kind: 'answer', content: answer([GOLD]) },
    ]);
    assert.equal(result.provider, 'openai');
    assert.equal(server.requests.length, 3);
  });

  it('names the words that a model lets fall', async () => {
    const { result } = await ask([{ kind: 'answer', content: answer([GOLD]) }], {
      prompt: 'please find all gold users who never juggle',
    });
    assert.equal(result.status, 'partial');
    assert.deepEqual(result.notUnderstood, ['never juggle']);
    const told = await ask([{ kind: 'answer', content: answer([GOLD], { assumptions: ['“juggle” is left out'] }) }], {
      prompt: 'gold users who juggle on the gold plan',
    });
    assert.deepEqual(told.result.notUnderstood, []);
    assert.equal(told.result.status, 'ok');
  });

  it('passes on questions and what was not understood', async () => {
    const { result } = await ask([
      {
        kind: 'answer',
        content: answer([GOLD], { questions: [{ about: 'loyal', question: 'How loyal?', options: ['very'] }] }),
      },
    ]);
    assert.equal(result.status, 'partial');
    assert.deepEqual(result.notUnderstood, ['loyal']);
    const unclear = await ask([{ kind: 'answer', content: answer([]) }]);
    assert.equal(unclear.result.status, 'unclear');
    assert.equal(unclear.result.yaml, null);
    assert.equal(unclear.result.questions.length, 1);
  });

  it('retries after 429 and 500', async () => {
    const { result, server } = await ask([
      { kind: 'status', status: 429 },
      { kind: 'status', status: 500 },
      { kind: 'answer', content: answer([GOLD]) },
    ]);
    assert.equal(result.provider, 'openai');
    assert.equal(server.requests.length, 3);
  });

  const failures: readonly [string, Behaviour, RegExp][] = [
    [
      'a bad key',
      { kind: 'status', status: 401, message: 'Incorrect API key provided: sk-test' },
      /does not accept the key/,
    ],
    ['a key without rights', { kind: 'status', status: 403 }, /does not allow this key/],
    [
      'an unknown model',
      { kind: 'status', status: 404, code: 'model_not_found', message: 'The model `test-model` does not exist' },
      /does not know the model “test-model”/,
    ],
    ['a wrong base URL', { kind: 'status', status: 404 }, /does not offer the API at http.*Check the base URL/],
    [
      'a refused request',
      { kind: 'status', status: 400, message: 'Invalid schema for sk-test' },
      /refused the request \(400\): .*Invalid schema/,
    ],
    ['a limit that stays', { kind: 'status', status: 429 }, /over its limit/],
    ['a server that stays down', { kind: 'status', status: 503 }, /error of its own \(503\)/],
    ['a refusal', { kind: 'refusal', refusal: 'I can’t help with that.' }, /refused: I can’t help/],
    ['an answer cut off', { kind: 'cut-off', reason: 'max_output_tokens' }, /cut off/],
    ['a content filter', { kind: 'cut-off', reason: 'content_filter' }, /content filter/],
    ['a page that is no API', { kind: 'garbage' }, /could not be read|cannot be reached|answered with an error/],
  ];
  for (const [what, behaviour, reason] of failures) {
    it(`falls back on ${what}, with one clear sentence`, async () => {
      const { result } = await ask([behaviour]);
      assert.equal(result.provider, 'builtin');
      assert.match(result.notice ?? '', reason);
      assert.match(result.notice ?? '', /The built-in translator answered instead\.$/);
      assert.doesNotMatch(result.notice ?? '', /sk-test/);
      assert.match(result.yaml ?? '', /is: gold/);
    });
  }

  it('falls back when nothing answers at the address', async () => {
    const server = await startOpenAiServer([]);
    await server.close();
    const result = await translatePrompt({
      prompt: 'gold users',
      schema,
      segments: [],
      provider: 'auto',
      check,
      openai: { apiKey: 'sk-test', baseUrl: server.baseUrl },
    });
    assert.equal(result.provider, 'builtin');
    assert.match(result.notice ?? '', /cannot be reached/);
  });

  it('stops at once when it is cancelled', async () => {
    const abort = new AbortController();
    await assert.rejects(
      ask([{ kind: 'hang' }], {
        signal: abort.signal,
        before: (server) => void server.hanging.then(() => abort.abort()),
      }),
      { name: 'AbortError' },
    );
  });

  it('is what auto means only with a key', async () => {
    const result = await translatePrompt({ prompt: 'gold users', schema, segments: [], provider: 'auto', check });
    assert.equal(result.provider, 'builtin');
    assert.equal(result.notice, undefined);
    const named = await translatePrompt({ prompt: 'gold users', schema, segments: [], provider: 'openai', check });
    assert.match(named.notice ?? '', /No key is set/);
  });
});
