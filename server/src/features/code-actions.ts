import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic as LspDiagnostic,
  type TextEdit as LspEdit,
} from 'vscode-languageserver';
import type { Diagnostic, TextEdit } from '../language/index.ts';
import { type Fix, fixesFor } from '../language/index.ts';
import { rangeAt } from './definition.ts';
import type { Feature, FeatureDocument, WorkspaceFeature } from './feature.ts';
import { type OfferData, offeredActions, refactoringKinds, resolvedAction, wanted } from './refactorings/offers.ts';

const FIX_ALL = `${CodeActionKind.SourceFixAll}.segments`;

/** Fixes of the problems at a place, one action for all problems that have one clear fix, and refactorings. */
export const codeActions: Feature<CodeActionParams, CodeAction[]> = {
  method: 'textDocument/codeAction',
  capability: {
    codeActionProvider: { codeActionKinds: [...new Set([CodeActionKind.QuickFix, FIX_ALL, ...refactoringKinds])] },
  },
  fallback: [],
  provide: (document, { range, context }, featureContext) => {
    const wants = (kind: string) => wanted(kind, context);
    const [start, end] = [document.text.offsetAt(range.start), document.text.offsetAt(range.end)];
    const all = document.snapshot.diagnostics().get(document.uri) ?? [];
    const actions: CodeAction[] = [];
    if (wants(CodeActionKind.QuickFix)) {
      const shown = [...all, ...featureContext.data.hints(document.uri)];
      const here = shown.filter((d) => d.range.start <= end && d.range.end >= start);
      for (const diagnostic of here) actions.push(...quickFixes(diagnostic, context.diagnostics, document));
    }
    // Asked for by name only: editors ask for everything else at every move of the cursor.
    if (context.only && wants(FIX_ALL)) {
      const edits = allPreferred(all, document);
      if (edits.length > 0) {
        actions.push({
          title: 'Fix all that have one clear fix',
          kind: FIX_ALL,
          edit: { changes: changesOf(edits, document) },
        });
      }
    }
    return [...actions, ...offeredActions(document, { start, end }, context, featureContext)];
  },
};

/** The edits of a refactoring, for clients that ask for them once it is chosen. */
export const codeActionResolve: WorkspaceFeature<CodeAction, CodeAction> = {
  method: 'codeAction/resolve',
  capability: { codeActionProvider: { resolveProvider: true } },
  provide: (workspace, action, context) => {
    const data = action.data as OfferData | undefined;
    const document = data && workspace.document(data.uri);
    return document && resolvedAction(action, document, context);
  },
};

const source = (document: FeatureDocument) => ({
  uri: document.uri,
  text: document.text.getText(),
  tree: document.tree,
});

function quickFixes(
  diagnostic: Diagnostic,
  shown: readonly LspDiagnostic[],
  document: FeatureDocument,
): readonly CodeAction[] {
  const range = rangeAt(document, document.uri, diagnostic.range);
  const same = shown.filter((d) => d.code === diagnostic.code && JSON.stringify(d.range) === JSON.stringify(range));
  return fixesFor(diagnostic, source(document)).map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    ...(same.length > 0 ? { diagnostics: same } : {}),
    ...(fix.preferred ? { isPreferred: true } : {}),
    edit: { changes: changesOf(fix.edits, document) },
  }));
}

/** The preferred fixes of all problems, as far as they do not touch each other. */
function allPreferred(diagnostics: readonly Diagnostic[], document: FeatureDocument): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const diagnostic of diagnostics) {
    const fix: Fix | undefined = fixesFor(diagnostic, source(document)).find((f) => f.preferred);
    if (!fix || fix.edits.some((edit) => edit.uri !== undefined && edit.uri !== document.uri)) continue;
    if (fix.edits.every((edit) => taken.every((other) => apart(edit, other)))) taken.push(...fix.edits);
  }
  return taken;
}

const apart = (a: TextEdit, b: TextEdit): boolean => a.range.end < b.range.start || b.range.end < a.range.start;

function changesOf(edits: readonly TextEdit[], document: FeatureDocument): Record<string, LspEdit[]> {
  const changes: Record<string, LspEdit[]> = {};
  for (const { uri = document.uri, range, newText } of edits) {
    changes[uri] = [...(changes[uri] ?? []), { range: rangeAt(document, uri, range), newText }];
  }
  return changes;
}
