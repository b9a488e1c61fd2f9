import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { behind, open, until } from '../extension.ts';

const whole = (document: vscode.TextDocument) => new vscode.Range(0, 0, document.lineCount, 0);

const hintsOf = async (document: vscode.TextDocument): Promise<readonly string[]> => {
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    whole(document),
  );
  return hints.map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join('')));
};

const lensesOf = async (document: vscode.TextDocument): Promise<readonly string[]> => {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    100,
  );
  return lenses.map(({ command }) => command?.title ?? '');
};

describe('numbers in the editor', () => {
  it('stand at each rule and above the segment, and follow an edit', async () => {
    const { document } = await open('segments/ios-users.segment.yaml');
    const [hint] = await until(async () => {
      const hints = await hintsOf(document);
      return hints.some((text) => /^\d/.test(text)) && hints;
    }, 'hints with numbers');
    assert.match(hint ?? '', /^\d+ users?$/);
    const lenses = await until(async () => {
      const titles = await lensesOf(document);
      return titles.some((title) => title.includes('reachable')) && titles;
    }, 'a lens with numbers');
    assert.ok(
      lenses.some((title) => title.startsWith(hint ?? '')),
      lenses.join(),
    );

    const edit = new vscode.WorkspaceEdit();
    const start = behind(document, 'is: ');
    edit.replace(document.uri, new vscode.Range(start, document.lineAt(start.line).range.end), 'Web');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await until(async () => {
      const [now] = await hintsOf(document);
      return now !== undefined && now !== hint && /^\d/.test(now);
    }, 'other numbers');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('stand beside the values that are offered, and never of personal properties', async () => {
    const { document } = await open('segments/ios-users.segment.yaml');
    const offered = async (property: string) => {
      const rule = `  - user: ${property}\n    is: `;
      const edit = new vscode.WorkspaceEdit();
      const end = document.lineAt(document.lineCount - 1).range.end;
      edit.insert(document.uri, end, rule);
      assert.ok(await vscode.workspace.applyEdit(edit));
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        document.lineAt(document.lineCount - 1).range.end,
      );
      await vscode.commands.executeCommand('workbench.action.files.revert');
      return list.items;
    };
    const described = await until(async () => {
      const labels = (await offered('city')).map(
        ({ label }): vscode.CompletionItemLabel => (typeof label === 'string' ? { label } : label),
      );
      return labels.some(({ description }) => /users?$/.test(description ?? '')) && labels;
    }, 'values with users');
    assert.ok(described.length > 0);
    assert.deepEqual(
      (await offered('name')).filter(({ kind }) => kind === vscode.CompletionItemKind.EnumMember),
      [],
    );
  });

  it('say where a segment does not fit the data, as information', async () => {
    const { document } = await open('segments/ios-users.segment.yaml');
    const edit = new vscode.WorkspaceEdit();
    const end = document.lineAt(document.lineCount - 1).range.end;
    edit.insert(document.uri, end, '  - user: city\n    is: Atlantis\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    const hint = await until(
      () => vscode.languages.getDiagnostics(document.uri).find(({ code }) => code === 'unseen-value'),
      'a hint',
    );
    assert.equal(hint.severity, vscode.DiagnosticSeverity.Information);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until(
      () => !vscode.languages.getDiagnostics(document.uri).some(({ code }) => code === 'unseen-value'),
      'no hint',
    );
  });

  it('are told of the names in the schema', async () => {
    const { document } = await open('segments.schema.yaml');
    const titles = await until(async () => {
      const found = await lensesOf(document);
      return found.some((title) => title.includes('last seen')) && found;
    }, 'a lens at an event');
    assert.ok(
      titles.some((title) => /% filled/.test(title)),
      titles.join(),
    );
  });
});
