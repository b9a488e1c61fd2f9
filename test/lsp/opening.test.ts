import assert from 'node:assert/strict';
import type { DocumentDiagnosticReport, PublishDiagnosticsParams } from 'vscode-languageserver';
import { createWorkspace, type FileHost, openDocument } from '../../server/src/project/index.ts';
import { documentRuntime } from '../support/document-runtime.ts';
import { SCHEMA } from '../support/feature-fixture.ts';
import { startInMemory, type TestClient, VSCODE_CAPABILITIES } from '../support/language-client.ts';
import { type MemoryHost, memoryHost } from '../support/memory-host.ts';
import { poll } from '../support/poll.ts';

const PULLS = {
  ...VSCODE_CAPABILITIES,
  workspace: { ...VSCODE_CAPABILITIES.workspace, diagnostics: { refreshSupport: true } },
  textDocument: { ...VSCODE_CAPABILITIES.textDocument, diagnostic: { relatedDocumentSupport: true } },
};

const rules = (...lines: readonly string[]) => `name: Some\nwhere:\n${lines.map((line) => `  - ${line}\n`).join('')}`;
const times = (days: number) => rules(`did: Charged\n    within: ${days}d`);

/** `round` refers to `next`, and that to `round`; another file has its id. `twin` has the rules of another segment. */
const ROUND = rules('in_segment: next', 'in_segment: broken', 'in_segment: nowhere', 'in_segment: s33');
const FILES = new Map([
  ['segments.schema.yaml', SCHEMA],
  ['round.segment.yaml', ROUND],
  ['deep/round.segment.yaml', rules('in_segment: s34')],
  ['next.segment.yaml', rules('in_segment: round')],
  ['broken.segment.yaml', rules('did: Purchased')],
  ['twin.segment.yaml', times(7)],
  ...Array.from({ length: 600 }, (_, n) => [`many/s${n}.segment.yaml`, times(n + 1)] as const),
]);

/** Gives texts as they were when they were asked for, those of `many/` only once they are let go. */
function holding(host: MemoryHost): { readonly host: FileHost; letGo(): void } {
  let letGo: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  // What `round` refers to is not held.
  const isHeld = (uri: string) => uri.includes('/many/') && !/s3[34]\./.test(uri);
  const read = async (uri: string) => {
    const bytes = await host.read(uri);
    if (isHeld(uri)) await gone;
    return bytes;
  };
  return { host: { ...host, read }, letGo: () => letGo() };
}

describe('a project of many files that is being opened', function () {
  this.timeout(60_000);
  const host = memoryHost(FILES);
  const [round, twin, schema] = ['round.segment.yaml', 'twin.segment.yaml', 'segments.schema.yaml'].map(host.uri);
  const AT_ONCE = ['broken-reference', 'duplicate-segment-id', 'reference-cycle', 'unknown-segment'];
  let client: TestClient;

  afterEach(() => client.dispose());

  it('tells of open documents before the other texts are there, and takes nothing back', async () => {
    const held = holding(host);
    client = await startInMemory(documentRuntime(held.host), { folders: [host.rootUri] });
    const told = new Map<string, string[][]>();
    client.connection.onNotification(
      'textDocument/publishDiagnostics',
      ({ uri, diagnostics }: PublishDiagnosticsParams) => {
        const codes = diagnostics.map(({ code }) => String(code)).sort();
        told.set(uri, [...(told.get(uri) ?? []), codes]);
      },
    );
    await client.open(round!, ROUND);
    await client.open(twin!, times(7));
    await poll(() => told.get(round!) && told.get(twin!), 'problems of the open documents');
    assert.deepEqual(told.get(round!), [AT_ONCE]);
    assert.deepEqual(told.get(twin!), [[]]);
    assert.deepEqual([...told.keys()].sort(), [round, twin].sort());
    held.letGo();
    await poll(() => told.has(host.uri('broken.segment.yaml')) || undefined, 'problems of the others');
    await poll(() => told.get(twin!)!.length > 1 || undefined, 'what only all texts tell');
    assert.deepEqual(told.get(round!), [AT_ONCE]);
    assert.deepEqual(told.get(twin!), [[], ['equal-segments']]);
  });

  it('answers a client that asks, of each text of a document', async () => {
    const held = holding(host);
    client = await startInMemory(documentRuntime(held.host), { folders: [host.rootUri], capabilities: PULLS });
    let refreshes = 0;
    client.connection.onRequest('workspace/diagnostic/refresh', () => {
      refreshes++;
      return null;
    });
    const pull = async (uri: string) => {
      const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
        identifier: 'segments',
        textDocument: { uri },
      });
      return report.kind === 'full' ? report.items.map(({ code }) => String(code)).sort() : report.kind;
    };
    // What stands in the editor is the schema, from the first answer on.
    await client.open(schema!, SCHEMA.replace('  Charged:', '  Purchased: {}\n  Charged:'));
    await client.open(round!, ROUND);
    await client.open(twin!, times(7));
    assert.deepEqual(
      await pull(round!),
      AT_ONCE.filter((code) => code !== 'broken-reference'),
    );
    assert.deepEqual(await pull(twin!), []);
    await client.type(twin!, { line: 2, character: 9 }, { line: 2, character: 16 }, 'Bought');
    assert.deepEqual(await pull(twin!), ['unknown-event']);
    await client.type(twin!, { line: 2, character: 9 }, { line: 2, character: 15 }, 'Charged');
    assert.deepEqual(await pull(twin!), []);
    assert.equal(refreshes, 0);
    held.letGo();
    await poll(() => refreshes > 0 || undefined, 'a refresh');
    assert.deepEqual(await pull(twin!), ['equal-segments']);
  });
});

describe('a workspace with a project of many files that is being opened', () => {
  it('misses no change, neither of files read ahead nor of the others', async () => {
    const host = memoryHost(FILES);
    const held = holding(host);
    const workspace = createWorkspace(held.host);
    const round = host.uri('round.segment.yaml');
    const opened = workspace.setDocument(openDocument(round, ROUND, 1));
    await workspace.readyFor(round);
    const snapshot = workspace.snapshotOf(round)!;
    const [ahead, other] = [host.uri('many/s33.segment.yaml'), host.uri('many/s0.segment.yaml')];
    assert.equal(snapshot.file(ahead)?.text, times(34));
    assert.equal(snapshot.file(other), undefined);
    assert.equal(snapshot.uris.length, FILES.size - 1);
    for (const id of ['s0', 's33']) host.write(`many/${id}.segment.yaml`, times(1000));
    const changed = workspace.filesChanged([ahead, other].map((uri) => ({ uri, kind: 'changed' })));
    held.letGo();
    await Promise.all([opened, changed, workspace.settled()]);
    const after = workspace.snapshotOf(round)!;
    assert.deepEqual(
      [ahead, other].map((uri) => after.file(uri)?.text),
      [times(1000), times(1000)],
    );
    // Nothing that was read ahead is read again.
    assert.equal(after.reading(round), snapshot.reading(round));
    assert.equal(after.names, snapshot.names);
    assert.equal(after.summaries.length, FILES.size - 1);
  });
});
