import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CompletionItem, CompletionItemKind, type CompletionList } from 'vscode-languageserver';
import { completion } from '../../server/src/features/completion/provide.ts';
import { itemData, resolveItem } from '../../server/src/features/completion/resolve.ts';
import { type Cursor, cursorsAt } from '../../server/src/features/cursor/cursor.ts';
import type { FeatureContext } from '../../server/src/features/feature.ts';
import { openProject } from '../../server/src/project/index.ts';
import { nodeHost } from '../../server/src/project/node-host.ts';
import { CONTEXT, openFixture } from '../support/feature-fixture.ts';

const RESOLVES: FeatureContext = { ...CONTEXT, client: { ...CONTEXT.client, resolvesDocs: true } };
const DEFAULTS: FeatureContext = {
  ...CONTEXT,
  client: { ...CONTEXT.client, listDefaults: new Set(['editRange', 'insertTextFormat', 'data']) },
};

const PLACES = [
  'where:\n  - did: <|>',
  'where:\n  - did: "Ch<|>"',
  'where:\n  - did: [Charged, <|>]',
  'where:\n  - user: <|>',
  'where:\n  - reachable: p<|>',
  'where:\n  - did: Charged\n  <|>\n',
  'where:\n  - did: Charged\n    within: <|>',
  'na<|>',
];

async function answer(source: string, context: FeatureContext) {
  const { document, offset } = await openFixture(source);
  const params = { textDocument: { uri: document.uri }, position: document.text.positionAt(offset) };
  return { document, list: completion.provide(document, params as never, context) as CompletionList };
}

describe('completion: what clients ask for', () => {
  it('gives documentation later to clients that ask for it, and the same; of an event more', async () => {
    for (const source of PLACES) {
      const whole = await answer(source, CONTEXT);
      const { list, document } = await answer(source, RESOLVES);
      const resolved: CompletionItem[] = [];
      for (const item of list.items) {
        // As it comes back over the wire.
        const sent = JSON.parse(JSON.stringify(item)) as CompletionItem;
        const data = itemData(sent);
        const { data: _, ...rest } = data ? await resolveItem(sent, data, document.snapshot, RESOLVES) : sent;
        resolved.push(rest);
      }
      // Of an event the documentation says more, the description among it.
      const same = ({ documentation, detail, kind, ...item }: CompletionItem) =>
        kind === CompletionItemKind.Event ? { ...item, kind } : { ...item, kind, detail, documentation };
      const plain = (items: readonly CompletionItem[]) => JSON.parse(JSON.stringify(items.map(same))) as unknown;
      assert.deepEqual(plain(resolved), plain(whole.list.items), source);
      const charged = resolved.find(({ label, kind }) => label === 'Charged' && kind === CompletionItemKind.Event);
      if (!charged) continue;
      assert.match(JSON.stringify(charged.documentation), /amount/);
      const description = document.snapshot.schema.events.get('Charged')?.description ?? '';
      assert.ok(description !== '');
      assert.equal(JSON.stringify(charged).split(description).length, 2, 'the description stands there once');
    }
    const { list } = await answer('where:\n  - did: <|>', RESOLVES);
    const charged = list.items.find((item) => item.label === 'Charged');
    assert.equal(charged?.documentation, undefined);
    assert.ok(charged && itemData(charged));
  });

  it('leaves an item as it is whose name is gone or whose data are of no use', async () => {
    const { document } = await answer('where:\n  - did: <|>', RESOLVES);
    const gone = { label: 'Gone', data: { uri: document.uri, about: { of: 'event' } } };
    assert.deepEqual(await resolveItem(gone, itemData(gone)!, document.snapshot, RESOLVES), gone);
    for (const data of [undefined, null, 'x', {}, { uri: 1 }, { uri: document.uri, about: null }]) {
      assert.equal(itemData({ label: 'Charged', data }), undefined);
    }
  });

  it('says the range once to clients that take it for the whole list, and the same', async () => {
    for (const source of PLACES) {
      const whole = await answer(source, CONTEXT);
      const { list } = await answer(source, DEFAULTS);
      const range = list.itemDefaults?.editRange;
      assert.ok(range && 'start' in range, source);
      const spelt = list.items.map(({ textEditText, ...item }) =>
        item.textEdit ? item : { ...item, textEdit: { range, newText: textEditText ?? item.label } },
      );
      assert.deepEqual(spelt, whole.list.items, source);
    }
    const { list } = await answer('where:\n  - did: <|>', DEFAULTS);
    assert.ok(list.items.every((item) => item.textEdit === undefined));
  });

  it('gives everything at once to clients that know neither', async () => {
    const { list } = await answer('where:\n  - did: <|>', CONTEXT);
    assert.equal(list.itemDefaults, undefined);
    assert.ok(list.items.every((item) => item.textEdit !== undefined && item.data === undefined));
    assert.ok(list.items.find((item) => item.label === 'Charged')?.documentation);
  });
});

/** What features go by of a cursor. */
const seen = ({ path, map, ...cursor }: Cursor) => ({
  ...cursor,
  path: path.map((step, i) => (step.kind === 'entry' ? step.key : i === 1 ? '*' : step.index)),
  keys: map?.entries.map((entry) => entry.key.value),
});

describe('completion: the rule around the cursor alone', () => {
  it('says of every place in the examples what the whole file says', async () => {
    const examples = join(import.meta.dirname, '..', '..', 'examples');
    let compared = 0;
    for (const example of readdirSync(examples)) {
      const project = await openProject(join(examples, example), nodeHost);
      for (const uri of project.snapshot.uris) {
        const { text } = project.snapshot.file(uri)!;
        for (let offset = 0; offset <= text.length; offset += 5) {
          const alone = cursorsAt(text, offset, 'segment').map(seen);
          assert.deepEqual(alone, cursorsAt(text, offset).map(seen), `${uri} at ${offset}`);
          compared++;
        }
      }
    }
    assert.ok(compared > 100);
  }).timeout(120_000);

  it('reads the whole file where the rule alone would say too little', () => {
    const texts = [
      'where:\n  - did: &e Charged\n  - did: *e\n    <|>\n',
      'name: x\nwhere:\n  - did: Charged\n<|>\n',
      'name: x\nwhere:\n- did: Charged\n<|>\n',
      'where:\n    - did: Charged\n  - did: <|>\n',
      'where: [\n  <|>\n',
      'description: |\n  where:\n  - did: <|>\n',
      '\n  - did: <|>\n',
      '\n  na<|>',
      '<|>\n',
    ];
    for (const source of texts) {
      const offset = source.indexOf('<|>');
      const text = source.replace('<|>', '');
      assert.deepEqual(cursorsAt(text, offset, 'segment').map(seen), cursorsAt(text, offset).map(seen), source);
    }
  });

  it('does not depend on what is half written in other rules', () => {
    const text = 'where:\n  - did: "Open\n    within: [1d\n  - did: \r\n  - user: {os\n';
    const offset = text.indexOf('\r');
    const [cursor, ...others] = cursorsAt(text, offset, 'segment');
    assert.deepEqual(others, []);
    assert.equal(cursor?.slot, 'value');
    assert.deepEqual(cursor?.range, { start: offset, end: offset });
  });
});
