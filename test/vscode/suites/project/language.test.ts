import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { behind, extension, file, open, until } from '../extension.ts';

const errors = (uri: vscode.Uri) =>
  vscode.languages.getDiagnostics(uri).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
const plain = (text: string | { value: string } | undefined) => (typeof text === 'object' ? text.value : (text ?? ''));

describe('in a project', () => {
  it('activates without any file open', async () => {
    await until(() => extension().isActive, 'activation');
  });

  it('registers exactly the commands of the manifest', async () => {
    const declared: { command: string }[] = extension().packageJSON.contributes.commands;
    const registered = (await vscode.commands.getCommands(true)).filter((id) => /^segments\.[a-z]+$/i.test(id));
    assert.deepEqual(registered.sort(), declared.map(({ command }) => command).sort());
  });

  it('gives segments and schemas their own languages, with two spaces', async () => {
    const segment = await open('segments/ios-users.segment.yaml');
    assert.equal(segment.document.languageId, 'segment');
    assert.equal(segment.options.tabSize, 2);
    const schema = await open('segments.schema.yaml');
    assert.equal(schema.document.languageId, 'segments-schema');
  });

  it('shows problems where they are, with the name that was meant', async () => {
    const { document } = await open('segments/broken.segment.yaml');
    const [problem] = await until(() => errors(document.uri).length > 0 && errors(document.uri), 'problems');
    assert.match(problem?.message ?? '', /“Chargd”.*“Charged”/s);
    assert.equal(document.getText(problem?.range), 'Chargd');
  });

  it('fixes it', async () => {
    const { document } = await open('segments/broken.segment.yaml');
    const [problem] = await until(() => errors(document.uri).length > 0 && errors(document.uri), 'problems');
    const actions = await until(async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        problem?.range,
        vscode.CodeActionKind.QuickFix.value,
      );
      return found.length > 0 && found;
    }, 'a quick fix');
    const fix = actions.find(({ title }) => title.includes('Charged'));
    assert.ok(fix?.edit, actions.map(({ title }) => title).join());
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.match(document.getText(), /did: Charged\n/);
    await until(() => errors(document.uri).length === 0, 'no problems');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('validates while typing', async () => {
    const editor = await open('segments/ios-users.segment.yaml');
    await until(() => errors(editor.document.uri).length === 0, 'no problems');
    await editor.edit((edit) => edit.insert(behind(editor.document, 'is: iOS'), 'X'));
    const [problem] = await until(() => errors(editor.document.uri).length && errors(editor.document.uri), 'problems');
    assert.match(problem?.message ?? '', /iOSX/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('completes events, and values of the property', async () => {
    const editor = await open('segments/lapsed-buyers.segment.yaml');
    const labels = async (position: vscode.Position) => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        editor.document.uri,
        position,
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    const events = await labels(behind(editor.document, 'did: '));
    for (const wanted of ['App Launched', 'Charged']) assert.ok(events.includes(wanted), events.join());
    const values = await (async () => {
      const ios = await open('segments/ios-users.segment.yaml');
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        ios.document.uri,
        behind(ios.document, 'is: '),
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    })();
    for (const wanted of ['iOS', 'Android', 'Web']) assert.ok(values.includes(wanted), values.join());
  });

  it('explains what is under the mouse', async () => {
    const { document } = await open('segments/lapsed-buyers.segment.yaml');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      behind(document, 'did_not: Cha'),
    );
    const text = hovers
      .flatMap(({ contents }) => contents.map((part) => plain(part as vscode.MarkdownString)))
      .join('\n');
    assert.match(text, /A completed purchase/);
  });

  it('finds the definition of an event and of a segment', async () => {
    const { document } = await open('segments/lapsed-buyers.segment.yaml');
    const target = async (position: vscode.Position) => {
      const [found] = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        position,
      );
      if (!found) throw new Error('There is no definition.');
      return 'uri' in found ? found : { uri: found.targetUri, range: found.targetSelectionRange ?? found.targetRange };
    };
    const event = await target(behind(document, 'did: App'));
    assert.equal(event.uri.path, file('segments.schema.yaml').path);
    const schema = await vscode.workspace.openTextDocument(event.uri);
    assert.match(schema.lineAt(event.range.start.line).text, /App Launched/);
    const segment = await target(behind(document, 'in_segment: ios'));
    assert.equal(segment.uri.path, file('segments/ios-users.segment.yaml').path);
  });

  it('formats', async () => {
    const { document } = await open('segments/untidy.segment.yaml');
    await vscode.commands.executeCommand('editor.action.formatDocument');
    assert.equal(document.getText(), 'name: Untidy\nwhere:\n  - did: Charged\n    within: 30d\n');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('outlines the rules', async () => {
    const { document } = await open('segments/lapsed-buyers.segment.yaml');
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    const names = (of: readonly vscode.DocumentSymbol[]): string[] =>
      of.flatMap(({ name, detail, children }) => [`${name} ${detail}`, ...names(children)]);
    assert.match(names(symbols).join('\n'), /Charged/);
  });

  it('goes on after a restart of the server', async () => {
    const { document } = await open('segments/broken.segment.yaml');
    await vscode.commands.executeCommand('segments.restartServer');
    await until(() => errors(document.uri).length > 0, 'problems');
  });

  it('looks after a segment that has no file yet', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'segment', content: 'name: New\nwhre: []\n' });
    await until(() => errors(document.uri).length > 0, 'problems of an untitled segment');
  });
});
