import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { behind, file, open, until } from '../extension.ts';

const text = async (uri: vscode.Uri) => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));

/** The action of a kind whose title begins so, with its edit, at the place behind a text. */
async function actionAt(
  document: vscode.TextDocument,
  place: string,
  kind: vscode.CodeActionKind,
  title: string,
): Promise<vscode.CodeAction> {
  const at = behind(document, place);
  return until(async () => {
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(at, at),
      kind.value,
      100,
    );
    return found.find((action) => action.title.startsWith(title));
  }, title);
}

async function apply({ edit, title }: vscode.CodeAction): Promise<void> {
  assert.ok(edit, `${title} has an edit`);
  assert.ok(await vscode.workspace.applyEdit(edit), title);
}

/** A file that an action made is a document with changes; an editor of its own opens a moment later. */
async function saved(uri: vscode.Uri): Promise<void> {
  assert.ok(await (await vscode.workspace.openTextDocument(uri)).save());
}

describe('code actions', () => {
  const ios = () => file('segments/ios-users.segment.yaml');
  const lapsed = () => file('segments/lapsed-buyers.segment.yaml');
  const before = new Map<string, string>();

  beforeEach(async () => {
    for (const uri of [ios(), lapsed()]) before.set(uri.toString(), await text(uri));
  });
  afterEach(async () => {
    await vscode.workspace.saveAll();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const [uri, content] of before) {
      await vscode.workspace.fs.writeFile(vscode.Uri.parse(uri), new TextEncoder().encode(content));
    }
  });

  it('extract a rule to a file, and inline it again', async () => {
    const { document } = await open('segments/lapsed-buyers.segment.yaml');
    const original = document.getText();
    const extract = await actionAt(document, 'did_not: Char', vscode.CodeActionKind.RefactorExtract, 'Extract rule');
    assert.equal(extract.command?.command, 'segments.renameAt');
    await apply(extract);
    const id = /in_segment: (did-not\S*)/.exec(document.getText())?.[1] ?? assert.fail(document.getText());
    const made = file(`segments/${id}.segment.yaml`);
    await saved(made);
    assert.match(await text(made), /^name: Did not .*\nwhere:\n {2}- did_not: Charged\n {4}within: 30d\n$/);
    const inline = await actionAt(
      document,
      `in_segment: ${id}`,
      vscode.CodeActionKind.RefactorInline,
      'Inline segment',
    );
    await apply(inline);
    assert.equal(document.getText(), original);
    await vscode.workspace.fs.delete(made);
  });

  it('let a person choose the name of what was extracted', async () => {
    const { document } = await open('segments/lapsed-buyers.segment.yaml');
    const extract = await actionAt(document, 'did: App', vscode.CodeActionKind.RefactorExtract, 'Extract rule');
    await apply(extract);
    const id = /in_segment: (app-launched\S*)/.exec(document.getText())?.[1] ?? assert.fail(document.getText());
    await saved(file(`segments/${id}.segment.yaml`));
    const place = document.positionAt(document.getText().indexOf(id));
    const name = await until(async () => {
      try {
        return await vscode.commands.executeCommand<{ placeholder: string }>(
          'vscode.prepareRename',
          document.uri,
          place,
        );
      } catch {
        return undefined;
      }
    }, 'the name to be known');
    assert.equal(name.placeholder, id);
    await vscode.workspace.fs.delete(file(`segments/${id}.segment.yaml`));
  });

  it('mend and sort a file when it is saved', async () => {
    const config = vscode.workspace.getConfiguration('editor');
    const actions = { 'source.fixAll.segments': 'explicit', 'source.sort.segments': 'explicit' };
    await config.update('codeActionsOnSave', actions, vscode.ConfigurationTarget.Workspace);
    try {
      const editor = await open('segments/ios-users.segment.yaml');
      const { document } = editor;
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      const broken = 'where:\n  - is: iOs # the device\n    user: os\nname: iOS\n';
      await editor.edit((edit) => edit.replace(whole, broken));
      await until(() => vscode.languages.getDiagnostics(document.uri).length > 0, 'a problem');
      await document.save();
      assert.equal(document.getText(), 'name: iOS\nwhere:\n  - user: os\n    is: iOS # the device\n');
    } finally {
      await config.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
