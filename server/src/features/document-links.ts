import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import { listUri, schemaRules, usesOf } from '../project/index.ts';
import { rangeAt } from './definition.ts';
import type { Feature } from './feature.ts';

/** List files can be opened from the rules that name them. */
export const documentLinks: Feature<DocumentLinkParams, DocumentLink[]> = {
  method: 'textDocument/documentLink',
  capability: { documentLinkProvider: {} },
  fallback: [],
  provide: (document) => {
    const { snapshot } = document;
    const rules =
      document.uri === snapshot.schemaUri
        ? schemaRules(snapshot.schema)
        : (snapshot.reading(document.uri)?.segment?.where ?? []);
    return usesOf(rules).flatMap((use) => {
      const uri =
        use.kind === 'list' && snapshot.lists.get(use.name) === 'file'
          ? listUri(snapshot.rootUri, use.name)
          : undefined;
      return uri === undefined
        ? []
        : [{ range: rangeAt(document, document.uri, use.range), target: uri, tooltip: 'Open the list' }];
    });
  },
};
