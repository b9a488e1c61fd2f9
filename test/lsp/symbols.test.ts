import assert from 'node:assert/strict';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Location,
  SemanticTokens,
  SemanticTokensDelta,
  WorkspaceSymbol,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../server/src/features/call-hierarchy.ts';
import type { FeatureContext, FeatureDocument, FeatureWorkspace } from '../../server/src/features/feature.ts';
import {
  semanticTokens,
  semanticTokensDelta,
  semanticTokensRange,
} from '../../server/src/features/semantic-tokens/provide.ts';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../../server/src/features/semantic-tokens/tokens.ts';
import { workspaceSymbolResolve, workspaceSymbols } from '../../server/src/features/workspace-symbols.ts';
import { parseYaml } from '../../server/src/language/index.ts';
import { CONTEXT, type Opened, openFixture } from '../support/feature-fixture.ts';

const workspaceOf = ({ document }: Opened): FeatureWorkspace => ({
  snapshots: [document.snapshot],
  snapshotOf: () => document.snapshot,
  document: () => document,
  textOf: document.textOf,
});

describe('workspace symbols', () => {
  const PROJECT = `--- vip.segment.yaml
name: Very important people
tags: [gold, ltv]
where:
  - user: vip
    is: true
--- deep/lapsed-buyers.segment.yaml
name: Lapsed buyers
where:
  - did_not: Charged
    within: 30d
`;
  const search = async (query: string, context: FeatureContext = CONTEXT) => {
    const opened = await openFixture(PROJECT);
    const found = (await workspaceSymbols.provide(workspaceOf(opened), { query }, context)) as WorkspaceSymbol[];
    return { opened, found, names: found.map(({ name, containerName }) => `${name} (${containerName})`) };
  };

  it('find segments by name, id and tag', async () => {
    for (const query of ['very imp', 'vip #', '#gold', 'vipeople']) {
      assert.equal((await search(query)).names[0], 'Very important people · vip #gold #ltv (segment)', query);
    }
    assert.equal((await search('lapsed-b')).names[0], 'Lapsed buyers · lapsed-buyers (segment)');
  });

  it('find what the schema declares, the best first', async () => {
    assert.equal((await search('charged')).names[0], 'Charged (event)');
    assert.ok((await search('amount')).names.includes('amount (Charged)'));
    assert.ok((await search('city')).names.includes('city (users)'));
    assert.ok((await search('push')).names.includes('push (channel)'));
    assert.ok((await search('active')).names.includes('active (glossary)'));
    assert.deepEqual((await search('zzzz')).names, []);
    assert.ok((await search('')).names.length > 10);
  });

  it('know their places, at once or when one is chosen', async () => {
    const { opened, found } = await search('charged');
    const [at] = found;
    const text = opened.document.textOf(opened.document.snapshot.schemaUri)!;
    assert.equal(text.getText((at!.location as Location).range), 'Charged');
    const later = await search('charged', { ...CONTEXT, client: { ...CONTEXT.client, resolvesSymbols: true } });
    const [unresolved] = later.found;
    assert.ok(unresolved && !('range' in unresolved.location));
    const resolved = await workspaceSymbolResolve.provide(workspaceOf(later.opened), unresolved, CONTEXT);
    assert.deepEqual(resolved?.location, at?.location);
  });
});

describe('call hierarchy', () => {
  const PROJECT = `--- a.segment.yaml
name: A
where:
  - in_segment: [b, c]
  - did: Charged
  - reachable: push
--- b.segment.yaml
name: The B
where:
  - any:
      - in_segment: c
      - not_in_segment: c
      - user: email
        exists: true
--- c.segment.yaml
name: C
where:
  - did: App Launched
    where: [{property: amount, gt: 1}]
`;
  const marked = (path: string, word: string) => {
    const [before = '', after = ''] = PROJECT.split(`--- ${path}\n`);
    return `${before}--- ${path}\n${after.replace(word, `<|>${word}`)}`;
  };
  const prepared = async (source: string) => {
    const opened = await openFixture(source);
    const position = opened.document.text.positionAt(opened.offset);
    const items = prepareCallHierarchy.provide(
      opened.document,
      { textDocument: { uri: opened.document.uri }, position },
      CONTEXT,
    ) as CallHierarchyItem[];
    return { workspace: workspaceOf(opened), item: items[0]!, items };
  };
  const incoming = async (source: string) => {
    const { workspace, item } = await prepared(source);
    const calls = (await incomingCalls.provide(workspace, { item }, CONTEXT)) as CallHierarchyIncomingCall[];
    return calls.map(({ from, fromRanges }) => `${from.name} ${fromRanges.length}`).sort();
  };
  const outgoing = async (source: string) => {
    const { workspace, item } = await prepared(source);
    const calls = (await outgoingCalls.provide(workspace, { item }, CONTEXT)) as CallHierarchyOutgoingCall[];
    return calls.map(({ to, fromRanges }) => `${to.name} ${fromRanges.length}`).sort();
  };

  it('begins with the name under the cursor, else with the segment', async () => {
    const { item } = await prepared(marked('a.segment.yaml', 'b, c]'));
    assert.deepEqual([item.name, item.detail], ['b', 'The B']);
    assert.equal((await prepared(marked('b.segment.yaml', '- any'))).item.name, 'b');
    assert.equal((await prepared(marked('a.segment.yaml', 'Charged'))).item.detail, 'event');
  });

  it('tells who uses a segment, an event, a property', async () => {
    assert.deepEqual(await incoming(marked('c.segment.yaml', 'C\n')), ['a 1', 'b 2']);
    assert.deepEqual(await incoming(marked('c.segment.yaml', 'App Launched')), ['active 1', 'c 1']);
    assert.deepEqual(await incoming(marked('c.segment.yaml', 'amount')), ['c 1']);
    assert.deepEqual(await incoming(marked('b.segment.yaml', 'email')), ['b 1', 'push 1']);
  });

  it('tells what a segment or a channel uses', async () => {
    assert.deepEqual(await outgoing(marked('a.segment.yaml', 'A\n')), ['Charged 1', 'b 1', 'c 1', 'push 1']);
    const { workspace, item } = await prepared(marked('a.segment.yaml', 'push'));
    assert.equal(item.name, 'push');
    assert.deepEqual(await outgoingCalls.provide(workspace, { item }, CONTEXT), []);
  });

  it('minds no item that is not ours', async () => {
    const { workspace, item } = await prepared(marked('a.segment.yaml', 'push'));
    for (const data of [undefined, { uri: 1 }, { uri: item.uri, target: { kind: 'no', name: 'x' } }]) {
      assert.equal(await incomingCalls.provide(workspace, { item: { ...item, data } }, CONTEXT), undefined);
    }
  });
});

describe('semantic tokens', () => {
  /** `text type modifiers` of each token. */
  const read = ({ text }: FeatureDocument, data: readonly number[]) => {
    const tokens: string[] = [];
    let [line, character] = [0, 0];
    for (let i = 0; i < data.length; i += 5) {
      const [lines, characters, length, type, modifiers] = data.slice(i, i + 5) as [
        number,
        number,
        number,
        number,
        number,
      ];
      character = lines === 0 ? character + characters : characters;
      line += lines;
      const range = { start: { line, character }, end: { line, character: character + length } };
      const names = TOKEN_MODIFIERS.filter((_, bit) => modifiers & (1 << bit));
      tokens.push([text.getText(range), TOKEN_TYPES[type], ...names].join(' '));
    }
    return tokens;
  };
  const params = { textDocument: { uri: '' } };
  const full = (document: FeatureDocument) => semanticTokens.provide(document, params, CONTEXT) as SemanticTokens;

  it('tell what names are; those that are not declared have none', async () => {
    const { document } = await openFixture(`--- a.segment.yaml
name: A
where:
  - user: os
    is: iOS
  - user: nothing
    is: iOS
  - did_not: [Old Purchase, Nope]
  - did: Charged
    within: 30d
    where: [{property: "category", is: Shoes}]
    count: {gte: 3}
  - user: signed_up_at
    within: 7d
  - in_segment: [b, none]
  - reachable: push
--- b.segment.yaml
name: B
`);
    assert.deepEqual(read(document, full(document).data), [
      'user ruleKind',
      'os property',
      'is operator',
      'iOS enumMember',
      'user ruleKind',
      'is operator',
      'did_not ruleKind',
      'Old Purchase event deprecated',
      'did ruleKind',
      'Charged event',
      '30d duration',
      'property ruleKind',
      '"category" property',
      'is operator',
      'Shoes enumMember',
      'gte operator',
      'user ruleKind',
      'signed_up_at property',
      'within operator',
      '7d duration',
      'in_segment ruleKind',
      'b segment',
      'reachable ruleKind',
      'push channel',
    ]);
  });

  it('tell what a schema declares and what it uses', async () => {
    const { document } = await openFixture(`--- segments.schema.yaml
version: 1
project: p
users: {properties: {os: {type: string}}}
events:
  A: {properties: {x: {type: number}}}
  B: {deprecated: true, replaced_by: A}
channels: {push: {reachable: [{user: os, exists: true}]}}
glossary: {far: {means: [{did: A}]}}
`);
    assert.deepEqual(read(document, full(document).data), [
      'os property declaration',
      'A event declaration',
      'x property declaration',
      'B event declaration deprecated',
      'A event',
      'push channel declaration',
      'user ruleKind',
      'os property',
      'exists operator',
      'far glossaryTerm declaration',
      'did ruleKind',
      'A event',
    ]);
  });

  it('of a part are those that it touches', async () => {
    const { document } = await openFixture('where:\n  - did: Charged\n  - did: App Launched\n');
    const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
    const part = semanticTokensRange.provide(document, { ...params, range }, CONTEXT) as SemanticTokens;
    assert.deepEqual(read(document, part.data), ['did ruleKind', 'Charged event']);
  });

  it('come as what differs from the last time', async () => {
    const { document } = await openFixture('where:\n  - did: Charged\n  - did: App Launched\n');
    const before = full(document);
    const text = document.text.getText().replace('Charged', 'App Launched');
    const edited = { ...document, text: TextDocument.create(document.uri, 'segment', 2, text), tree: parseYaml(text) };
    const delta = (previousResultId: string) =>
      semanticTokensDelta.provide(edited, { ...params, previousResultId }, CONTEXT) as SemanticTokensDelta;
    const { edits } = delta(before.resultId!);
    const data = [...before.data];
    for (const { start, deleteCount, data: added = [] } of edits) data.splice(start, deleteCount, ...added);
    assert.deepEqual(data, full(edited).data);
    assert.ok(edits[0]!.deleteCount < before.data.length);
    assert.ok('data' in delta('unheard of'));
  });
});
