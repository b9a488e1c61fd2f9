import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createThreadStore, type ThreadFiles } from '../../../../client/src/threads/thread-store.ts';
import { createThreadTree } from '../../../../client/src/threads/thread-tree.ts';
import { file, until } from '../extension.ts';

const BEFORE = '# Reviewed by Ada\nname: Buyers\nwhere:\n  - did: Charged # what counts\n    within: 30d\n';

const proposal = () =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === 'segments-proposal');

describe('Refine', () => {
  let document: vscode.TextDocument;
  const uri = () => file('segments/to-refine.segment.yaml');

  before(() => vscode.workspace.getConfiguration('segments').update('provider', 'builtin', true));
  beforeEach(async () => {
    await vscode.workspace.fs.writeFile(uri(), Buffer.from(BEFORE));
    document = (await vscode.window.showTextDocument(uri(), { preview: false })).document;
    await until(() => document.getText() === BEFORE, 'the text of the disk');
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(uri());
  });

  const propose = async (prompt: string) => {
    await vscode.commands.executeCommand('segments.refine', uri(), prompt);
    const tab = await until(proposal, 'the diff');
    assert.ok(tab.input instanceof vscode.TabInputTextDiff);
    return vscode.workspace.openTextDocument(tab.input.modified);
  };

  it('proposes the smallest edit as a diff, applies it when accepted, and undoes it', async () => {
    const proposed = await propose('make it 60 days');
    assert.match(proposed.getText(), /within: 60d/);
    assert.match(proposed.getText(), /# Reviewed by Ada[\s\S]*# what counts/);
    assert.equal(document.getText(), BEFORE);
    await vscode.commands.executeCommand('segments.acceptProposal');
    await until(() => /within: 60d/.test(document.getText()), 'the change');
    await until(() => !proposal(), 'the diff to close');
    await until(() => vscode.window.activeTextEditor?.document === document, 'the editor');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), BEFORE);
  });

  it('changes nothing when discarded', async () => {
    await propose('make it 60 days');
    await vscode.commands.executeCommand('segments.discardProposal');
    await until(() => !proposal(), 'the diff to close');
    assert.equal(document.getText(), BEFORE);
  });

  it('starts from unsaved text, and never overwrites what was typed meanwhile', async () => {
    const insert = async (line: number, text: string) => {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(uri(), new vscode.Position(line, 0), text);
      assert.ok(await vscode.workspace.applyEdit(edit));
    };
    await insert(1, '# unsaved\n');
    const proposed = await propose('make it 60 days');
    assert.match(proposed.getText(), /# unsaved/);
    await insert(0, '# typed meanwhile\n');
    const typed = document.getText();
    void vscode.commands.executeCommand('segments.acceptProposal');
    await until(() => !proposal(), 'the diff to close');
    assert.equal(document.getText(), typed);
  });

  it('has a lens above the segment, below comments that come before it', async () => {
    const lens = await until(async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri());
      // Those with numbers stand beside it.
      return found.find(({ command }) => command?.command === 'segments.refine');
    }, 'a lens');
    assert.equal(lens.range.start.line, 1);
  });
});

describe('the Threads view', () => {
  it('shows threads with their prompts, answers, assumptions and versions', async () => {
    const kept = new Map<string, string>();
    const files: ThreadFiles = {
      list: async () => [...kept.keys()],
      read: async (name) => kept.get(name) ?? '',
      write: async (name, text) => void kept.set(name, text),
      remove: async (name) => void kept.delete(name),
      setAside: async (name) => name,
    };
    const store = createThreadStore(files, { changed: () => undefined, problems: () => assert.fail() });
    const tree = createThreadTree(store);
    assert.deepEqual(await tree.getChildren(), []);
    const { id } = await store.add(
      { title: 'Big spenders', near: 'file:///p' },
      {
        at: '2026-06-30T12:00:00.000Z',
        kind: 'new',
        prompt: 'big spenders',
        answers: [{ about: 'big', answer: 'over 500' }],
        provider: 'builtin',
        assumptions: ['spend is amount'],
        questions: [],
        notUnderstood: [],
        changes: [],
        uri: 'file:///p/segments/big.segment.yaml',
        text: 'name: Big spenders\n',
        applied: true,
      },
    );
    const thread = await tree.node(id);
    assert.ok(thread);
    assert.equal((await tree.getTreeItem(thread)).label, 'Big spenders');
    const [turn] = (await tree.getChildren(thread)) ?? [];
    assert.ok(turn);
    assert.equal(tree.getParent?.(turn), thread);
    const items = await Promise.all(((await tree.getChildren(turn)) ?? []).map((node) => tree.getTreeItem(node)));
    assert.deepEqual(
      items.map(({ label }) => label),
      ['“big”: over 500', 'spend is amount', 'Version 1', 'big.segment.yaml'],
    );
    const version: vscode.Uri = items[2]?.command?.arguments?.[0];
    assert.equal(version.scheme, 'segments-version');
    tree.dispose();
  });
});
