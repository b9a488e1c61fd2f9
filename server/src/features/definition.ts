import type { DefinitionParams, Location, LocationLink, Range as LspRange } from 'vscode-languageserver';
import type { Range } from '../language/index.ts';
import type { Feature, FeatureDocument } from './feature.ts';
import { declarationOf, targetsAt } from './targets.ts';

/** From a name to where it is declared: the schema, a segment's file, a list. */
export const definition: Feature<DefinitionParams, Location[] | LocationLink[]> = {
  method: 'textDocument/definition',
  capability: { definitionProvider: true },
  provide: (document, { position }, { client }) => {
    const found = targetsAt(document, document.text.offsetAt(position));
    if (!found) return undefined;
    const places = found.targets.flatMap((target) => declarationOf(target, document) ?? []);
    const locations = places.map(({ uri, range }) => ({ uri, range: rangeAt(document, uri, range) }));
    if (!client.locationLinks) return locations;
    const origin = rangeAt(document, document.uri, found.range);
    return locations.map(({ uri, range }) => ({
      targetUri: uri,
      targetRange: range,
      targetSelectionRange: range,
      originSelectionRange: origin,
    }));
  },
};

/** A range of any file of the project as lines and columns. */
export function rangeAt(document: FeatureDocument, uri: string, range: Range): LspRange {
  const text = uri === document.uri ? document.text : document.textOf(uri);
  const start = text?.positionAt(range.start) ?? { line: 0, character: 0 };
  return { start, end: text?.positionAt(range.end) ?? start };
}
