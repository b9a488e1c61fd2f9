import assert from 'node:assert/strict';
import type { DocumentHighlight, Location, WorkspaceEdit } from 'vscode-languageserver';
import { afterEdit } from '../support/apply-edit.ts';
import { documentRuntime } from '../support/document-runtime.ts';
import { SCHEMA } from '../support/feature-fixture.ts';
import { parseFixture } from '../support/fixture.ts';
import { startInMemory, type TestClient, VSCODE_CAPABILITIES } from '../support/language-client.ts';
import { memoryHost } from '../support/memory-host.ts';

/** Each with the name in a rule, in a disabled one, and in a comment that is none. */
const text = (name: string) => `# ${name}: bought
name: A
where:
  - did: ${name}
  # - did: ${name}
  #~ - did: ['${name}', App Launched] # ${name}
  #~   because: ${name} is what counts
  #~   where:
  #~     - property: amount
  #~       gt: 1
  #~     #~ - property: coupon # off
  #~     #~   is: ${name}
tags:
  - x
  #~ - did: ${name}
`;

describe('renaming what disabled rules speak of', function () {
  // Sources are compiled when first loaded, on machines that may be busy.
  this.timeout(20_000);
  let client: TestClient;
  let rootUri: string;
  let uriOf: (path: string) => string;
  let files: ReadonlyMap<string, string>;
  let cursor: { readonly path: string; readonly offset: number };

  const start = async (source: string) => {
    const fixture = parseFixture(source);
    files = new Map([['segments.schema.yaml', SCHEMA], ...fixture.files]);
    const host = memoryHost(files);
    const capabilities = {
      ...VSCODE_CAPABILITIES,
      workspace: {
        ...VSCODE_CAPABILITIES.workspace,
        workspaceEdit: { documentChanges: true, resourceOperations: ['rename' as const] },
      },
    };
    client = await startInMemory(documentRuntime(host), { folders: [host.rootUri], capabilities });
    rootUri = `${host.rootUri}/`;
    uriOf = (path) => host.uri(path);
    const [found] = fixture.cursors;
    cursor = found ?? { path: [...fixture.files.keys()][0]!, offset: 0 };
    await client.open(uriOf(cursor.path), files.get(cursor.path)!);
  };

  const ask = <R>(method: string, more: object = {}) => client.at<R>(method, uriOf(cursor.path), cursor.offset, more);
  const filesAfter = (edit: WorkspaceEdit) => afterEdit(edit, (path) => files.get(path) ?? '', rootUri);
  const renamed = async (source: string, newName: string) => {
    await start(source);
    return filesAfter(await ask<WorkspaceEdit>('textDocument/rename', { newName }));
  };

  afterEach(() => client.dispose());

  it('renames an event there, and in no other comment', async () => {
    const found = await renamed(
      `--- a.segment.yaml\n${text('Charged').replace('did: Ch', 'did: <|>Ch')}`,
      'Order: Paid',
    );
    const wanted = text('Charged')
      .replace('  - did: Charged', '  - did: "Order: Paid"')
      .replace("['Charged'", '["Order: Paid"');
    assert.equal(found.get('a.segment.yaml'), wanted);
  });

  it('renames from within a disabled rule, deep inside', async () => {
    const source = text('Charged').replace('coupon', 'cou<|>pon');
    const found = await renamed(`--- a.segment.yaml\n${source}`, 'voucher');
    assert.equal(found.get('a.segment.yaml'), text('Charged').replace('coupon', 'voucher'));
    assert.match(found.get('segments.schema.yaml')!, /voucher: \{type: string/);
  });

  it('renames a property of users and a channel', async () => {
    const rules = (property: string, channel: string) =>
      `--- a.segment.yaml\nwhere:\n  - reachable: ${channel}\n  #~ - reachable: ${channel.replace('<|>', '')}\n  #~ - user: ${property}\n  #~   is: iOS\n`;
    const file = (source: string) => source.replace('--- a.segment.yaml\n', '').replace('<|>', '');
    assert.equal((await renamed(rules('os', 'pu<|>sh'), 'app')).get('a.segment.yaml'), file(rules('os', 'app')));
    await client.dispose();
    assert.equal(
      (await renamed(rules('o<|>s', 'push'), 'os name')).get('a.segment.yaml'),
      file(rules('os name', 'push')),
    );
  });

  it('follows a segment and a list whose files are renamed', async () => {
    const rules = (id: string, list: string) =>
      `--- a.segment.yaml\nwhere:\n  - user: os\n    is: iOS\n  #~ - in_segment: [${id}, c] # b\n  #~ - in_list: ${list}\n`;
    await start(`${rules('b', 'x.csv')}--- b.segment.yaml\nname: B\n--- x.csv\nid\nu\n`);
    const move = (from: string, to: string) => ({ oldUri: uriOf(from), newUri: uriOf(to) });
    const moves = [move('b.segment.yaml', 'd.segment.yaml'), move('x.csv', 'lists/y.csv')];
    const edit = await client.request<WorkspaceEdit>('workspace/willRenameFiles', { files: moves });
    assert.equal(
      filesAfter(edit).get('a.segment.yaml'),
      parseFixture(rules('d', 'lists/y.csv')).files.get('a.segment.yaml'),
    );
  });

  it('lists them as references and highlights', async () => {
    await start(`--- a.segment.yaml\n${text('Charged').replace('did: Ch', 'did: <|>Ch')}`);
    const lines = (found: readonly { readonly range: Location['range'] }[]) =>
      found.map(({ range }) => range.start.line);
    const references = await ask<Location[]>('textDocument/references', { context: { includeDeclaration: false } });
    assert.deepEqual(lines(references.filter(({ uri }) => uri === uriOf('a.segment.yaml'))), [3, 5]);
    assert.deepEqual(lines(await ask<DocumentHighlight[]>('textDocument/documentHighlight')), [3, 5]);
  });

  it('does not hide the others where one is broken', async () => {
    const rules = (name: string) =>
      `--- a.segment.yaml\nwhere:\n  - did: <|>${name}\n  #~ - did: ${name}\n  #~   where: [{\n  #~ - did: ${name}\nname: |\n  #~ - did: Charged\n`;
    const found = await renamed(rules('Charged'), 'Paid');
    assert.equal(found.get('a.segment.yaml'), parseFixture(rules('Paid')).files.get('a.segment.yaml'));
  });
});
