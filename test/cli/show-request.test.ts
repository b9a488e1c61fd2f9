import assert from 'node:assert/strict';
import { exampleProject, segments } from '../support/cli.ts';
import { type OpenAiServer, startOpenAiServer } from '../support/openai-server.ts';

describe('segments new and what it sends', () => {
  const project = exampleProject('shop');
  let server: OpenAiServer;
  beforeEach(async () => {
    server = await startOpenAiServer([{ kind: 'status', status: 401 }]);
  });
  afterEach(() => server.close());
  after(() => project.remove());

  const run = (...args: string[]) =>
    segments(project.path, ['new', ...args, '--print', '--no-count', '--format', 'json'], {
      OPENAI_API_KEY: 'sk-test',
      OPENAI_BASE_URL: server.baseUrl,
    });

  it('prints the exact request and sends nothing with --show-request', async () => {
    const { code, stdout } = await run('users who bought', '--show-request');
    assert.equal(code, 0);
    const { request, personal } = JSON.parse(stdout);
    assert.equal(request.to, `${server.baseUrl}/responses`);
    assert.match(JSON.stringify(request.body), /users who bought/);
    assert.doesNotMatch(stdout, /sk-test/);
    assert.deepEqual(personal, []);
    assert.equal(server.requests.length, 0);
    const sent = await run('users who bought');
    assert.equal(JSON.parse(sent.stdout).provider, 'builtin');
    assert.deepEqual(server.requests[0]?.body, request.body);
  });

  it('says that the built-in translator sends nothing', async () => {
    const { stdout } = await run('users who bought', '--show-request', '--provider', 'builtin');
    assert.deepEqual(JSON.parse(stdout), { request: null, personal: [] });
  });

  it('sends a prompt with personal data only with --yes', async () => {
    const held = JSON.parse((await run('users who bought, like asha@example.com')).stdout);
    assert.equal(server.requests.length, 0);
    assert.match(held.notice, /holds an e-mail address, so it was not sent/);
    assert.equal(held.personal[0].text, 'asha@example.com');
    await run('users who bought, like asha@example.com', '--yes');
    assert.equal(server.requests.length, 1);
  });

  it('does not offer providers that need an editor', async () => {
    const { code, stderr } = await run('users who bought', '--provider', 'vscode');
    assert.equal(code, 2);
    assert.match(stderr, /auto, openai, builtin/);
  });
});
