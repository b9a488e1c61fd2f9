import assert from 'node:assert/strict';
import { refineSegment } from '../../server/src/agent/refine/index.ts';
import { readSchema, readSegment } from '../../server/src/language/index.ts';
import { type Behaviour, startOpenAiServer } from '../support/openai-server.ts';

const { schema } = readSchema(
  `version: 1
project: bank
users:
  properties:
    plan: {type: string, values: [basic, gold]}
    city: {type: string}
    email: {type: string, pii: true}
events:
  Transfer Sent: {properties: {reference: {type: string}}}
`,
  { uri: 'file:///segments.schema.yaml' },
);
const FILE = `name: Gold
prompt: gold members in Leeds
where:
  - user: plan # the tier
    is: gold
  - user: city
    in: [Leeds, CANARY-CITY]
  - {user: email, ends_with: CANARY-MAIL}
  - did: Transfer Sent
    where: [{property: reference, contains: CANARY-REFERENCE}]
    within: 30d
`;
const read = (text: string) =>
  readSegment(text, { uri: 'file:///s.segment.yaml', id: 's', schema, segments: { has: () => false, ids: () => [] } });

const user = (property: string, operator: string, value: unknown) => ({
  rule: 'user',
  property,
  conditions: [{ operator, value }],
});
const transfer = (within: string) => ({
  rule: 'did',
  events: ['Transfer Sent'],
  where: [{ property: 'reference', conditions: [{ operator: 'contains', value: 'HIDDEN-3' }] }],
  window: { operator: 'within', value: within },
  at: null,
  occurrence: null,
  having: [],
  measures: [],
});
const answer = (rules: readonly unknown[]) => ({
  name: 'Gold',
  description: '',
  rules,
  assumptions: [],
  questions: [],
  not_understood: [],
  phrases: [],
});
const KEPT = [
  user('plan', 'is', 'gold'),
  user('city', 'in', ['Leeds', 'HIDDEN-1']),
  user('email', 'ends_with', 'HIDDEN-2'),
];

async function refine(script: readonly Behaviour[], prompt: string) {
  const server = await startOpenAiServer(script);
  try {
    const result = await refineSegment({
      prompt,
      text: FILE,
      schema,
      segments: [],
      provider: 'openai',
      read,
      openai: { apiKey: 'sk-test', baseUrl: server.baseUrl, model: 'test-model' },
    });
    return { result, requests: server.requests };
  } finally {
    await server.close();
  }
}

describe('refine: by a model', () => {
  it('changes only what the model changed, and keeps open and personal values at home', async () => {
    const { result, requests } = await refine(
      [{ kind: 'answer', content: answer([...KEPT, transfer('60d')]) }],
      'in Leeds, within sixty days',
    );
    assert.equal(result.provider, 'openai');
    assert.equal(result.status, 'ok', JSON.stringify(result));
    assert.equal(
      result.after,
      FILE.replace('30d', '60d').replace('in Leeds', 'in Leeds → in Leeds, within sixty days'),
    );
    assert.equal(requests.length, 1);
    assert.doesNotMatch(requests[0]!.raw, /CANARY/);
    assert.match(requests[0]!.raw, /Leeds/);
    assert.match(requests[0]!.raw, /HIDDEN-1/);
  });

  it('names what the model let fall of the prompt', async () => {
    const { result } = await refine(
      [{ kind: 'answer', content: answer([...KEPT, transfer('45d')]) }],
      'make it 45 days instead of 30 and keep only jugglers',
    );
    assert.equal(result.status, 'partial');
    assert.deepEqual(result.notUnderstood, ['jugglers']);
    assert.match(result.after, /within: 45d/);
  });

  it('changes nothing when the model gives no rules', async () => {
    const { result } = await refine([{ kind: 'answer', content: answer([]) }], 'qwertz');
    assert.equal(result.status, 'unclear');
    assert.equal(result.after, FILE);
  });

  it('falls back on the built-in translator, with the reason', async () => {
    const { result } = await refine([{ kind: 'status', status: 401 }], 'make it 60 days');
    assert.equal(result.provider, 'builtin');
    assert.match(result.notice ?? '', /does not accept the key/);
    assert.match(result.after, /within: 60d/);
  });
});
