import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension, open, until } from '../extension.ts';

describe('outside a project', () => {
  it('does not activate, not even for YAML', async () => {
    const editor = await open('notes.yaml');
    assert.notEqual(editor.document.languageId, 'segment');
    // VS Code looks for files that activate an extension before it starts those that wait for the startup's end.
    await until(() => vscode.extensions.getExtension('vscode.merge-conflict')?.isActive, 'the end of the startup');
    assert.equal(extension().isActive, false);
  });
});
