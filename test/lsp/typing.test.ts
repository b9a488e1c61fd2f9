import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CompletionList, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { completion } from '../../server/src/features/completion/provide.ts';
import type { FeatureDocument } from '../../server/src/features/feature.ts';
import { features } from '../../server/src/features/registry.ts';
import { parseYaml, type SyntaxNode } from '../../server/src/language/index.ts';
import { openProject, type ProjectSnapshot } from '../../server/src/project/index.ts';
import { nodeHost } from '../../server/src/project/node-host.ts';
import { CONTEXT } from '../support/feature-fixture.ts';

const examples = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'examples');

const documentOf = (snapshot: ProjectSnapshot, uri: string, text: string): FeatureDocument => ({
  uri,
  kind: uri === snapshot.schemaUri ? 'schema' : 'segment',
  text: TextDocument.create(uri, 'segment', 1, text),
  tree: parseYaml(text),
  snapshot,
  textOf: () => undefined,
});

/** The scalars of a file: keys, and values that come from a list of names or words. */
function* scalars(
  node: SyntaxNode | undefined,
  key = '',
): Generator<{ start: number; end: number; text: string; key: string }> {
  if (!node) return;
  if (node.kind === 'scalar') {
    if (node.style !== 'block') yield { ...node.range, text: String(node.value), key };
    return;
  }
  if (node.kind === 'list') for (const item of node.items) yield* scalars(item, key);
  else {
    for (const entry of node.entries) {
      yield { ...entry.key.range, text: String(entry.key.value), key: ':' };
      yield* scalars(entry.value, String(entry.key.value));
    }
  }
}

/** Values under these keys are names and words that can be offered. */
const OFFERED = new Set([
  ':',
  'user',
  'did',
  'did_not',
  'property',
  'of',
  'in_segment',
  'not_in_segment',
  'reachable',
  'not_reachable',
  'in_list',
  'same',
  'occurrence',
  'type',
  'weekdays',
]);

/** What looks at the whole file or project, and has tests of its own. */
const SLOW = new Set(['formatting', 'rangeFormatting', 'codeAction', 'rename'].map((name) => `textDocument/${name}`));

for (const example of readdirSync(examples)) {
  describe(`typing the segments of ${example}`, () => {
    let snapshot: ProjectSnapshot;
    before(async () => {
      snapshot = await (await openProject(join(examples, example), nodeHost)).settle();
    });

    it('offers every key and every name while the rest of the file is not written yet', () => {
      const missing: string[] = [];
      for (const uri of snapshot.uris) {
        const { tree } = snapshot.reading(uri)!;
        const whole = tree.text;
        for (const { start, text: word, key } of scalars(tree.root)) {
          if (!OFFERED.has(key)) continue;
          for (const typed of [0, 1]) {
            const quoted = /["']/.test(whole[start] ?? '') ? 1 : 0;
            const soFar = whole.slice(0, start + quoted + typed);
            const document = documentOf(snapshot, uri, soFar);
            const position = document.text.positionAt(soFar.length);
            const list = completion.provide(
              document,
              { textDocument: { uri }, position } as never,
              CONTEXT,
            ) as CompletionList;
            if (!list.items.some((item) => item.label === word)) {
              missing.push(`${uri.split('/').at(-1)}: “${word}” after …${JSON.stringify(soFar.slice(-40))}`);
            }
          }
        }
      }
      assert.deepEqual(missing, []);
    }).timeout(60_000);

    it('answers everywhere, edits one line, and never what is not at the cursor', () => {
      const uris = [...snapshot.uris.slice(0, 4), snapshot.schemaUri];
      for (const uri of uris) {
        const text = snapshot.file(uri)!.text.slice(0, 2500);
        const document = documentOf(snapshot, uri, text);
        for (let offset = 0; offset <= text.length; offset += 17) {
          const position = document.text.positionAt(offset);
          const params = {
            textDocument: { uri },
            position,
            positions: [position],
            range: { start: position, end: position },
            context: { diagnostics: [], includeDeclaration: true },
            newName: 'renamed',
            ch: '\n',
          };
          for (const feature of features) {
            if (SLOW.has(feature.method)) continue;
            feature.provide(document, params as never, CONTEXT);
          }
          const list = completion.provide(document, params as never, CONTEXT) as CompletionList;
          for (const item of list.items) {
            const { range } = item.textEdit as TextEdit;
            assert.equal(range.start.line, range.end.line);
            assert.equal(range.start.line, position.line);
            assert.ok(range.start.character <= position.character && position.character <= range.end.character);
          }
        }
      }
    }).timeout(120_000);
  });
}
