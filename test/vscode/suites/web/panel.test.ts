import * as vscode from 'vscode';
import { LOOKED, SHOWN } from '../../../support/vscode-web/marks.ts';
import * as assert from '../../web/assert.ts';
import { open, until } from '../extension.ts';

describe('the insights panel in a browser', () => {
  it('is there to be looked at', async () => {
    await open(`segments/${SHOWN}.segment.yaml`);
    await vscode.commands.executeCommand('segments.showInsights');
    const files = vscode.extensions.getExtension('segments-tests.memory-files')!;
    const answer = files.extensionUri.with({ path: LOOKED }).toString(true);
    // The panel lives as long as the extension host, which ends with the tests.
    const seen = await until(async () => {
      const response = await fetch(answer);
      return response.ok && response.text();
    }, 'the one who looks');
    assert.equal(seen, 'well');
  });
});
