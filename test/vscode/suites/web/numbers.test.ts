import * as vscode from 'vscode';
import * as assert from '../../web/assert.ts';
import { open, until } from '../extension.ts';

/** What is counted where there is a disk, by segment. */
async function counted(): Promise<Readonly<Record<string, number>>> {
  const files = vscode.extensions.getExtension('segments-tests.memory-files')!;
  const answer = await fetch(files.extensionUri.with({ path: '/counted.json' }).toString(true));
  return (await answer.json()) as Readonly<Record<string, number>>;
}

describe('numbers in a browser', () => {
  it('are those that a disk’s store gives, segment by segment', async () => {
    const found: Record<string, number> = {};
    const expected = await counted();
    for (const id of Object.keys(expected)) {
      const { document } = await open(`segments/${id}.segment.yaml`);
      const title = await until(async () => {
        const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
          'vscode.executeCodeLensProvider',
          document.uri,
          5,
        );
        return lenses.map(({ command }) => command?.title ?? '').find((each) => / users? · /.test(each));
      }, `the number of ${id}`);
      found[id] = Number(/^([\d,]+) users?/.exec(title)?.[1]?.replaceAll(',', ''));
    }
    assert.deepEqual(found, expected);
    assert.ok(Object.keys(found).length > 5);
  });
});
