import assert from 'node:assert/strict';
import type {
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Location,
  LocationLink,
  SelectionRange,
} from 'vscode-languageserver';
import { definition } from '../../server/src/features/definition.ts';
import { documentLinks } from '../../server/src/features/document-links.ts';
import { documentSymbols } from '../../server/src/features/document-symbols.ts';
import type { Feature } from '../../server/src/features/feature.ts';
import { folding } from '../../server/src/features/folding.ts';
import { documentHighlight, references } from '../../server/src/features/references.ts';
import { selectionRanges } from '../../server/src/features/selection-ranges.ts';
import { CONTEXT, type Opened, openFixture } from '../support/feature-fixture.ts';

function ask<R>(opened: Opened, feature: Feature<never, R>, more: object = {}, context = CONTEXT): R | undefined {
  const { document, offset } = opened;
  const params = { textDocument: { uri: document.uri }, position: document.text.positionAt(offset), ...more };
  return feature.provide(document, params as never, context);
}

/** `path "text"` of each place. */
function written(opened: Opened, places: readonly Location[]): readonly string[] {
  return places.map(({ uri, range }) => {
    const path = uri.replace('file:///project/', '');
    const lines = opened.textAt(path).split('\n');
    return `${path} "${lines[range.start.line]?.slice(range.start.character, range.end.character) ?? ''}"`;
  });
}

async function defines(source: string, ...expected: readonly string[]): Promise<void> {
  const opened = await openFixture(source);
  assert.deepEqual(written(opened, (ask(opened, definition) ?? []) as Location[]), expected);
}

const SCHEMA = 'segments.schema.yaml';

describe('definition', () => {
  it('leads from a name to the schema', async () => {
    await defines('where:\n  - did: Char<|>ged', `${SCHEMA} "Charged"`);
    await defines('where:\n  - did: "Order: Comp<|>leted"', `${SCHEMA} ""Order: Completed""`);
    await defines('where:\n  - user: o<|>s\n    is: iOS', `${SCHEMA} "os"`);
    await defines('where:\n  - did: Charged\n    where: [{property: cou<|>pon, exists: true}]', `${SCHEMA} "coupon"`);
    await defines(
      'where:\n  - did: [Charged, App Launched]\n    sum: {of: amou<|>nt, gte: 1}',
      `${SCHEMA} "amount"`,
      `${SCHEMA} "amount"`,
    );
    await defines('where:\n  - reachable: [pu<|>sh]', `${SCHEMA} "push"`);
    await defines(
      'where:\n  - sequence:\n      - did: Charged\n      - did: Charged\n        same: amou<|>nt',
      `${SCHEMA} "amount"`,
    );
  });

  it('leads to segments and lists', async () => {
    const files = '--- vip.segment.yaml\nname: VIP\nwhere:\n  - user: os\n    is: iOS\n--- lists/a.csv\nu1\n';
    await defines(`${files}--- x.segment.yaml\nwhere:\n  - in_segment: vi<|>p`, 'vip.segment.yaml "VIP"');
    await defines(`${files}--- x.segment.yaml\nwhere:\n  - in_list: lists/<|>a.csv`, 'lists/a.csv ""');
    await defines(`${files}--- x.segment.yaml\nwhere:\n  - in_segment: nobo<|>dy`);
  });

  it('leads on within the schema', async () => {
    await defines(`--- ${SCHEMA}\nevents:\n  Charged: {}\nroles:\n  activity: Char<|>ged`, `${SCHEMA} "Charged"`);
    await defines(
      `--- ${SCHEMA}\nusers: {properties: {tok: {type: string}}}\nchannels: {p: {reachable: [{user: t<|>ok, exists: true}]}}`,
      `${SCHEMA} "tok"`,
    );
  });

  it('gives links to clients that know them', async () => {
    const opened = await openFixture('where:\n  - did: Char<|>ged');
    const context = { ...CONTEXT, client: { ...CONTEXT.client, locationLinks: true } };
    const [link] = ask(opened, definition, {}, context) as LocationLink[];
    assert.deepEqual(link?.originSelectionRange, { start: { line: 1, character: 9 }, end: { line: 1, character: 16 } });
  });
});

describe('references', () => {
  it('finds every use in segments, channels and the glossary', async () => {
    const b =
      '--- b.segment.yaml\nwhere:\n  - any:\n      - did_not: App Launched\n      - user: email\n        exists: true\n';
    const event = await openFixture(`${b}--- a.segment.yaml\nwhere:\n  - did: App Lau<|>nched`);
    const found = ask(event, references, { context: { includeDeclaration: true } }) as Location[];
    assert.deepEqual([...written(event, found)].sort(), [
      'a.segment.yaml "App Launched"',
      'b.segment.yaml "App Launched"',
      `${SCHEMA} "App Launched"`,
      `${SCHEMA} "App Launched"`,
    ]);
    const property = await openFixture(`${b}--- a.segment.yaml\nwhere:\n  - user: em<|>ail\n    exists: true`);
    const uses = ask(property, references, { context: { includeDeclaration: false } }) as Location[];
    assert.equal(uses.length, 3);
  });

  it('finds the uses of a segment from its name', async () => {
    const opened = await openFixture(
      '--- a.segment.yaml\nname: T<|>he A\nwhere:\n  - user: os\n    is: iOS\n--- b.segment.yaml\nwhere:\n  - in_segment: a\n',
    );
    const found = ask(opened, references, { context: { includeDeclaration: false } }) as Location[];
    assert.deepEqual(written(opened, found), ['b.segment.yaml "a"']);
  });

  it('highlights within the document', async () => {
    const opened = await openFixture('where:\n  - did: Char<|>ged\n  - did_not: Charged\n    within: 3d\n');
    assert.equal((ask(opened, documentHighlight) as DocumentHighlight[]).length, 2);
  });
});

describe('outline, links and folds', () => {
  it('shows the tree of rules', async () => {
    const opened = await openFixture(
      'name: X\nwhere:\n  - user: os\n    is: iOS\n  - any:\n      - did: [Charged, App Launched]\n        where:\n          - property: amount\n            gte: 5\n',
    );
    const outline = (symbols: readonly DocumentSymbol[]): unknown =>
      symbols.map((s) => (s.children ? [s.name, outline(s.children)] : s.name));
    assert.deepEqual(outline(ask(opened, documentSymbols) as DocumentSymbol[]), [
      'name',
      ['where', ['user os', ['any', [['did', ['property amount']]]]]],
    ]);
  });

  it('shows a schema’s events and properties, and every range holds its name', async () => {
    const opened = await openFixture(
      `--- ${SCHEMA}\nusers:\n  properties:\n    os: {type: string}\nevents:\n  Charged: {properties: {amount: {type: number}}}\n`,
    );
    const symbols = ask(opened, documentSymbols) as DocumentSymbol[];
    assert.deepEqual(
      symbols.map((s) => s.name),
      ['users', 'events'],
    );
    const check = ({ range, selectionRange, children }: DocumentSymbol): void => {
      const { text } = opened.document;
      assert.ok(text.offsetAt(range.start) <= text.offsetAt(selectionRange.start));
      assert.ok(text.offsetAt(range.end) >= text.offsetAt(selectionRange.end));
      children?.forEach(check);
    };
    symbols.forEach(check);
  });

  it('widens a selection from the word to the file', async () => {
    const opened = await openFixture('name: x\nwhere:\n  - user: os\n    is: i<|>OS\n');
    const { text } = opened.document;
    const position = text.positionAt(opened.offset);
    const [first] = ask(opened, selectionRanges, { positions: [position] }) as SelectionRange[];
    const texts: string[] = [];
    for (let range: SelectionRange | undefined = first; range; range = range.parent)
      texts.push(text.getText(range.range));
    assert.deepEqual(texts.slice(0, 4), ['', 'iOS', 'is: iOS', 'user: os\n    is: iOS']);
    assert.equal(texts.at(-1), text.getText());
  });

  it('links lists that are there', async () => {
    const opened = await openFixture(
      '--- a.segment.yaml\nwhere:\n  - in_list: l/a.csv\n  - not_in_list: l/none.csv\n--- l/a.csv\nu1\n',
    );
    const links = ask(opened, documentLinks) as DocumentLink[];
    assert.deepEqual(
      links.map((link) => link.target),
      ['file:///project/l/a.csv'],
    );
  });

  it('folds rules and comments', async () => {
    const opened = await openFixture(
      '# one\n# two\nname: X\nwhere:\n  - user: os\n    is: iOS\n  - did: Charged\n    within: 3d\n',
    );
    const folds = ask(opened, folding) as FoldingRange[];
    assert.deepEqual(
      folds.map(({ startLine, endLine }) => [startLine, endLine]).sort((a, b) => a[0]! - b[0]!),
      [
        [0, 1],
        [3, 7],
        [4, 5],
        [6, 7],
      ],
    );
  });
});
