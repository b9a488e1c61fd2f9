import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { repository, segments, temporaryProject } from '../support/cli.ts';

/** Stands in every personal value and every example of the data: no answer may hold it. */
const CANARY = 'canary';

const FILES = {
  'segments.schema.yaml': `version: 1
project: tiny
as_of: 2026-06-30T12:00:00Z
users:
  properties:
    os: {type: string, values: [iOS, Android], aliases: [platform]}
    city: {type: string, examples: [${CANARY}ville]}
    email: {type: string, pii: true, values: [${CANARY}@example.com], aliases: [email address]}
events:
  Charged:
    description: A completed purchase
    aliases: [bought, purchase]
    properties:
      amount: {type: number, unit: USD, aliases: [spent]}
channels:
  email: {label: Email, reachable: [{user: email, exists: true, because: no address}]}
glossary:
  big spender: {means: [{did: Charged, sum: {of: amount, gte: 100}}]}
data:
  users: {path: users.csv, id: id}
  events:
    - {path: events.ndjson, user: user, name: event, time: time}
`,
  'users.csv': `id,os,city,email\n${CANARY}1,iOS,${CANARY}ville,${CANARY}@example.com\nb,Android,,\nc,iOS,,\n`,
  'events.ndjson': `${JSON.stringify({ user: `${CANARY}1`, event: 'Charged', time: '2026-06-20T10:00:00Z', amount: 10 })}\n`,
  'segments/buyers.segment.yaml': 'name: Buyers\nwhere:\n  - did: Charged\n    within: 30d\n',
  'segments/broken.segment.yaml': 'name: Broken\nwhere:\n  - did: Chargd\n',
};

interface Answer {
  readonly isError?: boolean;
  readonly content: readonly { readonly text: string }[];
  readonly structuredContent?: Record<string, unknown>;
}

describe('segments mcp', () => {
  let project: ReturnType<typeof temporaryProject>;
  let client: Client;
  const call = async (name: string, input: Record<string, unknown>): Promise<Answer> => {
    const answer = (await client.callTool({ name, arguments: input })) as unknown as Answer;
    assert.doesNotMatch(JSON.stringify(answer), new RegExp(CANARY));
    return answer;
  };
  const result = async (name: string, input: Record<string, unknown>) => {
    const answer = await call(name, input);
    assert.notEqual(answer.isError, true, answer.content[0]?.text);
    return answer.structuredContent!;
  };
  const refusal = async (name: string, input: Record<string, unknown>) => {
    const answer = await call(name, input);
    assert.equal(answer.isError, true);
    return answer.content[0]!.text;
  };

  before(async () => {
    project = temporaryProject(FILES);
    client = new Client({ name: 'test', version: '1' });
    const args = [join(repository, 'dist/cli.js'), 'mcp', '--project', project.path];
    await client.connect(new StdioClientTransport({ command: process.execPath, args }));
  });
  after(async () => {
    await client.close();
    project.remove();
  });

  it('lists its tools as reading only, each with a schema of its result', async () => {
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      ['search_schema', 'draft_segment', 'check_segment', 'count_segment', 'explain_segment'],
    );
    for (const tool of tools) {
      assert.equal(tool.annotations?.readOnlyHint, true);
      assert.equal(tool.outputSchema?.type, 'object');
    }
  });

  it('finds what rules can speak of', async () => {
    const found = await result('search_schema', { query: 'purchases amount' });
    const names = (found['items'] as { kind: string; name: string }[]).map(({ kind, name }) => `${kind} ${name}`);
    assert.deepEqual(names.slice().sort(), ['event Charged', 'event_property amount']);
    const email = await result('search_schema', { query: 'email', kinds: ['user_property'] });
    assert.deepEqual(email['items'], [
      { kind: 'user_property', name: 'email', aliases: ['email address'], type: 'string', pii: true },
    ]);
    const all = await result('search_schema', { query: '', limit: 50 });
    assert.equal(all['total'], 9);
    const slip = await result('search_schema', { query: 'Chrged' });
    assert.equal((slip['items'] as { name: string }[])[0]?.name, 'Charged');
  });

  it('checks a file and a text, with suggestions', async () => {
    const broken = await result('check_segment', { segment: 'segments/broken.segment.yaml' });
    assert.equal(broken['ok'], false);
    assert.equal(broken['file'], 'segments/broken.segment.yaml');
    const [diagnostic] = broken['diagnostics'] as { line: number; suggestions: string[]; code: string }[];
    assert.deepEqual([diagnostic?.line, diagnostic?.code, diagnostic?.suggestions], [3, 'unknown-event', ['Charged']]);
    const text = await result('check_segment', { text: 'name: Mine\nwhere:\n  - did: Charged\n' });
    assert.deepEqual([text['ok'], text['file'], text['errors']], [true, null, 0]);
  });

  it('counts, and names the rule that empties a segment', async () => {
    const counted = await result('count_segment', { segment: 'buyers' });
    assert.deepEqual([counted['total'], counted['of'], counted['reachable_any']], [1, 3, 1]);
    const empty = await result('count_segment', {
      text: 'name: None\nwhere:\n  - did: Charged\n  - user: city\n    is: Nowhere\n',
    });
    assert.equal(empty['total'], 0);
    assert.match(String(empty['emptied_by']), /city/);
    assert.deepEqual(
      (empty['rules'] as { remaining: number }[]).map(({ remaining }) => remaining),
      [1, 0],
    );
    assert.equal((await result('count_segment', { segment: 'buyers', as_of: '2026-01-01' }))['total'], 0);
  });

  it('drafts offline, and explains', async () => {
    const drafted = await result('draft_segment', { prompt: 'iOS users who bought in the last 30 days' });
    assert.equal(drafted['status'], 'ok');
    const explained = await result('explain_segment', { text: drafted['yaml'] });
    assert.match(String(explained['explanation']), /iOS/);
    assert.equal((explained['rules'] as string[]).length, 2);
    assert.equal((await result('draft_segment', { prompt: 'wonderful ones' }))['yaml'], null);
  });

  it('says what is wrong with a call', async () => {
    assert.match(await refusal('explain_segment', {}), /Give either “segment”/);
    assert.match(await refusal('explain_segment', { segment: 'x', text: 'y' }), /not both/);
    assert.match(
      await refusal('explain_segment', { segment: '../../etc/passwd' }),
      /no segment “\.\.\/\.\.\/etc\/passwd”/,
    );
    assert.match(await refusal('count_segment', { segment: 'broken' }), /Unknown event “Chargd”/);
    assert.match(await refusal('count_segment', { segment: 'buyers', as_of: 'soon' }), /“soon” is not an instant/);
    assert.match(await refusal('search_schema', { query: 5 }), /expected string/);
    assert.match(await refusal('draft_segment', { prompt: '  ' }), /prompt is empty/);
    assert.match(await refusal('check_segment', { text: 'x'.repeat(200_001) }), /too big|200000/i);
  });

  it('writes nothing but the store', () => {
    assert.deepEqual(readdirSync(project.path).sort(), [
      '.segments',
      'events.ndjson',
      'segments',
      'segments.schema.yaml',
      'users.csv',
    ]);
    assert.deepEqual(readdirSync(join(project.path, 'segments')), ['broken.segment.yaml', 'buyers.segment.yaml']);
    assert.ok(existsSync(join(project.path, '.segments/store.sqlite')));
  });

  it('quotes no data when the data cannot be read', async () => {
    const bad = temporaryProject({
      ...FILES,
      'events.ndjson': `{"user": "${CANARY}", "event": "Charged", "time": "${CANARY}"}\n`,
    });
    const other = new Client({ name: 'test', version: '1' });
    try {
      const args = [join(repository, 'dist/cli.js'), 'mcp', '--project', bad.path];
      await other.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'ignore' }));
      const answer = (await other.callTool({
        name: 'count_segment',
        arguments: { segment: 'buyers' },
      })) as unknown as Answer;
      assert.equal(answer.isError, true);
      assert.match(answer.content[0]!.text, /segments import/);
      assert.doesNotMatch(answer.content[0]!.text, new RegExp(CANARY));
    } finally {
      await other.close();
      bad.remove();
    }
  });

  it('refuses a folder that is not there', async () => {
    const { code, stderr } = await segments(project.path, ['mcp', '--project', 'nowhere']);
    assert.equal(code, 2);
    assert.equal(stderr, 'There is no folder nowhere.\n');
  });
});
