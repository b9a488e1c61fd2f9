import assert from 'node:assert/strict';
import { type CodeAction, CodeActionKind, type TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codeActions } from '../../server/src/features/code-actions.ts';
import { formatting, lineEdits } from '../../server/src/features/formatting.ts';
import { formatText } from '../../server/src/language/index.ts';
import { CONTEXT, type Opened, openFixture } from '../support/feature-fixture.ts';

const applied = (opened: Opened, edits: readonly TextEdit[]) =>
  TextDocument.applyEdits(opened.document.text, [...edits]);

function actionsAt(opened: Opened, only?: readonly string[]): readonly CodeAction[] {
  const { document, offset } = opened;
  const position = document.text.positionAt(offset);
  const params = {
    textDocument: { uri: document.uri },
    range: { start: position, end: position },
    context: { diagnostics: [], ...(only ? { only: [...only] } : {}) },
  };
  return codeActions.provide(document, params, CONTEXT) as CodeAction[];
}

async function fixes(source: string, title: string | RegExp, expected: string): Promise<void> {
  const opened = await openFixture(source);
  const actions = actionsAt(opened, [CodeActionKind.QuickFix]);
  const action = actions.find((a) => (typeof title === 'string' ? a.title === title : title.test(a.title)));
  assert.ok(action, `no “${title}” among ${actions.map((a) => a.title).join(', ')}`);
  assert.equal(applied(opened, action.edit!.changes![opened.document.uri]!), expected);
}

describe('quick fixes', () => {
  it('replace what is misspelt by what is meant', async () => {
    await fixes('name: x\nwhere:\n  - did: Purch<|>ase\n', /Charged/, 'name: x\nwhere:\n  - did: Charged\n');
    await fixes(
      'name: x\nwhere:\n  - user: o<|>ss\n    is: iOS\n',
      /os/,
      'name: x\nwhere:\n  - user: os\n    is: iOS\n',
    );
    await fixes(
      'name: x\nwhere:\n  - user: os\n    is: io<|>s\n',
      /iOS/,
      'name: x\nwhere:\n  - user: os\n    is: iOS\n',
    );
    await fixes('name: x\nwhere:\n  - did: Old Purc<|>hase\n', /Charged/, 'name: x\nwhere:\n  - did: Charged\n');
  });

  it('replace a list that is not there', async () => {
    await fixes(
      '--- a.segment.yaml\nname: x\nwhere:\n  - in_list: list<|>s/vp.csv\n--- lists/vip.csv\nu1\n',
      /lists\/vip.csv/,
      'name: x\nwhere:\n  - in_list: lists/vip.csv\n',
    );
  });

  it('fix everything that has one clear fix at once', async () => {
    const opened = await openFixture(
      'name: x\nwhere:\n  - did: Old Purchase\n  - user: app_version\n    gte: 10.2\n<|>',
    );
    const [action] = actionsAt(opened, [CodeActionKind.SourceFixAll]);
    assert.ok(action);
    assert.equal(
      applied(opened, action.edit!.changes![opened.document.uri]!),
      'name: x\nwhere:\n  - did: Charged\n  - user: app_version\n    gte: "10.2"\n',
    );
  });

  it('name the problem that they mend', async () => {
    const opened = await openFixture('name: x\nwhere:\n  - did: Purch<|>ase\n');
    assert.ok(actionsAt(opened).every((a) => a.title !== '' && a.kind?.startsWith('')));
  });
});

describe('formatting', () => {
  it('gives the canonical form by edits of the lines that differ', async () => {
    const text = '# kept\nname:   x\nwhere:\n- did:   Charged\n  within: 3d\n- user: os\n  is: iOS\n';
    const opened = await openFixture(text);
    const edits = formatting.provide(opened.document, {} as never, CONTEXT) as TextEdit[];
    const wanted = formatText(text, 'segment');
    assert.ok(wanted.ok);
    assert.equal(applied(opened, edits), wanted.text);
    assert.ok(
      edits.every((edit) => edit.range.start.line > 0),
      'the first line stays alone',
    );
  });

  it('leaves broken text alone', async () => {
    const opened = await openFixture('name: [\nwhere: }\n');
    assert.deepEqual(formatting.provide(opened.document, {} as never, CONTEXT), []);
  });

  it('turns any text into any other, line ends kept', () => {
    const words = ['a', 'b', 'c', 'd', ''];
    let seed = 7;
    const random = (n: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % n;
    };
    const lines = () => Array.from({ length: random(12) }, () => words[random(words.length)]!);
    for (let i = 0; i < 500; i++) {
      const [from, to] = [lines().join('\n'), lines().join('\n')];
      const document = TextDocument.create('', '', 0, from);
      assert.equal(TextDocument.applyEdits(document, lineEdits(document, to)), to);
      const crlf = TextDocument.create('', '', 0, `${from}\n`.replaceAll('\n', '\r\n'));
      assert.equal(TextDocument.applyEdits(crlf, lineEdits(crlf, `${to}\n`)), `${to}\n`.replaceAll('\n', '\r\n'));
    }
  });
});
