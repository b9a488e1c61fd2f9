import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Frame } from 'playwright-core';
import { type Host, type HostOptions, install, startHost } from '../../support/vscode-host/index.ts';
import { ready, webview } from '../../support/vscode-host/ui.ts';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface Editor extends Host {
  /** The copy of the fixture that is open. */
  readonly workspace: string;
}

export interface EditorOptions extends HostOptions {
  /** The fixture project when absent. */
  readonly example?: 'shop' | 'grocery';
  /** Called with the copy before VS Code opens it. */
  readonly prepare?: (workspace: string) => void;
}

/** VS Code with the extension on a copy of a project. */
export async function openEditor({ example, prepare, ...options }: EditorOptions = {}): Promise<Editor> {
  install();
  const folder = mkdtempSync(join(tmpdir(), 'segments-ui-'));
  const workspace = join(folder, 'project');
  const project = example ? join('examples', example) : 'test/vscode/fixtures/project';
  const filter = (path: string) => !path.includes('.segments');
  cpSync(join(root, project), workspace, { recursive: true, filter });
  prepare?.(workspace);
  const extension = options.installExtensions ? {} : { extensionDevelopmentPath: [root] };
  const host = await startHost({
    folder: workspace,
    ...extension,
    ...options,
    settings: { 'editor.minimap.enabled': false, 'segments.provider': 'builtin', ...options.settings },
  });
  await ready(host.page);
  return {
    ...host,
    workspace,
    close: async () => {
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The insights panel's own page. */
export function insightsFrame({ page }: Host): Promise<Frame> {
  return webview(page, 'main.panel');
}
