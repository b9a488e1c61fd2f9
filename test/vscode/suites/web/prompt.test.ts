import * as vscode from 'vscode';
import * as assert from '../../web/assert.ts';
import { file, until } from '../extension.ts';

describe('New Segment from Prompt in a browser', () => {
  before(() => vscode.workspace.getConfiguration('segments').update('provider', 'builtin', true));

  it('writes a new file into the virtual workspace and opens it, with its insights', async () => {
    // It ends only when the person has read its remarks.
    void vscode.commands.executeCommand('segments.newFromPrompt', 'Android users who purchased in the last 90 days');
    const document = await until(() => {
      const active = vscode.window.activeTextEditor?.document;
      return active && /Android/.test(active.getText()) && active;
    }, 'the new segment');
    assert.equal(document.uri.scheme, 'memfs');
    assert.match(document.getText(), /did: Charged/);
    assert.ok(document.uri.path.startsWith(file('segments/').path), document.uri.path);
    assert.equal((await vscode.workspace.fs.stat(document.uri)).type, vscode.FileType.File);
    await until(() => vscode.window.tabGroups.all.some((group) => group.tabs.some(isInsights)), 'the insights panel');
  });
});

function isInsights({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith('segments.insights');
}
