import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { file, until } from '../extension.ts';

const segments = async () => (await vscode.workspace.findFiles('segments/*.segment.yaml')).map(({ path }) => path);

describe('New Segment from Prompt', () => {
  before(() => vscode.workspace.getConfiguration('segments').update('provider', 'builtin', true));

  it('writes a new file, opens it, and never overwrites another', async () => {
    const before = await segments();
    const run = () => {
      // It ends only when the person has read its remarks.
      void vscode.commands.executeCommand('segments.newFromPrompt', 'Android users who purchased in the last 90 days');
    };
    run();
    const first = await until(async () => (await segments()).find((path) => !before.includes(path)), 'a new segment');
    const active = await until(() => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.uri.path === first && document;
    }, 'its editor');
    assert.equal(active.languageId, 'segment');
    assert.match(active.getText(), /Android/);
    assert.match(active.getText(), /did: Charged/);
    assert.ok(first.startsWith(file('').path), first);
    await until(() => vscode.window.tabGroups.all.some((group) => group.tabs.some(isInsights)), 'the insights panel');

    const text = active.getText();
    run();
    await until(async () => (await segments()).length === before.length + 2, 'a second segment');
    assert.equal((await vscode.workspace.openTextDocument(active.uri)).getText(), text);
  });
});

function isInsights({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith('segments.insights');
}
