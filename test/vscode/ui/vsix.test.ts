import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as ui from '../../support/vscode-host/ui.ts';
import { type Editor, insightsFrame, openEditor, root } from './editor.ts';

describe('the packaged extension', () => {
  const file = join(root, '.vscode-test/segments.vsix');
  let editor: Editor;
  before(async function () {
    this.timeout(300_000);
    mkdirSync(join(root, '.vscode-test'), { recursive: true });
    execFileSync(process.execPath, ['scripts/package.mjs', '--no-build', '--out', file], { cwd: root, stdio: 'pipe' });
    editor = await openEditor({ installExtensions: [file], smokeTestDriver: false });
  });
  after(() => editor?.close());

  it('is installed whole and without dependencies’ folders', () => {
    const [name] = readdirSync(editor.extensionsDir).filter((one) => one.startsWith('segments-as-code.'));
    assert.ok(name);
    const installed = join(editor.extensionsDir, name);
    assert.equal(existsSync(join(installed, 'node_modules')), false);
    for (const path of [
      'dist/extension.cjs',
      'dist/server.js',
      'dist/sql-wasm.wasm',
      'dist/webview/insights.js',
      'dist/web/extension.cjs',
      'dist/web/server.js',
      'examples/shop/segments.schema.yaml',
    ]) {
      assert.ok(existsSync(join(installed, path)), path);
    }
    for (const path of ['client', 'server', 'test', 'scripts', 'examples/grocery', 'examples/shop/.segments']) {
      assert.equal(existsSync(join(installed, path)), false, path);
    }
  });

  it('activates and diagnoses', async () => {
    await ui.openFile(editor.page, 'broken.segment.yaml');
    await editor.page.locator('.monaco-editor .squiggly-error').first().waitFor({ timeout: 60_000 });
  });

  it('counts', async () => {
    await ui.openFile(editor.page, 'ios-users.segment.yaml');
    await ui.command(editor.page, 'Segments: Show Insights');
    const frame = await insightsFrame(editor);
    const total = frame.locator('[data-testid=total]');
    await ui.poll(async () => (await total.textContent()) === '3', 'the total', 60_000);
  });
});
