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

    const table = await until(() => vscode.workspace.textDocuments.find(isDetails), 'what became what');
    assert.match(table.getText(), /“[^”]*Android[^”]*” → /);
    assert.equal(table.isDirty, false);
    assert.equal(vscode.window.activeTextEditor?.document, active);

    const text = active.getText();
    // The second has the same rules: it is offered to refer to the first, and written only when the person says so.
    run();
    const second = await until(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return (await segments()).find((path) => !before.includes(path) && path !== first);
    }, 'a second segment');
    const written = (await vscode.workspace.openTextDocument(active.uri.with({ path: second }))).getText();
    assert.match(written, new RegExp(`in_segment: ${first.split('/').pop()?.replace('.segment.yaml', '')}\\n`));
    assert.doesNotMatch(written, /did:/);
    assert.equal((await vscode.workspace.openTextDocument(active.uri)).getText(), text);
  });
});

const isDetails = ({ uri }: vscode.TextDocument): boolean => uri.scheme === 'segments-details';

function isInsights({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith('segments.insights');
}
