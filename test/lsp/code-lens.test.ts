import assert from 'node:assert/strict';
import type { CodeLens } from 'vscode-languageserver';
import { nodeRuntime } from '../../server/src/lsp/node-runtime.ts';
import { methods } from '../../server/src/protocol/index.ts';
import { openStore } from '../../server/src/store/index.ts';
import { COUNTED, type DiskProject, diskProject } from '../support/disk-project.ts';
import { git, gitCommit, gitInit } from '../support/git.ts';
import { type ClientOptions, LIVE_CAPABILITIES, startInMemory, type TestClient } from '../support/language-client.ts';
import { poll } from '../support/poll.ts';

const IOS = '# about iOS\nname: iOS\nwhere:\n  - user: os\n    is: iOS\n';
const PUNE = 'name: Pune\nwhere:\n  - user: city\n    is: Pune\n  - in_segment: ios\n';

describe('language server: code lenses', function () {
  // Sources are compiled when first loaded, on machines that may be busy.
  this.timeout(30_000);
  let project: DiskProject;
  let client: TestClient;
  const start = async (options: Partial<ClientOptions> = {}) => {
    client = await startInMemory(
      {
        ...nodeRuntime,
        now: () => Date.parse('2026-06-30T12:00:00Z'),
        openStore: ({ onProgress: _, ...own }) => openStore({ ...own, engine: 'sqljs-in-process' }),
      },
      {
        folders: [project.rootUri],
        capabilities: LIVE_CAPABILITIES,
        initializationOptions: { trusted: true, ownCommands: true },
        ...options,
      },
    );
  };
  beforeEach(() => {
    project = diskProject(`${COUNTED}--- ios.segment.yaml\n${IOS}--- pune.segment.yaml\n${PUNE}`);
  });
  afterEach(async () => {
    await client.dispose();
    project.remove();
  });

  /** The lenses of a file as they are read: `line: title`. */
  const lenses = async (path: string): Promise<readonly string[]> => {
    const found = await client.request<CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri: project.uri(path) },
    });
    const resolved = await Promise.all(
      found.map((lens) => (lens.command ? lens : client.request<CodeLens>('codeLens/resolve', lens))),
    );
    return resolved.map(({ range, command }) => `${range.start.line}: ${command?.title}`);
  };
  const until = (path: string, expected: readonly string[]) =>
    poll(async () => {
      const now = await lenses(path);
      return JSON.stringify(now) === JSON.stringify(expected) || undefined;
    }, 'the lenses').catch(async () => assert.deepEqual(await lenses(path), expected));

  it('say above a segment how many it holds, their share and how many can be reached', async () => {
    await start();
    await client.open(project.uri('ios.segment.yaml'), IOS);
    await until('ios.segment.yaml', ['1: 3 users · 75% · 2 reachable']);
    await client.type(
      project.uri('ios.segment.yaml'),
      { line: 4, character: 8 },
      { line: 4, character: 11 },
      'Android',
    );
    await until('ios.segment.yaml', ['1: 1 user · 25% · 1 reachable']);
  });

  it('lead to the insights', async () => {
    await start();
    const uri = project.uri('ios.segment.yaml');
    await client.open(uri, IOS);
    await until('ios.segment.yaml', ['1: 3 users · 75% · 2 reachable']);
    const [lens] = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    const resolved = await client.request<CodeLens>('codeLens/resolve', lens);
    assert.deepEqual([resolved.command?.command, resolved.command?.arguments], ['segments.showInsights', [uri]]);
  });

  it('say how many entered and left since the last commit', async () => {
    gitInit(project.root);
    await start();
    await client.open(project.uri('ios.segment.yaml'), IOS);
    await until('ios.segment.yaml', ['1: 3 users · 75% · 2 reachable']);
    await client.type(
      project.uri('ios.segment.yaml'),
      { line: 4, character: 8 },
      { line: 4, character: 11 },
      'Android',
    );
    await until('ios.segment.yaml', ['1: 1 user · 25% · 1 reachable', '1: +1 −3 against HEAD']);
    // Another text of the same meaning holds the same users.
    const name = { line: 0, character: 2 };
    await client.type(project.uri('ios.segment.yaml'), { line: 4, character: 8 }, { line: 4, character: 15 }, 'iOS');
    await client.type(project.uri('ios.segment.yaml'), name, { line: 0, character: 7 }, 'On');
    await until('ios.segment.yaml', ['1: 3 users · 75% · 2 reachable']);
    project.write('new.segment.yaml', 'name: New\nwhere:\n  - user: os\n    is: Android\n');
    await client.open(project.uri('new.segment.yaml'), project.read('new.segment.yaml'));
    await until('new.segment.yaml', ['0: 1 user · 25% · 1 reachable', '0: new since HEAD']);
  });

  it('say how many entered and left of a segment whose file was renamed since the last commit', async () => {
    gitInit(project.root);
    git(project.root, 'mv', 'ios.segment.yaml', 'phones.segment.yaml');
    git(project.root, 'mv', 'pune.segment.yaml', 'poona.segment.yaml');
    project.write('poona.segment.yaml', PUNE.replace(/\bios\b/, 'phones'));
    await start();
    const uri = project.uri('phones.segment.yaml');
    await client.open(uri, IOS);
    await until('phones.segment.yaml', ['1: 3 users · 75% · 2 reachable']);
    await client.type(uri, { line: 4, character: 8 }, { line: 4, character: 11 }, 'Android');
    await until('phones.segment.yaml', ['1: 1 user · 25% · 1 reachable', '1: +1 −3 against HEAD']);
    await client.open(project.uri('poona.segment.yaml'), project.read('poona.segment.yaml'));
    await until('poona.segment.yaml', ['0: 0 users · 0% · 0 reachable', '0: +0 −1 against HEAD']);
  });

  it('follow a commit that the client tells of, and show nothing older as fresh', async () => {
    gitInit(project.root);
    const uri = project.uri('ios.segment.yaml');
    project.write('ios.segment.yaml', IOS.replace('is: iOS', 'is: Android'));
    await start();
    await client.open(uri, project.read('ios.segment.yaml'));
    await until('ios.segment.yaml', ['1: 1 user · 25% · 1 reachable', '1: +1 −3 against HEAD']);
    const refreshes = () => client.notifications.filter(({ method }) => method.endsWith('codeLens/refresh')).length;
    // The refresh of what was found just now may still be on its way.
    await poll(() => refreshes() > 0, 'word of numbers');
    gitCommit(project.root, 'Android');
    const before = refreshes();
    await client.connection.sendNotification(methods.headChanged, {});
    assert.deepEqual(await lenses('ios.segment.yaml'), ['1: 1 user · 25% · 1 reachable', '1: … against HEAD']);
    await poll(() => refreshes() > before, 'word to ask again');
    await until('ios.segment.yaml', ['1: 1 user · 25% · 1 reachable']);
    git(project.root, 'reset', '--quiet', '--hard', 'HEAD~1');
    await client.connection.sendNotification(methods.headChanged, {});
    await until('ios.segment.yaml', ['1: 1 user · 25% · 1 reachable', '1: +1 −3 against HEAD']);
  });

  it('say what a segment that is referred to does to this one since the last commit', async () => {
    gitInit(project.root);
    await start();
    await client.open(project.uri('pune.segment.yaml'), PUNE);
    await until('pune.segment.yaml', ['0: 1 user · 25% · 1 reachable']);
    const uri = project.uri('ios.segment.yaml');
    await client.open(uri, IOS);
    await client.type(uri, { line: 4, character: 8 }, { line: 4, character: 11 }, 'Android');
    await until('pune.segment.yaml', ['0: 0 users · 0% · 0 reachable', '0: +0 −1 against HEAD']);
    await client.type(uri, { line: 4, character: 8 }, { line: 4, character: 15 }, 'iOS');
    await until('pune.segment.yaml', ['0: 1 user · 25% · 1 reachable']);
  });

  it('compare with the last commit by another schema too, where the data can tell', async () => {
    gitInit(project.root);
    const schema = project.read('segments.schema.yaml');
    // One property more takes nothing from what the segment speaks of; another time zone does.
    project.write('segments.schema.yaml', schema.replace(/^( +)os:.*/m, '$&\n$1colour: {type: string}'));
    await start();
    const uri = project.uri('ios.segment.yaml');
    await client.open(uri, IOS);
    await client.type(uri, { line: 4, character: 8 }, { line: 4, character: 11 }, 'Android');
    await until('ios.segment.yaml', ['1: 1 user · 25% · 1 reachable', '1: +1 −3 against HEAD']);
    await client.dispose();
    project.write('segments.schema.yaml', schema.replace('Asia/Kolkata', 'Europe/Paris'));
    project.write('new.segment.yaml', 'name: New\nwhere:\n  - user: os\n    is: Android\n');
    await start();
    await client.open(uri, IOS.replace('is: iOS', 'is: Android'));
    await until('ios.segment.yaml', ['1: 1 user · 25% · 1 reachable']);
    await client.open(project.uri('new.segment.yaml'), project.read('new.segment.yaml'));
    await until('new.segment.yaml', ['0: 1 user · 25% · 1 reachable', '0: new since HEAD']);
    assert.deepEqual(await lenses('ios.segment.yaml'), ['1: 1 user · 25% · 1 reachable']);
  });

  it('count problems where there are some, in the file or in one that it refers to', async () => {
    await start();
    await client.open(project.uri('pune.segment.yaml'), PUNE);
    await until('pune.segment.yaml', ['0: 1 user · 25% · 1 reachable']);
    await client.open(project.uri('ios.segment.yaml'), IOS.replace('os\n', 'oss\n'));
    await until('ios.segment.yaml', ['1: 1 problem']);
    // That it refers to a segment with errors, and that one's error.
    await until('pune.segment.yaml', ['0: 2 problems']);
  });

  it('say in the schema what the data holds of each name and what uses it', async () => {
    await start();
    await client.open(project.uri('segments.schema.yaml'), project.read('segments.schema.yaml'));
    await until('segments.schema.yaml', [
      '6: 100% filled · iOS 3 · Android 1',
      '6: used by 1 segment',
      '7: 100% filled · Delhi 1 · Mumbai 1 · Pune 1',
      '7: used by 1 segment',
      '8: 75% filled · 22 1 · 30 1 · 41 1',
      '9: 50% filled',
      '10: 75% filled · t1 1 · t3 1 · t4 1',
      '11: 25% filled · a,b 1 · c 1',
      '13: 3 events · 2 users · last seen yesterday',
      '14: 1 event · 1 user · last seen 29 days ago',
    ]);
  });

  it('are switched off one by one, and absent without data', async () => {
    const settings = { 'segments.codeLens': { totals: false, schema: false } };
    await start({ settings });
    await client.open(project.uri('ios.segment.yaml'), IOS);
    await poll(
      async () => (client.notifications.some((n) => n.method.endsWith('codeLens/refresh')) ? true : undefined),
      '',
    );
    assert.deepEqual(await lenses('ios.segment.yaml'), []);
    await client.open(project.uri('segments.schema.yaml'), project.read('segments.schema.yaml'));
    assert.deepEqual(await lenses('segments.schema.yaml'), []);
    await client.dispose();
    await start({ initializationOptions: { trusted: false } });
    await client.open(project.uri('ios.segment.yaml'), IOS);
    await client.diagnosticsOf(project.uri('ios.segment.yaml'), 1);
    assert.deepEqual(await lenses('ios.segment.yaml'), []);
  });
});
