import assert from 'node:assert/strict';
import type { ClientCapabilities, CodeAction, CodeActionContext, WorkspaceEdit } from 'vscode-languageserver';
import { documentRuntime } from '../support/document-runtime.ts';
import { SCHEMA } from '../support/feature-fixture.ts';
import { parseFixture } from '../support/fixture.ts';
import { startInMemory, type TestClient, VSCODE_CAPABILITIES } from '../support/language-client.ts';
import { type MemoryHost, memoryHost } from '../support/memory-host.ts';

/** As VS Code has it. */
const FULL: ClientCapabilities = {
  ...VSCODE_CAPABILITIES,
  workspace: {
    ...VSCODE_CAPABILITIES.workspace,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
  },
  textDocument: {
    ...VSCODE_CAPABILITIES.textDocument,
    codeAction: {
      disabledSupport: true,
      isPreferredSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ['edit', 'command'] },
    },
  },
};

const [INVOKED, AUTOMATIC] = [1, 2] as const;

describe('code actions over the protocol', function () {
  this.timeout(20_000);
  let client: TestClient;
  let host: MemoryHost;
  const uri = () => host.uri('a.segment.yaml');

  const start = async (text: string, capabilities: ClientCapabilities = FULL, more: object = {}) => {
    const { files } = parseFixture(text, 'a.segment.yaml');
    host = memoryHost(new Map([['segments.schema.yaml', SCHEMA], ...files]));
    client = await startInMemory(documentRuntime(host), { folders: [host.rootUri], capabilities, ...more });
    await client.open(uri(), files.get('a.segment.yaml')!);
  };
  const actionsAt = (line: number, context: Partial<CodeActionContext> = {}, character = 6): Promise<CodeAction[]> =>
    client.request('textDocument/codeAction', {
      textDocument: { uri: uri() },
      range: { start: { line, character }, end: { line, character } },
      context: { diagnostics: [], ...context },
    });
  const titled = (actions: readonly CodeAction[], title: string) =>
    actions.find((action) => action.title === title) ?? assert.fail(actions.map((each) => each.title).join('\n'));

  afterEach(() => client.dispose());

  it('come without edits to a client that resolves them, and get them when one is chosen', async () => {
    await start('name: a\nwhere:\n  - did: Charged\n');
    const { codeActionProvider } = client.initialized.capabilities;
    assert.ok(typeof codeActionProvider === 'object' && codeActionProvider.resolveProvider);
    const action = titled(await actionsAt(2), 'Wrap rule in any');
    assert.equal(action.edit, undefined);
    const resolved = await client.request<CodeAction>('codeAction/resolve', action);
    assert.deepEqual(resolved.edit?.documentChanges, [
      {
        textDocument: { uri: uri(), version: 1 },
        edits: [
          {
            range: { start: { line: 2, character: 2 }, end: { line: 2, character: 16 } },
            newText: '- any:\n      - did: Charged',
          },
        ],
      },
    ]);
  });

  it('come with their edits to a client that does not, as plain changes, and nothing that makes files', async () => {
    await start('name: a\nwhere:\n  - did: Charged\n', VSCODE_CAPABILITIES);
    const actions = await actionsAt(2);
    assert.ok(titled(actions, 'Wrap rule in any').edit?.changes?.[uri()]);
    assert.ok(actions.every(({ title, disabled }) => !title.startsWith('Extract') && !disabled));
  });

  it('leave an action alone whose document has changed since', async () => {
    await start('name: a\nwhere:\n  - did: Charged\n');
    const action = titled(await actionsAt(2), 'Wrap rule in any');
    await client.type(uri(), { line: 0, character: 7 }, { line: 0, character: 7 }, 'b');
    const resolved = await client.request<CodeAction>('codeAction/resolve', action);
    assert.equal(resolved.edit, undefined);
  });

  it('give reasons to a person who asked, and none while the cursor moves', async () => {
    await start('name: a\nwhere:\n  - sample: 10\n');
    const reasons = async (triggerKind: 1 | 2) =>
      (await actionsAt(2, { triggerKind })).flatMap(({ disabled }) => disabled?.reason ?? []);
    assert.match((await reasons(INVOKED)).join(), /drawn by the id of its segment/);
    assert.deepEqual(await reasons(AUTOMATIC), []);
  });

  it('are of the kinds that were asked for; those of the whole file only when asked for by name', async () => {
    await start('where:\n  - within: 30d\n    did: Charged\nname: a\n');
    const kinds = async (only?: string[]) => [
      ...new Set((await actionsAt(1, only ? { only } : {})).map(({ kind }) => kind)),
    ];
    assert.deepEqual(await kinds(['refactor.extract']), ['refactor.extract']);
    assert.ok((await kinds(['refactor'])).every((kind) => kind?.startsWith('refactor.')));
    assert.deepEqual(await kinds(['source.sort.segments']), ['source.sort.segments']);
    assert.ok(!(await kinds()).some((kind) => kind?.startsWith('source.')));
  });

  it('make a segment of rules, and ask for its name where the client has the command', async () => {
    await start('name: a\nwhere:\n  - did: Charged\n  - user: os\n    is: iOS\n', FULL, {
      initializationOptions: { trusted: true, ownCommands: true },
    });
    const extract = (await actionsAt(2)).find(({ title }) => title.startsWith('Extract rule'));
    assert.equal(extract?.command?.command, 'segments.renameAt', 'editors run the command that an action came with');
    const resolved = await client.request<CodeAction>('codeAction/resolve', extract);
    const made = host.uri('charged.segment.yaml');
    assert.deepEqual((resolved.edit as WorkspaceEdit).documentChanges?.slice(0, 2), [
      { kind: 'create', uri: made, options: { overwrite: false, ignoreIfExists: false } },
      {
        textDocument: { uri: made, version: null },
        edits: [
          {
            range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
            newText: 'name: Charged\nwhere:\n  - did: Charged\n',
          },
        ],
      },
    ]);
    assert.deepEqual(resolved.command?.arguments, [uri(), { line: 2, character: 16 }]);
  });

  it('name the problem that they mend, and edit the schema for it', async () => {
    await start('name: a\nwhere:\n  - did: Refunded\n');
    const diagnostics = await client.diagnosticsOf(uri(), 1);
    const fix = titled(
      await actionsAt(2, { diagnostics: [...diagnostics] }, 10),
      'Add the event “Refunded” to the schema',
    );
    assert.equal(fix.diagnostics?.[0]?.code, 'unknown-event');
    const resolved = await client.request<CodeAction>('codeAction/resolve', fix);
    const [change] = resolved.edit?.documentChanges ?? [];
    assert.ok(change && 'textDocument' in change && change.textDocument.uri === host.uri('segments.schema.yaml'));
  });

  it('take no harm from data that come back wrong', async () => {
    await start('name: a\nwhere:\n  - did: Charged\n');
    for (const data of [
      undefined,
      null,
      7,
      {},
      { uri: uri() },
      { uri: uri(), version: 1, id: 'toString', title: 'x' },
    ]) {
      const action = { title: 'x', data };
      assert.deepEqual(await client.request('codeAction/resolve', action), JSON.parse(JSON.stringify(action)));
    }
  });
});
