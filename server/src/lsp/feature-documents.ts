import type { TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FeatureDocument } from '../features/feature.ts';
import { parseYaml } from '../language/index.ts';
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
  const same = file?.text === text;
  const tree = !same
    ? parseYaml(text)
    : kind === 'schema' && uri === snapshot.schemaUri
      ? snapshot.schemaReading.tree
      : (snapshot.reading(uri)?.tree ?? parseYaml(text));
  return {
    uri,
    kind,
    text: open,
    tree,
    snapshot,
    textOf: (at) => {
      const other = snapshot.file(at);
      return other && textOf(other);
    },
  };
}
