import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver';
import {
  type CallToolResult,
  methods,
  type NewSegmentResult,
  type RefineResult,
  type RememberResult,
} from '../../server/src/protocol/index.ts';
import { documentRuntime } from '../support/document-runtime.ts';
import { SCHEMA } from '../support/feature-fixture.ts';
import { parseFixture } from '../support/fixture.ts';
import { startInMemory, type TestClient } from '../support/language-client.ts';
import { type MemoryHost, memoryHost } from '../support/memory-host.ts';
import { poll } from '../support/poll.ts';

const codes = (diagnostics: readonly Diagnostic[] | undefined) => diagnostics?.map((d) => d.code);

describe('language server', function () {
  // Sources are compiled when first loaded, on machines that may be busy.
  this.timeout(20_000);
  let client: TestClient;
  let host: MemoryHost;

  const start = async (source: string, options: Parameters<typeof startInMemory>[1] = {}) => {
    host = memoryHost(new Map([['segments.schema.yaml', SCHEMA], ...parseFixture(source).files]));
    client = await startInMemory(documentRuntime(host), { folders: [host.rootUri], ...options });
  };
  const problems = (path: string, wanted: readonly string[]) =>
    poll(
      () => {
        const found = codes(client.diagnostics(host.uri(path)));
        return found !== undefined && JSON.stringify(found) === JSON.stringify(wanted) ? true : undefined;
      },
      `${path} to have ${wanted.join(', ')}; it has ${codes(client.diagnostics(host.uri(path)))}`,
    );
  const changed = (...changes: readonly (readonly [string, 1 | 2 | 3])[]) =>
    client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: changes.map(([path, type]) => ({ uri: host.uri(path), type })),
    });

  afterEach(() => client.dispose());

  it('says what it can do', async () => {
    await start('--- a.segment.yaml\nname: a\n');
    const { capabilities, serverInfo } = client.initialized;
    assert.equal(capabilities.positionEncoding, 'utf-16');
    assert.equal((capabilities.textDocumentSync as { change: number }).change, 2);
    assert.ok(capabilities.completionProvider && capabilities.hoverProvider && capabilities.definitionProvider);
    assert.ok(capabilities.documentFormattingProvider && capabilities.codeActionProvider);
    assert.equal(serverInfo?.name, 'segments');
  });

  it('publishes the problems of all files, open or not, with exact ranges', async () => {
    await start(
      '--- a.segment.yaml\nname: a\nwhere:\n  - did: Purchased\n--- deep/er/b.segment.yaml\nname: b\nwhere:\n  - user: os\n    is: iOS\n--- node_modules/c.segment.yaml\nname: [\n',
    );
    await problems('a.segment.yaml', ['unknown-event']);
    const [diagnostic] = client.diagnostics(host.uri('a.segment.yaml'))!;
    assert.deepEqual(diagnostic?.range, { start: { line: 2, character: 9 }, end: { line: 2, character: 18 } });
    assert.equal(diagnostic?.source, 'segments');
    assert.match(String(diagnostic?.message), /Unknown event “Purchased”. Did you mean “Charged”\?/);
    assert.equal(client.diagnostics(host.uri('node_modules/c.segment.yaml')), undefined);
  });

  it('follows typing, and answers for the newest version', async () => {
    await start('--- a.segment.yaml\nname: a\nwhere:\n  - did: Charged\n');
    const uri = host.uri('a.segment.yaml');
    await client.open(uri, 'name: a\nwhere:\n  - did: Charged\n');
    assert.deepEqual(codes(await client.diagnosticsOf(uri, 1)), []);
    const at = { line: 2, character: 16 };
    for (const [i, letter] of [...'xyz'].entries()) {
      await client.type(uri, { line: 2, character: 16 + i }, { line: 2, character: 16 + i }, letter);
    }
    assert.deepEqual(codes(await client.diagnosticsOf(uri, 4)), ['unknown-event']);
    await client.type(uri, at, { line: 2, character: 19 }, '');
    assert.deepEqual(codes(await client.diagnosticsOf(uri, 5)), []);
  });

  it('takes the editor’s text over the disk’s until the document is closed', async () => {
    await start('--- a.segment.yaml\nname: a\nwhere:\n  - did: Charged\n');
    const uri = host.uri('a.segment.yaml');
    await client.open(uri, 'name: a\nwhere:\n  - did: Nothing\n');
    assert.deepEqual(codes(await client.diagnosticsOf(uri, 1)), ['unknown-event']);
    await client.close(uri);
    await problems('a.segment.yaml', []);
  });

  it('checks every segment again when the schema changes while typing', async () => {
    await start('--- a.segment.yaml\nname: a\nwhere:\n  - did: Charged\n');
    const uri = host.uri('segments.schema.yaml');
    await client.open(uri, SCHEMA);
    await client.diagnosticsOf(uri, 1);
    const line = SCHEMA.split('\n').indexOf('  Charged:');
    await client.type(uri, { line, character: 2 }, { line, character: 9 }, 'Payed');
    await problems('a.segment.yaml', ['unknown-event']);
  });

  it('follows files that come, change and go', async () => {
    await start('--- a.segment.yaml\nname: a\nwhere:\n  - in_segment: b\n');
    await problems('a.segment.yaml', ['unknown-segment']);
    host.write('b.segment.yaml', 'name: b\nwhere:\n  - user: os\n    is: iOS\n');
    await changed(['b.segment.yaml', 1]);
    await problems('a.segment.yaml', []);
    host.write('b.segment.yaml', 'name: b\nwhere:\n  - user: oss\n    is: iOS\n');
    await changed(['b.segment.yaml', 2]);
    await problems('b.segment.yaml', ['unknown-property']);
    host.remove('b.segment.yaml');
    await changed(['b.segment.yaml', 3]);
    await problems('b.segment.yaml', []);
    await problems('a.segment.yaml', ['unknown-segment']);
  });

  it('follows lists', async () => {
    await start('--- a.segment.yaml\nname: a\nwhere:\n  - in_list: lists/v.csv\n');
    await problems('a.segment.yaml', ['missing-list']);
    host.write('lists/v.csv', 'u1\n');
    await changed(['lists/v.csv', 1]);
    await problems('a.segment.yaml', []);
  });

  it('keeps nested projects apart, and moves segments when a schema comes or goes', async () => {
    await start(
      '--- inner/segments.schema.yaml\nversion: 1\nevents: {Only Inner: {}}\n--- inner/a.segment.yaml\nname: a\nwhere:\n  - did: Only Inner\n--- a.segment.yaml\nname: a\nwhere:\n  - did: Charged\n',
    );
    const uri = host.uri('inner/a.segment.yaml');
    await client.open(uri, 'name: a\nwhere:\n  - did: Only Inner\n');
    assert.deepEqual(codes(await client.diagnosticsOf(uri, 1)), []);
    host.remove('inner/segments.schema.yaml');
    await changed(['inner/segments.schema.yaml', 3]);
    await problems('inner/a.segment.yaml', ['unknown-event', 'duplicate-segment-id'].sort().reverse());
    host.write('inner/segments.schema.yaml', 'version: 1\nevents: {Only Inner: {}}\n');
    await changed(['inner/segments.schema.yaml', 1]);
    await problems('inner/a.segment.yaml', []);
    await problems('a.segment.yaml', []);
  });

  it('says once that a segment has no schema', async () => {
    host = memoryHost(new Map([['a.segment.yaml', 'name: a\nwhere:\n  - did: Anything\n']]));
    client = await startInMemory(documentRuntime(host), { folders: [host.rootUri] });
    const uri = host.uri('a.segment.yaml');
    await client.open(uri, 'name: a\nwhere:\n  - did: Anything\n');
    const found = await client.diagnosticsOf(uri, 1);
    assert.deepEqual(codes(found), ['no-schema']);
    assert.equal(found[0]?.range.start.line, 0);
    assert.ok((await client.complete(uri, 8)).some((item) => item.label === 'description' || item.label === 'type'));
  });

  it('reads a document without a file in the only project', async () => {
    await start('--- a.segment.yaml\nname: a\nwhere:\n  - did: Charged\n');
    await client.open('untitled:Untitled-1', 'name: a\nwhere:\n  - did: Purchase\n', 'segment');
    assert.deepEqual(codes(await client.diagnosticsOf('untitled:Untitled-1', 1)), ['unknown-event']);
    const items = await client.complete('untitled:Untitled-1', 25);
    assert.ok(items.some((item) => item.label === 'Charged'));
  });

  it('answers requests over the protocol', async () => {
    await start('--- a.segment.yaml\nname: a\n');
    const uri = host.uri('a.segment.yaml');
    await client.open(uri, 'name: a\nwhere:\n  - did: Char\n');
    const items = await client.complete(uri, 27);
    assert.ok(items.some((item) => item.label === 'Charged'));
    await client.type(uri, { line: 2, character: 13 }, { line: 2, character: 13 }, 'ged');
    const hover = await client.at<{ contents: { value: string } }>('textDocument/hover', uri, 27);
    assert.match(hover.contents.value, /A completed purchase/);
    const places = await client.at<{ targetUri: string }[]>('textDocument/definition', uri, 27);
    assert.equal(places[0]?.targetUri, host.uri('segments.schema.yaml'));
  });

  it('answers for documents it does not know with nothing', async () => {
    await start('--- a.segment.yaml\nname: a\n');
    const params = { textDocument: { uri: 'file:///elsewhere/x.segment.yaml' }, position: { line: 0, character: 0 } };
    assert.equal(await client.request('textDocument/hover', params), null);
    assert.deepEqual(await client.request('textDocument/completion', params), { isIncomplete: false, items: [] });
  });

  it('leaves documents of other languages alone', async () => {
    await start('--- a.segment.yaml\nname: a\n');
    await client.open(host.uri('README.md'), 'name: [', 'markdown');
    assert.deepEqual(await client.complete(host.uri('README.md'), 0), []);
    await client.open('git:/project/a.segment.yaml', 'name: [', 'segment');
    await problems('a.segment.yaml', ['missing-key']);
    assert.equal(client.diagnostics('git:/project/a.segment.yaml'), undefined);
  });

  it('survives hostile documents', async () => {
    await start('--- a.segment.yaml\nname: a\n');
    const uri = host.uri('a.segment.yaml');
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(',')}]`).join('\n')}\nwhere: *i\n`;
    const hostile = [
      '['.repeat(10_000),
      '- '.repeat(10_000),
      bomb,
      '\0\uFFFE',
      '"'.repeat(5001),
      '? ? ?',
      '{'.repeat(50),
      `${'  - any:\n'.repeat(300)}`,
      '%YAML 9\n---\n--- \n...',
      '!!js/function x',
      'where:\n\t- x',
      '\u2028',
      'a'.repeat(1_000_000),
    ];
    let version = 0;
    for (const text of hostile) {
      const target = `${uri.replace('a.segment', `h${version++}.segment`)}`;
      await client.open(target, text);
      const position = { line: 0, character: Math.min(text.length, 20) };
      const ask = {
        textDocument: { uri: target },
        position,
        context: { diagnostics: [], includeDeclaration: true },
        range: { start: position, end: position },
        options: {},
      };
      for (const method of [
        'completion',
        'hover',
        'definition',
        'references',
        'documentSymbol',
        'foldingRange',
        'formatting',
        'codeAction',
        'documentLink',
        'documentHighlight',
      ]) {
        await client.request(`textDocument/${method}`, ask);
      }
      assert.ok(Array.isArray(await client.diagnosticsOf(target, 1)));
    }
    assert.deepEqual(
      client.log.filter((line) => /Error/.test(line)),
      [],
    );
  }).timeout(60_000);

  it('reads bytes that are no text as a problem on line 1', async () => {
    await start('--- a.segment.yaml\nname: a\nwhere:\n  - did: Charged\n');
    host.write('b.segment.yaml', new Uint8Array([0x6e, 0xff, 0xfe, 0x80]));
    await changed(['b.segment.yaml', 1]);
    await problems('b.segment.yaml', ['not-text']);
  });

  it('counts nothing in a workspace that is not trusted', async () => {
    await start('--- a.segment.yaml\nname: a\nwhere:\n  - did: Charged\n', {
      initializationOptions: { trusted: false },
    });
    const uri = host.uri('a.segment.yaml');
    const result = await client.request<{ state: string; message: string }>(methods.insights, { uri, samples: 3 });
    assert.equal(result.state, 'failed');
    assert.match(result.message, /not trusted/);
    await assert.rejects(client.request(methods.rebuildStore, { near: uri }), /not trusted/);
    await assert.rejects(
      client.request(methods.exportUsers, { uri, format: 'ids', includePii: false, target: host.uri('x') }),
      /not trusted/,
    );
  });

  it('turns a prompt into a segment', async () => {
    await start('--- segments/a.segment.yaml\nname: a\nwhere:\n  - did: Charged\n');
    const params = { prompt: 'iOS users who purchased in the last 30 days', near: host.rootUri, provider: 'builtin' };
    const result = await client.request<{ status: string; uri: string; yaml: string }>(methods.newSegment, params);
    assert.equal(result.status, 'ok');
    assert.match(result.yaml, /did: Charged/);
    assert.match(result.uri, /^file:\/\/\/project\/segments\/.+\.segment\.yaml$/);
    await assert.rejects(client.request(methods.newSegment, { ...params, prompt: ' ' }), /empty/);
    await assert.rejects(
      client.request(methods.newSegment, { ...params, near: 'file:///nowhere' }),
      /segments\.schema\.yaml/,
    );
  });

  it('asks, takes the answer up and gives the schema with its meaning', async () => {
    await start('--- segments/a.segment.yaml\nname: a\nwhere:\n  - did: Charged\n');
    const params = { prompt: 'big spenders on iOS', near: host.rootUri, provider: 'builtin' };
    const asked = await client.request<NewSegmentResult>(methods.newSegment, params);
    const [question] = asked.questions;
    assert.ok(question?.choices?.length, JSON.stringify(asked));
    const answers = [{ about: question.about, answer: question.options[0]! }];
    const answered = await client.request<NewSegmentResult>(methods.newSegment, { ...params, answers });
    assert.deepEqual(answered.questions, []);
    const [phrase] = answered.answered ?? [];
    assert.ok(phrase?.rules?.length, JSON.stringify(answered));
    const remember = { near: host.rootUri, term: phrase.about, rules: phrase.rules };
    const kept = await client.request<RememberResult>(methods.rememberMeaning, remember);
    assert.ok(kept.ok);
    assert.equal(kept.uri, host.uri('segments.schema.yaml'));
    assert.ok(kept.text.includes('glossary:') && kept.text.includes(`${phrase.about}:`), kept.text);
    assert.equal(kept.before, SCHEMA);
  });

  it('refines the text in the editor, comments and all, and writes nothing', async () => {
    const text = '# by Ada\nname: a\nwhere:\n  - did: Charged # what counts\n    within: 30d\n';
    await start(`--- segments/a.segment.yaml\n${text}`);
    const uri = host.uri('segments/a.segment.yaml');
    await client.open(uri, text.replace('by Ada', 'not saved'));
    const params = { uri, prompt: 'make it 60 days', provider: 'builtin' };
    const result = await client.request<RefineResult>(methods.refineSegment, params);
    assert.equal(result.status, 'ok', JSON.stringify(result));
    assert.equal(result.before, text.replace('by Ada', 'not saved'));
    assert.match(result.after, /# not saved[\s\S]*# what counts\n {4}within: 60d/);
    assert.equal(result.changes.length, 1);
    await assert.rejects(client.request(methods.refineSegment, { ...params, prompt: ' ' }), /empty/);
    const gone = host.uri('segments/gone.segment.yaml');
    await assert.rejects(client.request(methods.refineSegment, { ...params, uri: gone }), /gone/);
  });

  it('gives agents its tools, over unsaved documents, without data before trust', async () => {
    await start('--- a.segment.yaml\nname: a\nwhere:\n  - did: Charged\n', {
      initializationOptions: { trusted: false },
    });
    await client.open(host.uri('a.segment.yaml'), 'name: a\nwhere:\n  - did: Purchasedd\n');
    const call = (tool: string, input: object) =>
      client.request<CallToolResult>(methods.callTool, { tool, input, near: host.rootUri });
    assert.match((await call('check_segment', { segment: 'a' })).text, /Purchasedd/);
    const good = 'name: b\nwhere:\n  - did: Charged\n    within: 7d\n';
    assert.deepEqual(await call('check_segment', { text: good }), { ok: true, text: 'No problems.' });
    assert.match((await call('search_schema', { query: 'charged' })).text, /Charged/);
    assert.match((await call('explain_segment', { text: good })).text, /Charged/);
    const counted = await call('count_segment', { text: good });
    assert.equal(counted.ok, false);
    assert.match(counted.text, /not trusted/);
    assert.equal((await call('check_segment', {})).ok, false);
    await assert.rejects(call('delete_everything', {}), /no tool/);
  });

  it('answers an unknown request with an error and goes on', async () => {
    await start('--- a.segment.yaml\nname: a\n');
    await assert.rejects(client.request('segments/nothing', {}));
    assert.ok(
      await client.request('textDocument/completion', {
        textDocument: { uri: host.uri('a.segment.yaml') },
        position: { line: 0, character: 0 },
      }),
    );
  });
});
