import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import type { Feature, WorkspaceFeature } from '../feature.ts';
import { lensData } from './lens.ts';
import { resolveSchemaLens, schemaLenses } from './schema.ts';
import { resolveTotal, segmentLenses } from './segment.ts';

/** Above a segment its size and its change; in the schema what the data holds of each name, and what uses it. */
export const codeLens: Feature<CodeLensParams, CodeLens[]> = {
  method: 'textDocument/codeLens',
  capability: { codeLensProvider: { resolveProvider: true } },
  fallback: [],
  provide: (document, _params, context) =>
    document.kind === 'segment' ? segmentLenses(document, context) : schemaLenses(document, context),
};

/** The numbers of a lens that came into view. */
export const codeLensResolve: WorkspaceFeature<CodeLens, CodeLens> = {
  method: 'codeLens/resolve',
  capability: {},
  provide: async (workspace, lens, context) => {
    const data = lensData(lens);
    const snapshot = data && workspace.snapshotOf(data.uri);
    if (!data || !snapshot) return lens;
    if (data.about === 'total') return resolveTotal(lens, data.uri, snapshot, context);
    return resolveSchemaLens(lens, data, snapshot, context);
  },
};
