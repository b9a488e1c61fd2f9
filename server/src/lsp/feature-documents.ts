import type { TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FeatureDocument } from '../features/feature.ts';
import { parseYaml } from '../language/index.ts';
import type { Tree } from '../language/syntax/tree.ts';
import { isSchemaFile, isSegmentFile, normalizeUri, type Workspace } from '../project/index.ts';
import { textOf } from './convert.ts';

/** What a client calls our files; others it may send by mistake are left alone. */
const LANGUAGES = new Set(['segment', 'segments-schema']);

/** An open document as the features see it: its text, its tree, and the project around it. */
export function featureDocument(
  documents: TextDocuments<TextDocument>,
  workspace: Workspace,
  given: string,
): FeatureDocument | undefined {
  const open = documents.get(given);
  const uri = normalizeUri(given);
  if (!open || !(isSegmentFile(uri) || isSchemaFile(uri) || LANGUAGES.has(open.languageId))) return undefined;
  const snapshot = workspace.snapshotOf(uri);
  const file = snapshot?.file(uri);
  if (!snapshot) return undefined;
  const kind = isSchemaFile(uri) || open.languageId === 'segments-schema' ? 'schema' : 'segment';
  const text = open.getText();
  // The snapshot's own reading, unless the document changed under a project that is only now being opened.
  const read = () => {
    if (file?.text !== text) return parseYaml(text);
    if (kind === 'schema' && uri === snapshot.schemaUri) return snapshot.schemaReading.tree;
    return snapshot.reading(uri)?.tree ?? parseYaml(text);
  };
  let tree: Tree | undefined;
  return {
    uri,
    kind,
    text: open,
    // Completions need it in a schema only: they do not wait for the reading of what was just typed.
    get tree() {
      tree ??= read();
      return tree;
    },
    snapshot,
    textOf: (at) => {
      const other = snapshot.file(at);
      return other && textOf(other);
    },
  };
}
