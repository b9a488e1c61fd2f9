import * as vscode from 'vscode';
import * as assert from '../../web/assert.ts';
import { behind, extension, open, until } from '../extension.ts';

const errors = (uri: vscode.Uri) =>
  vscode.languages.getDiagnostics(uri).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);

describe('in a browser, in a virtual workspace', () => {
  it('runs in a web worker, on files that lie on no disk', async () => {
    const { document } = await open('segments/ios-users.segment.yaml');
    assert.equal(document.uri.scheme, 'memfs');
    assert.equal(document.languageId, 'segment');
    await until(() => extension().isActive, 'activation');
    assert.equal(vscode.env.uiKind, vscode.UIKind.Web);
    assert.equal(extension().extensionUri.scheme, 'http');
  });

  it('shows problems where they are, and fixes them', async () => {
    const editor = await open('segments/ios-users.segment.yaml');
    const { document } = editor;
    await editor.edit((edit) => edit.insert(behind(document, 'is: iOS'), 'X'));
    const [problem] = await until(() => errors(document.uri).length > 0 && errors(document.uri), 'problems');
    assert.match(problem!.message, /iOSX/);
    const fixes = await until(async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        problem!.range,
        vscode.CodeActionKind.QuickFix.value,
        10,
      );
      return found.some(({ edit }) => edit) && found;
    }, 'a quick fix');
    assert.ok(await vscode.workspace.applyEdit(fixes.find(({ edit }) => edit)!.edit!));
    await until(() => errors(document.uri).length === 0, 'no problems');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('completes events of the schema', async () => {
    const { document } = await open('segments/lapsed-ios-buyers.segment.yaml');
    const events = await until(async () => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        behind(document, 'did: '),
      );
      const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      return labels.includes('Charged') && labels;
    }, 'events');
    assert.ok(events.includes('App Launched'), events.join());
  });

  it('explains what is under the mouse', async () => {
    const { document } = await open('segments/lapsed-ios-buyers.segment.yaml');
    const text = await until(async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        behind(document, 'did: App'),
      );
      return hovers
        .flatMap(({ contents }) => contents.map((part) => (typeof part === 'object' ? part.value : part)))
        .join('\n');
    }, 'a hover');
    assert.match(text, /App Launched/);
  });

  it('goes on after a restart of the server', async () => {
    await vscode.commands.executeCommand('segments.restartServer');
    const { document } = await open('segments/ios-users.segment.yaml');
    const symbols = await until(
      async () =>
        vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri),
      'an outline',
    );
    assert.ok(symbols.length > 0);
  });
});
