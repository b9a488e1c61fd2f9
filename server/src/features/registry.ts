/** All features, in no order. The shell merges their capabilities and binds their methods. */

import { incomingCalls, outgoingCalls, prepareCallHierarchy } from './call-hierarchy.ts';
import { codeActionResolve, codeActions } from './code-actions.ts';
import { codeLens, codeLensResolve } from './code-lens/provide.ts';
import { completion } from './completion/provide.ts';
import { completionResolve } from './completion/resolve.ts';
import { definition } from './definition.ts';
import { documentLinks } from './document-links.ts';
import { documentSymbols } from './document-symbols.ts';
import type { AsyncFeature, Feature, WorkspaceFeature } from './feature.ts';
import { folding } from './folding.ts';
import { formatting } from './formatting.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlay-hints/provide.ts';
import { onTypeFormatting } from './on-type-formatting.ts';
import { rangeFormatting } from './range-formatting.ts';
import { documentHighlight, references } from './references.ts';
import { prepareRename, rename } from './rename/rename.ts';
import { willRenameFiles } from './rename/will-rename-files.ts';
import { selectionRanges } from './selection-ranges.ts';
import { semanticTokens, semanticTokensDelta, semanticTokensRange } from './semantic-tokens/provide.ts';
import { workspaceSymbolResolve, workspaceSymbols } from './workspace-symbols.ts';

/** Of one document. */
export const features: readonly (Feature | AsyncFeature)[] = [
  codeActions,
  codeLens,
  completion,
  definition,
  documentHighlight,
  documentLinks,
  documentSymbols,
  folding,
  formatting,
  hover,
  inlayHints,
  onTypeFormatting,
  prepareCallHierarchy,
  prepareRename,
  rangeFormatting,
  references,
  rename,
  selectionRanges,
  semanticTokens,
  semanticTokensDelta,
  semanticTokensRange,
] as readonly (Feature | AsyncFeature)[];

/** Of the workspace. */
export const workspaceFeatures: readonly WorkspaceFeature[] = [
  codeActionResolve,
  codeLensResolve,
  completionResolve,
  incomingCalls,
  outgoingCalls,
  willRenameFiles,
  workspaceSymbolResolve,
  workspaceSymbols,
] as readonly WorkspaceFeature[];
