/**
 * The extension in a VS Code that runs wholly in a browser: tests in its extension host, then a look at the insights.
 * Needs the build.
 */
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { segmentInsights } from '../../../server/src/insights/index.ts';
import { openProject, segmentIdOf } from '../../../server/src/project/index.ts';
import { nodeHost } from '../../../server/src/project/node-host.ts';
import { openStore } from '../../../server/src/store/index.ts';
import { poll, webview } from '../../support/vscode-host/ui.ts';
import { startWebCode } from '../../support/vscode-web/index.ts';
import { LOOKED, SHOWN } from '../../support/vscode-web/marks.ts';

/** Longer than that, no test goes on. */
const PATIENCE = 90_000;

/** True when all is well. Pictures are left in `.vscode-test`. */
export async function runWeb(root: string): Promise<boolean> {
  const tests = join(root, '.vscode-test/suites/web');
  const project = join(root, 'examples/shop');
  await bundle(root, tests);
  const counted = await countAll(project);
  const texts: Record<string, string> = {
    '/project.json': JSON.stringify(filesBelow(project)),
    '/counted.json': JSON.stringify(counted),
  };
  const code = await startWebCode({
    folders: { segments: root, 'memory-files': tests, project },
    texts,
    extensions: ['memory-files', 'segments'],
    // Inside an extension: the host that runs it runs them.
    tests: 'memory-files/tests.cjs',
    folder: 'memfs:/project',
    settings: {
      'workbench.startupEditor': 'none',
      'chat.disableAIFeatures': true,
      'security.workspace.trust.enabled': false,
      'files.autoSave': 'off',
    },
    print: (line) => console.log(line),
  });
  const picture = (name: string) => code.page.screenshot({ path: join(root, '.vscode-test', name) });
  let passed = false;
  try {
    const looking = look(code.page, counted[SHOWN]!).then(async (seen) => {
      await picture('web.png');
      texts[LOOKED] = seen;
    });
    // It ends with the page at the latest.
    looking.catch(() => undefined);
    passed = (await within(PATIENCE, code.tested)) === 0;
  } finally {
    if (!passed) {
      console.error(code.log.filter((line) => !NOISE.test(line)).join('\n'));
      await picture('web-failed.png').catch(() => undefined);
    }
    await code.close();
  }
  return passed;
}

/** What VS Code says of extensions that are not there. */
const NOISE = /404|snippet|gallery|Not Found|AgentHost|AccountPolicy|github|readExtensionResource/;

/** Looks at the insights panel once it is there. */
async function look(page: Page, users: number): Promise<string> {
  const panel = await poll(() => webview(page, '.main-figure'), 'the insights panel', PATIENCE);
  const figure = (await panel.locator('.main-figure').textContent()) ?? '';
  return figure.includes(users.toLocaleString('en')) ? 'well' : `The panel shows ${figure}, not ${users}.`;
}

/** The extension host of a browser loads one CommonJS file, and has none of Node's modules. */
async function bundle(root: string, tests: string): Promise<void> {
  rmSync(tests, { recursive: true, force: true });
  const web = join(root, 'test/vscode/web/memory-files');
  await build({
    absWorkingDir: root,
    entryPoints: { tests: join(root, 'test/vscode/suites/web/index.ts'), extension: join(web, 'extension.ts') },
    outdir: tests,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode'],
    // Mocha's build for browsers would take this for Node, and the bundle's exports for its own.
    define: { module: 'undefined', exports: 'undefined' },
  });
  cpSync(join(web, 'package.json'), join(tests, 'package.json'));
}

/** Paths of a folder's files, without what the command line keeps there. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !path.startsWith('.segments/'));
}

/** How many users each segment holds where there is a disk. */
async function countAll(folder: string): Promise<Record<string, number>> {
  const project = await openProject(folder, nodeHost);
  const snapshot = await project.settle();
  const store = await openStore({ root: folder, schema: snapshot.schema, engine: 'sqljs-in-process' });
  const found: Record<string, number> = {};
  for (const uri of snapshot.uris) {
    const result = await segmentInsights(snapshot, store, uri, { samples: 0, now: Date.now() });
    if (result.state !== 'ready') throw new Error(`${uri} is ${result.state}.`);
    found[segmentIdOf(uri)] = result.evaluation.total;
  }
  await store.close();
  return found;
}

function within<Value>(limit: number, value: Promise<Value>): Promise<Value> {
  const late = new Promise<never>((_done, failed) =>
    setTimeout(() => failed(new Error(`The tests gave no result in ${limit / 1000} s.`)), limit).unref(),
  );
  return Promise.race([value, late]);
}
