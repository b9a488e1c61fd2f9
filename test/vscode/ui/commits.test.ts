import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { git, gitCommit, gitInit } from '../../support/git.ts';
import * as ui from '../../support/vscode-host/ui.ts';
import { type Editor, insightsFrame, openEditor } from './editor.ts';

const PATH = 'segments/ios-users.segment.yaml';

/** The project as a first commit, and a segment that is another since. */
function prepare(workspace: string): void {
  writeFileSync(join(workspace, '.gitignore'), '.segments/\n');
  gitInit(workspace);
  writeFileSync(join(workspace, PATH), 'name: iOS users\nwhere:\n  - user: os\n    is: Android\n');
}

describe('numbers against the last commit in VS Code', () => {
  let editor: Editor;
  before(async function () {
    this.timeout(300_000);
    editor = await openEditor({ prepare, viewport: { width: 1500, height: 1200 } });
    await ui.openFile(editor.page, 'ios-users.segment.yaml');
    await ui.command(editor.page, 'View: Show Segments');
    await ui.command(editor.page, 'Segments: Show Insights');
  });
  after(() => editor?.close());

  const row = (): Locator => editor.page.locator('.pane-body .monaco-list-row', { hasText: 'iOS users' }).first();
  const badge = async () => (await row().textContent()) ?? '';
  /** What stands above the segment; nobody asks for it here but the editor itself. */
  const lenses = async () => (await editor.page.locator('.codelens-decoration').allTextContents()).join(' ');
  const compared = async () => {
    const section = (await insightsFrame(editor)).locator('[data-section=compare]');
    const button = section.locator('.disclosure-button').first();
    if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
    const fresh = section.locator('.answered[aria-busy=false]:not(.stale)');
    return (await fresh.allInnerTexts()).join(' ').replace(/\s+/g, ' ');
  };
  const head = () => git(editor.workspace, 'rev-parse', '--short=7', 'HEAD');

  it('follow a commit and a reset, above the segment, in the view and in the insights', async () => {
    await ui.poll(async () => /\+\d+ −\d+ against HEAD/.test(await lenses()), 'the lens of a change', 60_000);
    await ui.poll(async () => /\d+ · \+\d+ −\d+/.test(await badge()), 'the badge of a change', 60_000);
    const first = head();
    await ui.poll(async () => (await compared()).includes(first), 'the comparison with the first commit', 60_000);

    gitCommit(editor.workspace, 'Android');
    const second = head();
    await ui.poll(
      async () => /reachable/.test(await lenses()) && !/HEAD/.test(await lenses()),
      'no lens of it',
      60_000,
    );
    await ui.poll(async () => /iOS users\s*\d+/.test(await badge()) && !/\+/.test(await badge()), 'no badge', 60_000);
    await ui.poll(
      async () => /The rules are the same/.test(await compared()) && (await compared()).includes(second),
      'the comparison with the second commit',
      60_000,
    );

    git(editor.workspace, 'reset', '--quiet', 'HEAD~1');
    await ui.poll(async () => /\+\d+ −\d+ against HEAD/.test(await lenses()), 'the lens again', 60_000);
    await ui.poll(async () => /\d+ · \+\d+ −\d+/.test(await badge()), 'the badge again', 60_000);
    await ui.poll(async () => (await compared()).includes(first), 'the first comparison again', 60_000);
  });
});
