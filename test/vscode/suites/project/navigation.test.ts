import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { behind, file, open, until } from '../extension.ts';

const run = vscode.commands.executeCommand;
const errors = (uri: vscode.Uri) =>
  vscode.languages.getDiagnostics(uri).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
const exists = (uri: vscode.Uri) =>
  vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );

/** Takes back what was not saved, wherever it is. */
async function revertAll() {
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document);
    await run('workbench.action.files.revert');
  }
}

describe('names in a project', () => {
  afterEach(revertAll);

  it('are renamed wherever they stand, and the data keeps its column', async () => {
    const { document } = await open('segments/ios-users.segment.yaml');
    const edit = await run<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      behind(document, 'user: o'),
      'platform',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.match(document.getText(), /user: platform\n/);
    const schema = (await vscode.workspace.openTextDocument(file('segments.schema.yaml'))).getText();
    assert.match(schema, /^ {4}platform: \{ type: string/m);
    assert.match(schema, /columns: \[name, platform, city\]/);
    assert.match(schema, /users: \{.*columns: \{platform: os\}/);
  });

  it('say why they cannot be renamed', async () => {
    const { document } = await open('segments/ios-users.segment.yaml');
    await assert.rejects(
      Promise.resolve(run('vscode.prepareRename', document.uri, behind(document, 'is: iO'))),
      /Only the names of segments/,
    );
  });

  it('of segments are renamed with their file, and follow one that is renamed in the explorer', async () => {
    const [before, after] = ['ios-users', 'apple-users'].map((id) => file(`segments/${id}.segment.yaml`));
    const { document } = await open('segments/lapsed-buyers.segment.yaml');
    const edit = await run<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      behind(document, 'in_segment: ios'),
      'apple-users',
    );
    await vscode.workspace.applyEdit(edit);
    await until(async () => !(await exists(before!)) && (await exists(after!)), 'the file to have its new name');
    assert.match(document.getText(), /in_segment: apple-users\n/);

    const back = new vscode.WorkspaceEdit();
    back.renameFile(after!, before!);
    await vscode.workspace.applyEdit(back);
    await until(() => document.getText().includes('in_segment: ios-users\n'), 'the reference to follow');
    await until(async () => exists(before!), 'the file to have its old name');
    await until(() => errors(document.uri).length === 0, 'no errors');
  });

  it('are found in the workspace', async () => {
    const found = await run<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'lapsed');
    assert.ok(found.some(({ name }) => name === 'Lapsed buyers · lapsed-buyers'));
    const events = await run<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'charged');
    assert.equal(events[0]?.kind, vscode.SymbolKind.Event);
  });

  it('tell who uses them', async () => {
    const { document } = await open('segments/ios-users.segment.yaml');
    const [item] = await run<vscode.CallHierarchyItem[]>(
      'vscode.prepareCallHierarchy',
      document.uri,
      behind(document, 'name: iOS'),
    );
    assert.equal(item?.name, 'ios-users');
    const calls = await run<vscode.CallHierarchyIncomingCall[]>('vscode.provideIncomingCalls', item);
    assert.deepEqual(
      calls.map(({ from }) => from.name),
      ['lapsed-buyers'],
    );
  });

  it('are coloured by what they are', async () => {
    const { document } = await open('segments/lapsed-buyers.segment.yaml');
    const legend = await run<vscode.SemanticTokensLegend>('vscode.provideDocumentSemanticTokensLegend', document.uri);
    const tokens = await until(
      async () => run<vscode.SemanticTokens | undefined>('vscode.provideDocumentSemanticTokens', document.uri),
      'semantic tokens',
    );
    const types = [...tokens.data].filter((_, i) => i % 5 === 3).map((type) => legend.tokenTypes[type]);
    for (const type of ['ruleKind', 'segment', 'event', 'duration']) assert.ok(types.includes(type), type);
  });

  it('have each problem once, in files that nobody opened as well', async () => {
    const [opened, unheard] = ['opened', 'unheard'].map((id) => file(`segments/${id}.segment.yaml`));
    const text = (event: string) => Buffer.from(`name: New\nwhere:\n  - did: ${event}\n    within: 300d\n`);
    for (const uri of [opened!, unheard!]) await vscode.workspace.fs.writeFile(uri, text('Nothing'));
    await until(() => errors(unheard!).length > 0, 'problems of a file that is not open');
    await vscode.workspace.fs.delete(unheard!);
    await until(() => errors(unheard!).length === 0, 'a file that went to have no problems');

    const { document } = await open('segments/opened.segment.yaml');
    await until(() => errors(opened!).length > 0, 'problems of the open file');
    assert.equal(errors(opened!).length, 1);
    const edit = new vscode.WorkspaceEdit();
    const start = document.getText().indexOf('Nothing');
    const range = new vscode.Range(document.positionAt(start), document.positionAt(start + 'Nothing'.length));
    edit.replace(opened!, range, 'Charged');
    await vscode.workspace.applyEdit(edit);
    await until(() => errors(opened!).length === 0, 'no problems');
    await document.save();
    await run('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.delete(opened!);
  });

  it('stand in lists that begin by themselves while typing', async () => {
    const editor = await open('segments/ios-users.segment.yaml');
    const line = (n: number) => editor.document.lineAt(n).text;
    const end = behind(editor.document, 'is: iOS');
    editor.selection = new vscode.Selection(end, end);
    await run('type', { text: '\n' });
    await run('type', { text: '-' });
    await until(() => line(end.line + 1) === '  -', 'the dash to move to where rules begin');
    await run('type', { text: ' any:' });
    await run('hideSuggestWidget');
    await run('type', { text: '\n' });
    await until(() => line(end.line + 2) === '      - ', 'the first dash of the group');
  });

  it('are laid out where a selection is', async () => {
    const { document } = await open('segments/untidy.segment.yaml');
    const range = document.lineAt(2).range;
    const edits = await run<vscode.TextEdit[]>('vscode.executeFormatRangeProvider', document.uri, range, {});
    assert.ok(edits.length > 0);
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits);
    await vscode.workspace.applyEdit(edit);
    assert.match(document.getText(), /- did: Charged\n/);
  });
});
