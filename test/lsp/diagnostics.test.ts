import assert from 'node:assert/strict';
import type {
  DocumentDiagnosticReport,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Runtime } from '../../server/src/lsp/runtime.ts';
import { documentRuntime } from '../support/document-runtime.ts';
import { SCHEMA } from '../support/feature-fixture.ts';
import { parseFixture } from '../support/fixture.ts';
import { startInMemory, type TestClient, VSCODE_CAPABILITIES } from '../support/language-client.ts';
import { type MemoryHost, memoryHost } from '../support/memory-host.ts';
import { poll } from '../support/poll.ts';

const PULLS = {
  ...VSCODE_CAPABILITIES,
  workspace: { ...VSCODE_CAPABILITIES.workspace, diagnostics: { refreshSupport: true } },
  textDocument: { ...VSCODE_CAPABILITIES.textDocument, diagnostic: { relatedDocumentSupport: true } },
};

const FINE = 'name: Fine\nwhere:\n  - did: Charged\n    within: 30d\n';
const BAD = 'name: Bad\nwhere:\n  - did: Purchased\n';

describe('problems that a client asks for', function () {
  this.timeout(20_000);
  let client: TestClient;
  let host: MemoryHost;
  let refreshes: number;

  const start = async (source: string) => {
    host = memoryHost(new Map([['segments.schema.yaml', SCHEMA], ...parseFixture(source).files]));
    client = await startInMemory(documentRuntime(host), { folders: [host.rootUri], capabilities: PULLS });
    refreshes = 0;
    client.connection.onRequest('workspace/diagnostic/refresh', () => {
      refreshes++;
      return null;
    });
  };
  const pull = (path: string, previousResultId?: string) =>
    client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
      identifier: 'segments',
      textDocument: { uri: host.uri(path) },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  const codes = (report: DocumentDiagnosticReport | WorkspaceDocumentDiagnosticReport) =>
    report.kind === 'full' ? report.items.map(({ code }) => code) : report.kind;
  const all = (previous: readonly { uri: string; value: string }[] = [], more: object = {}) =>
    client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      identifier: 'segments',
      previousResultIds: previous,
      ...more,
    });
  const paths = (items: readonly WorkspaceDocumentDiagnosticReport[]) =>
    items.map((item) => `${item.uri.replace(`${host.rootUri}/`, '')} ${codes(item)}`);

  afterEach(() => client.dispose());

  it('are offered, and then nothing is pushed', async () => {
    await start(`--- a.segment.yaml\n${BAD}`);
    assert.deepEqual(client.initialized.capabilities.diagnosticProvider, {
      identifier: 'segments',
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
    await client.open(host.uri('a.segment.yaml'), BAD);
    assert.deepEqual(codes(await pull('a.segment.yaml')), ['unknown-event']);
    await all();
    assert.equal(client.diagnostics(host.uri('a.segment.yaml')), undefined);
  });

  it('are those of the newest text, and said once', async () => {
    await start(`--- a.segment.yaml\n${FINE}`);
    const uri = host.uri('a.segment.yaml');
    await client.open(uri, FINE);
    const first = await pull('a.segment.yaml');
    assert.deepEqual(codes(first), []);
    await client.type(uri, { line: 2, character: 9 }, { line: 2, character: 16 }, 'Bought');
    const second = await pull('a.segment.yaml', first.resultId ?? '');
    assert.deepEqual(codes(second), ['unknown-event']);
    assert.equal(codes(await pull('a.segment.yaml', second.resultId ?? '')), 'unchanged');
    await client.type(uri, { line: 2, character: 9 }, { line: 2, character: 15 }, 'Charged');
    const third = await pull('a.segment.yaml', second.resultId ?? '');
    assert.equal(third.resultId, first.resultId);
  });

  it('of other open documents come with those of the one that was edited', async () => {
    await start(`--- a.segment.yaml\n${FINE}--- b.segment.yaml\nname: B\nwhere:\n  - not_in_segment: a\n`);
    const [a, b] = [host.uri('a.segment.yaml'), host.uri('b.segment.yaml')];
    await client.open(a, FINE);
    await client.open(b, host.text('b.segment.yaml')!);
    assert.deepEqual(codes(await pull('b.segment.yaml')), []);
    await client.type(a, { line: 2, character: 9 }, { line: 2, character: 16 }, 'Bought');
    const report = await pull('a.segment.yaml');
    assert.deepEqual(report.kind === 'full' && codes(report.relatedDocuments?.[b] as DocumentDiagnosticReport), [
      'broken-reference',
    ]);
  });

  it('are asked for again when something else changed them', async () => {
    await start(`--- a.segment.yaml\nname: A\nwhere:\n  - in_segment: b\n`);
    await client.open(host.uri('a.segment.yaml'), host.text('a.segment.yaml')!);
    assert.deepEqual(codes(await pull('a.segment.yaml')), ['unknown-segment']);
    host.write('b.segment.yaml', FINE);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: host.uri('b.segment.yaml'), type: 1 }],
    });
    await poll(() => refreshes > 0 || undefined, 'a refresh');
    assert.deepEqual(codes(await pull('a.segment.yaml')), []);
  });

  it('of all files are given at once, then only what changed, when it does', async () => {
    await start(`--- a.segment.yaml\n${BAD}--- b.segment.yaml\n${FINE}--- deep/c.segment.yaml\n${BAD}`);
    const { items } = await all();
    assert.deepEqual(paths(items).sort(), ['a.segment.yaml unknown-event', 'deep/c.segment.yaml unknown-event']);
    const known = items.map(({ uri, resultId }) => ({ uri, value: resultId! }));
    const next = all(known);
    host.write('a.segment.yaml', FINE.replace('30d', '3d'));
    host.write('b.segment.yaml', BAD);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: ['a', 'b'].map((name) => ({ uri: host.uri(`${name}.segment.yaml`), type: 2 })),
    });
    assert.deepEqual(paths((await next).items).sort(), ['a.segment.yaml ', 'b.segment.yaml unknown-event']);
  });

  it('of files that went are none', async () => {
    await start(`--- a.segment.yaml\n${BAD}`);
    const { items } = await all();
    const next = all(items.map(({ uri, resultId }) => ({ uri, value: resultId! })));
    host.remove('a.segment.yaml');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: host.uri('a.segment.yaml'), type: 3 }],
    });
    assert.deepEqual(paths((await next).items), ['a.segment.yaml ']);
  });

  it('of a document that was closed are told anew, whatever was said while it was open', async () => {
    await start(`--- a.segment.yaml\n${BAD}--- b.segment.yaml\n${BAD}`);
    const uri = host.uri('a.segment.yaml');
    await client.open(uri, FINE);
    await pull('a.segment.yaml');
    const { items } = await all();
    const known = items.map((item) => ({ uri: item.uri, value: item.resultId! }));
    const next = all([...known, { uri, value: 'none' }]);
    await client.close(uri);
    assert.deepEqual(paths((await next).items), ['a.segment.yaml unknown-event']);
    await client.open(uri, BAD);
    await pull('a.segment.yaml');
    // As a client does: what it was told before it says again with each request.
    const results = new Map(known.map((item) => [item.uri, item.value]));
    const ask = () => all([...results].map(([of, value]) => ({ uri: of, value })));
    let last = ask();
    host.remove('a.segment.yaml');
    await client.close(uri);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 3 }] });
    // It may be told of as closed before it is told of as gone.
    for (let isGone = false; !isGone; ) {
      const told = (await last).items;
      isGone = paths(told).includes('a.segment.yaml ');
      for (const item of told) results.set(item.uri, item.resultId!);
      last = ask();
    }
    last.catch(() => undefined);
  });

  it('are streamed to a client that takes parts', async () => {
    const files = Array.from({ length: 250 }, (_, i) => `--- s${i}.segment.yaml\n${BAD}`);
    await start(files.join(''));
    const parts: number[] = [];
    client.connection.onNotification('$/progress', ({ token, value }: { token: string; value: never }) => {
      if (token === 'parts') parts.push((value as WorkspaceDiagnosticReport).items.length);
    });
    // Stays open: what changes later comes as further parts.
    all([], { partialResultToken: 'parts' }).catch(() => undefined);
    await poll(() => parts.reduce((a, b) => a + b, 0) === 250 || undefined, 'all parts');
    assert.ok(parts.length > 1);
    host.write('s7.segment.yaml', FINE);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: host.uri('s7.segment.yaml'), type: 2 }],
    });
    await poll(() => parts.reduce((a, b) => a + b, 0) > 250 || undefined, 'a further part');
  });
});

describe('problems of a large project', function () {
  this.timeout(60_000);

  it('are told of open documents first, the rest is read with progress, and what was found is kept', async () => {
    const files = new Map([['segments.schema.yaml', SCHEMA]]);
    for (let n = 0; n < 600; n++) files.set(`s${n}.segment.yaml`, n === 599 ? BAD : FINE.replace('30d', `${n + 1}d`));
    const host = memoryHost(files);
    let index: string | undefined;
    const runtime: Runtime = {
      ...documentRuntime(host),
      segmentIndex: {
        read: async () => index,
        write: async (_root, text) => {
          index = text;
        },
      },
    };
    const capabilities = { ...VSCODE_CAPABILITIES, window: { workDoneProgress: true } };
    const session = async () => {
      const client = await startInMemory(runtime, { folders: [host.rootUri], capabilities });
      const events: string[] = [];
      client.connection.onNotification('$/progress', ({ value }: { value: { kind: string; title?: string } }) => {
        if (value.kind === 'begin') events.push(value.title ?? '');
      });
      await client.open(host.uri('s7.segment.yaml'), BAD);
      const first = await client.diagnosticsOf(host.uri('s7.segment.yaml'), 1);
      assert.deepEqual(
        first.map(({ code }) => code),
        ['unknown-event'],
      );
      const isFirst = client.diagnostics(host.uri('s599.segment.yaml')) === undefined;
      await poll(() => client.diagnostics(host.uri('s599.segment.yaml')), 'problems of the last file');
      return { client, events, isFirst };
    };
    const cold = await session();
    assert.ok(cold.isFirst);
    await poll(() => cold.events.includes('Reading segments') || undefined, 'progress');
    await poll(() => index, 'the index');
    await cold.client.dispose();
    const warm = await session();
    assert.deepEqual(warm.events, []);
    await warm.client.dispose();
  });

  it('are found without an index where nobody trusts the folder', async () => {
    const host = memoryHost(
      new Map([
        ['segments.schema.yaml', SCHEMA],
        ['a.segment.yaml', BAD],
      ]),
    );
    let reads = 0;
    const segmentIndex = {
      read: async () => {
        reads++;
        return undefined;
      },
      write: () => Promise.resolve(),
    };
    const client = await startInMemory(
      { ...documentRuntime(host), segmentIndex },
      { folders: [host.rootUri], initializationOptions: { trusted: false } },
    );
    await poll(() => client.diagnostics(host.uri('a.segment.yaml')), 'problems');
    assert.equal(reads, 0);
    await client.dispose();
  });
});
