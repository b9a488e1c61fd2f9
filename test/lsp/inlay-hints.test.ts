import assert from 'node:assert/strict';
import type { InlayHint } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { writeFileAtomically } from '../../server/src/insights/write-file.ts';
import type { Runtime } from '../../server/src/lsp/runtime.ts';
import { pathOfUri } from '../../server/src/project/index.ts';
import { nodeHost } from '../../server/src/project/node-host.ts';
import { methods } from '../../server/src/protocol/index.ts';
import { inputsVersion, openStore } from '../../server/src/store/index.ts';
import { COUNTED, type DiskProject, diskProject } from '../support/disk-project.ts';
import { type ClientOptions, LIVE_CAPABILITIES, startInMemory, type TestClient } from '../support/language-client.ts';
import { poll } from '../support/poll.ts';

const TEXT = `name: Buyers
where:
  - user: os # the device
    is: iOS
  - any:
      - user: city
        is: Pune
      - {user: city, is: Mumbai}
      - all:
          - user: age
            gte: 40
  - none:
      - user: city
        is: Mumbai
`;

const NUMBERED = `name: Buyers
where:
  - user: os # the device «3 users»
    is: iOS
  - any: «3 users»
      - user: city «1 user»
        is: Pune
      - {user: city, is: Mumbai} «1 · 2 together»
      - all: «1 · 3 together»
          - user: age «1 user»
            gte: 40
  - none: «3 · 2 left»
      - user: city «1 · 2 left»
        is: Mumbai
`;

describe('language server: inlay hints', function () {
  // Sources are compiled when first loaded, on machines that may be busy.
  this.timeout(20_000);
  let project: DiskProject;
  let client: TestClient;
  let opened: number;
  /** While it is there, counts wait for it. */
  let gate: Promise<void> | undefined;

  const runtime: Runtime = {
    host: nodeHost,
    now: () => Date.parse('2026-06-30T12:00:00Z'),
    environment: () => undefined,
    openStore: async ({ onProgress: _, ...options }) => {
      opened++;
      const store = await openStore({ ...options, engine: 'sqljs-in-process' });
      return {
        ...store,
        ruleCounts: async (query, call) => {
          await gate;
          return store.ruleCounts(query, call);
        },
      };
    },
    inputsVersion,
    writeFile: (uri, text, signal) => writeFileAtomically(pathOfUri(uri), text, { signal }),
  };

  const start = async (options: Partial<ClientOptions> = {}) => {
    client = await startInMemory(runtime, {
      folders: [project.rootUri],
      capabilities: LIVE_CAPABILITIES,
      settings: { 'segments.inlayHints': { counts: true, dates: false } },
      ...options,
    });
  };
  beforeEach(() => {
    opened = 0;
    gate = undefined;
    project = diskProject(`${COUNTED}--- buyers.segment.yaml\n${TEXT}`);
  });
  afterEach(async () => {
    await client.dispose();
    project.remove();
  });

  const uri = () => project.uri('buyers.segment.yaml');
  const hints = () =>
    client.request<InlayHint[]>('textDocument/inlayHint', {
      textDocument: { uri: uri() },
      range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
    });
  const labelOf = ({ label }: InlayHint) =>
    typeof label === 'string' ? label : label.map(({ value }) => value).join('');
  /** The text with its hints, as it is seen. */
  const seen = async (): Promise<string> => {
    const edits = (await hints()).map((hint) => ({
      range: { start: hint.position, end: hint.position },
      newText: `${hint.paddingLeft ? ' ' : ''}«${labelOf(hint)}»`,
    }));
    return TextDocument.applyEdits(TextDocument.create(uri(), 'segment', 0, client.text(uri())), edits);
  };
  const untilSeen = (expected: string) =>
    poll(async () => ((await seen()) === expected ? true : undefined), 'the numbers').catch(async () =>
      assert.equal(await seen(), expected),
    );
  const refreshes = () => client.notifications.filter(({ method }) => method === 'workspace/inlayHint/refresh').length;

  it('reads the data of an open file and shows each rule’s users, nested ones too', async () => {
    await start();
    await client.open(uri(), TEXT);
    await untilSeen(NUMBERED);
    assert.equal(opened, 1);
    await poll(() => refreshes() > 0 || undefined, 'being told that there is something to show');
  });

  it('says in words what the numbers are, and leads to the insights', async () => {
    await start({ initializationOptions: { trusted: true, ownCommands: true } });
    await client.open(uri(), TEXT);
    const found = await poll(async () => {
      const all = await hints();
      return all.some((hint) => labelOf(hint).includes('together')) ? all : undefined;
    }, 'numbers');
    const part = found.map(({ label }) => (typeof label === 'string' ? undefined : label[0])).at(3);
    assert.deepEqual(part?.command, { title: 'Show Insights', command: 'segments.showInsights', arguments: [uri()] });
    assert.deepEqual((part?.tooltip as { value: string } | undefined)?.value.split('\n\n'), [
      '**1 user** holds this rule, 25% of all 4.',
      '**2** hold it or a rule above it in its group.',
      'city is Mumbai',
    ]);
  });

  it('shows no old number for a new text: nothing but that it is counting, then the new ones', async () => {
    await start();
    await client.open(uri(), TEXT);
    await untilSeen(NUMBERED);
    let open = () => {};
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const line = { line: 3, character: 8 };
    await client.type(uri(), line, { line: 3, character: 11 }, 'Android');
    const counting = await seen();
    assert.ok(counting.includes('# the device «…»'), counting);
    assert.ok(!/«\d/.test(counting), counting);
    const before = refreshes();
    open();
    await poll(() => (refreshes() > before ? true : undefined), 'being told of the new numbers');
    const after = await seen();
    assert.ok(after.includes('# the device «1 user»'), after);
  });

  it('counts nothing again for an edit that changes no rule', async () => {
    await start();
    await client.open(uri(), TEXT);
    await untilSeen(NUMBERED);
    gate = new Promise(() => {});
    await client.type(uri(), { line: 0, character: 6 }, { line: 0, character: 12 }, 'Clients');
    assert.equal(await seen(), NUMBERED.replace('Buyers', 'Clients'));
  });

  it('shows nothing while a rule has an error', async () => {
    await start();
    await client.open(uri(), TEXT.replace('is: Pune', 'iss: Pune'));
    await client.diagnosticsOf(uri(), 1);
    await poll(async () => {
      const standing = await client.request<{ state: string }>(methods.standing, { near: uri() });
      return standing.state === 'ready' || undefined;
    }, 'the data');
    assert.deepEqual(await hints(), []);
  });

  it('reads nothing before trust, when a person chose so, or for a client that cannot be told', async () => {
    const cases: readonly Partial<ClientOptions>[] = [
      { initializationOptions: { trusted: false } },
      { settings: { 'segments.liveNumbers': 'off' } },
      { settings: { 'segments.liveNumbers': 'whenRead' } },
      { capabilities: { workspace: { configuration: true } } },
    ];
    for (const options of cases) {
      await start({ ...options, settings: { ...options.settings, 'segments.inlayHints': { dates: false } } });
      await client.open(uri(), TEXT);
      await client.diagnosticsOf(uri(), 1);
      assert.deepEqual([await hints(), opened], [[], 0], JSON.stringify(options));
      if (options !== cases.at(-1)) await client.dispose();
    }
  });

  it('begins when the workspace becomes trusted', async () => {
    await start({ initializationOptions: { trusted: false } });
    await client.open(uri(), TEXT);
    assert.deepEqual(await hints(), []);
    await client.connection.sendNotification(methods.trustChanged, { trusted: true });
    await untilSeen(NUMBERED);
  });

  it('shows numbers once something else read the data, when a person chose so', async () => {
    await start({
      settings: { 'segments.liveNumbers': 'whenRead', 'segments.inlayHints': { counts: true, dates: false } },
    });
    await client.open(uri(), TEXT);
    assert.deepEqual(await hints(), []);
    await client.request(methods.insights, { uri: uri(), samples: 0 });
    await untilSeen(NUMBERED);
  });

  it('shows the days of relative times, and none where dates stand', async () => {
    const dated = `name: Dated
where:
  - did: Charged
    within: 30d
  - did: Charged
    between: [60d, 30d]
  - did: Charged
    within: last_week
  - did: Charged
    within: 12h
  - did: Charged
    after: 2026-01-01
  - sequence:
      - did: Charged
      - did: Charged
        within: 2h
    before: 1w
`;
    await start({ settings: { 'segments.liveNumbers': 'off', 'segments.inlayHints': { dates: true } } });
    await client.open(uri(), dated);
    assert.equal(
      await seen(),
      dated
        .replace('30d\n', '30d «since 2026-05-31»\n')
        .replace('30d]', '30d] «2026-05-01 to 2026-05-31»')
        .replace('last_week', 'last_week «2026-06-22 to 2026-06-28»')
        .replace('12h', '12h «since 2026-06-30 05:30»')
        .replace('1w', '1w «until 2026-06-23»'),
    );
  });
});
