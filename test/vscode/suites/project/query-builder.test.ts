import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { poll } from '../../../support/poll.ts';

const VIEW_TYPE = 'segments.queryBuilder';

describe('query builder', function () {
  this.timeout(60_000);
  const folder = () => vscode.workspace.workspaceFolders![0]!.uri;
  const at = (name: string) => vscode.Uri.joinPath(folder(), 'segments', `${name}.segment.yaml`);
  /** How the file is shown, under its name before or after. */
  const shown = () =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .flatMap(({ input }) => {
        const isForm = input instanceof vscode.TabInputCustom;
        if (!isForm && !(input instanceof vscode.TabInputText)) return [];
        const name = input.uri.path.split('/').at(-1) ?? '';
        return /rename/.test(name) ? [`${isForm ? 'form' : 'text'} ${name}`] : [];
      });

  /** What the suite before left behind may still come to the front for a while. */
  const nothingOpen = async () => {
    for (let quiet = 0; quiet < 10; quiet++) {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      if (tabs.length > 0) {
        quiet = 0;
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      }
      await new Promise((done) => setTimeout(done, 100));
    }
  };

  for (const unsaved of [false, true]) {
    it(`stays open when its file is renamed${unsaved ? ' before it was saved' : ''}`, async () => {
      await nothingOpen();
      await vscode.workspace.fs.writeFile(at('to-rename'), Buffer.from('name: A\nwhere:\n  - user: os\n    is: iOS\n'));
      await vscode.commands.executeCommand('vscode.openWith', at('to-rename'), VIEW_TYPE, { preview: false });
      await poll(
        () => vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputCustom,
        'the form in front',
      );
      const edit = new vscode.WorkspaceEdit();
      if (unsaved) {
        edit.replace(at('to-rename'), new vscode.Range(0, 6, 0, 7), 'B');
        await vscode.workspace.applyEdit(edit);
      }
      const rename = new vscode.WorkspaceEdit();
      rename.renameFile(at('to-rename'), at('renamed'));
      assert.ok(await vscode.workspace.applyEdit(rename));
      await poll(() => shown().join() === 'form renamed.segment.yaml', 'the form alone').catch((error) => {
        const tabs = vscode.window.tabGroups.all.map((group) =>
          group.tabs.map(({ label, isActive }) => [label, isActive]),
        );
        throw new Error(`${error.message} ${shown().join()} ${JSON.stringify(tabs)}`);
      });
      const document = await vscode.workspace.openTextDocument(at('renamed'));
      assert.equal(document.lineAt(0).text, unsaved ? 'name: B' : 'name: A');
      if (unsaved) await document.save();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.workspace.fs.delete(at('renamed'));
    });
  }
});
