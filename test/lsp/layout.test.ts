import assert from 'node:assert/strict';
import type { FoldingRange, SelectionRange, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { folding } from '../../server/src/features/folding.ts';
import { onTypeFormatting } from '../../server/src/features/on-type-formatting.ts';
import { rangeFormatting } from '../../server/src/features/range-formatting.ts';
import { selectionRanges } from '../../server/src/features/selection-ranges.ts';
import { CONTEXT, openFixture } from '../support/feature-fixture.ts';

const options = { tabSize: 2, insertSpaces: true };

describe('formatting of a selection', () => {
  /** The text after formatting what `<|…|>` marks. */
  async function formats(source: string, expected: string) {
    const { document, fixture } = await openFixture(source);
    const [mark] = fixture.ranges;
    const range = { start: document.text.positionAt(mark!.offset), end: document.text.positionAt(mark!.end) };
    const params = { textDocument: { uri: document.uri }, range, options };
    const edits = rangeFormatting.provide(document, params, CONTEXT) as TextEdit[];
    assert.equal(TextDocument.applyEdits(document.text, edits), expected);
  }

  it('takes the rules that it touches, and no others', async () => {
    await formats(
      'name:   "X"\nwhere:\n- within: "30d" # kept\n  did:    <|"Charged"|>\n- did:   App Launched\n',
      'name:   "X"\nwhere:\n- did: Charged\n  within: 30d # kept\n- did:   App Launched\n',
    );
    await formats(
      'where:\n  - did:   Charged\n  - <|did:   App Launched\n  - user:   os\n|>    is:   iOS\n',
      'where:\n  - did:   Charged\n  - did: App Launched\n  - user: os\n    is: iOS\n',
    );
  });

  it('goes into groups', async () => {
    await formats(
      'where:\n  - any:\n      - did:   Charged\n      - <|did:|>   App Launched\n      - user:   os\n        is: iOS\n',
      'where:\n  - any:\n      - did:   Charged\n      - did: App Launched\n      - user:   os\n        is: iOS\n',
    );
  });

  it('takes an entry of the schema', async () => {
    await formats(
      '--- segments.schema.yaml\nversion:   1\nevents:\n  A:   {}\n  B:\n    <|properties:   {x: {type:   number}}|>\n',
      'version:   1\nevents:\n  A:   {}\n  B:\n    properties: {x: {type: number}}\n',
    );
  });

  it('leaves alone what cannot be read, and a selection of nothing', async () => {
    await formats('where:\n  - did: {<|a|>\n  - did:   Charged\n', 'where:\n  - did: {a\n  - did:   Charged\n');
    await formats('<|# only this|>\n', '# only this\n');
    const broken = 'where:\n- did: Charged\n  within: 1y\n  where:\n  - property: a\n {   gte: 10\n    lte: 20\n';
    await formats(broken.replace('within: 1y', '<|within: 1y|>'), broken);
  });
});

describe('formatting while typing', () => {
  /** The text after a letter was typed, which stands before the cursor. */
  async function typed(source: string, ch: '\n' | '-', expected: string) {
    const { document, offset } = await openFixture(source);
    const position = document.text.positionAt(offset);
    const params = { textDocument: { uri: document.uri }, position, ch, options };
    const edits = onTypeFormatting.provide(document, params, CONTEXT) as TextEdit[];
    assert.equal(TextDocument.applyEdits(document.text, edits), expected);
  }

  it('begins a list with its first dash', async () => {
    await typed('name: X\nwhere:\n  <|>', '\n', 'name: X\nwhere:\n  - ');
    await typed('where:\n  - any:\n    <|>\n', '\n', 'where:\n  - any:\n      - \n');
    await typed(
      'where:\n  - did: Charged\n    where: # filters\n    <|>\n',
      '\n',
      'where:\n  - did: Charged\n    where: # filters\n      - \n',
    );
    await typed(
      'where:\n  - sequence:\n  <|>\n    within: 30d\n',
      '\n',
      'where:\n  - sequence:\n      - \n    within: 30d\n',
    );
    const schema = '--- segments.schema.yaml\nchannels:\n  push:\n    reachable:\n    <|>';
    await typed(schema, '\n', 'channels:\n  push:\n    reachable:\n      - ');
  });

  it('leaves other lines to the editor', async () => {
    for (const text of [
      'where:\n  - did: Charged\n    <|>',
      'where:\n  <|>\n  - did: Charged\n',
      'where:\n  - did: Charged\n    count:\n      <|>',
      'description: |\n  where:\n  <|>',
    ]) {
      await typed(text, '\n', text.replace('<|>', ''));
    }
  });

  it('moves a dash to where rules begin', async () => {
    await typed(
      'where:\n  - did: Charged\n    within: 30d\n    -<|>',
      '-',
      'where:\n  - did: Charged\n    within: 30d\n  -',
    );
    await typed('where:\n  - did: Charged\n-<|>', '-', 'where:\n  - did: Charged\n  -');
    const group = 'where:\n  - any:\n      - did: Charged\n        within: 3d\n';
    await typed(`${group}        -<|>`, '-', `${group}      -`);
    await typed(`${group}    -<|>`, '-', `${group}  -`);
    await typed('where:\n  - any:\n    -<|>', '-', 'where:\n  - any:\n      -');
  });

  it('leaves a dash that is right, and one in a text', async () => {
    for (const text of [
      'where:\n  - did: Charged\n  -<|>',
      'description: |\n  some\n   -<|>\n',
      'name: a\n-<|>',
      'where:\n  - user: city\n    in:\n      -<|>\n',
      'where:\n  - did:\n      -<|>\n',
      'tags:\n  -<|>\nwhere:\n  - did: a\n',
    ]) {
      await typed(text, '-', text.replace('<|>', ''));
    }
  });
});

describe('folds and selections', () => {
  it('fold regions, comments, groups and lists of several lines', async () => {
    const { document } = await openFixture(
      '# region A\n# about\n# it\nwhere:\n  - any:\n      - user: os\n        in: [\n          iOS,\n          Web]\n# endregion\n',
    );
    const folds = folding.provide(document, { textDocument: { uri: '' } }, CONTEXT) as FoldingRange[];
    assert.deepEqual(folds.map(({ startLine, endLine, kind }) => `${startLine}-${endLine} ${kind ?? ''}`).sort(), [
      '0-9 region',
      '1-2 comment',
      '3-8 ',
      '4-8 ',
      '5-8 ',
      '6-8 ',
    ]);
  });

  it('select inside quotes first', async () => {
    const { document, offset } = await openFixture('where:\n  - did: "Order: Comp<|>leted"\n');
    const position = document.text.positionAt(offset);
    const params = { textDocument: { uri: '' }, positions: [position] };
    const [first] = selectionRanges.provide(document, params, CONTEXT) as SelectionRange[];
    assert.equal(document.text.getText(first?.parent?.range), 'Order: Completed');
    assert.equal(document.text.getText(first?.parent?.parent?.range), '"Order: Completed"');
  });
});
