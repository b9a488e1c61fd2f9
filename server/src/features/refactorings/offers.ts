/** What the refactorings offer at a place, as code actions, and their edits once one is chosen. */
import { type CodeAction, type CodeActionContext, CodeActionTriggerKind, type Command } from 'vscode-languageserver';
import type { Range } from '../../language/index.ts';
import type { FeatureContext, FeatureDocument } from '../feature.ts';
import { canApply, changeEdit, isFaithful, nameCommand } from './change.ts';
import { clausesAt } from './clauses.ts';
import type { Offer, Refactoring, Site } from './refactoring.ts';
import { refactorings } from './registry.ts';

/** What finds an offer again when its edit is asked for. */
export interface OfferData {
  readonly uri: string;
  readonly version: number;
  readonly id: string;
  readonly title: string;
  readonly range: Range;
}

export const refactoringKinds: readonly string[] = [...new Set(refactorings.map(({ kind }) => kind))];

/** Whether a kind was asked for: by its name, by one above it, or because all are. */
export function wanted(kind: string, { only }: Pick<CodeActionContext, 'only'>): boolean {
  return !only || only.some((each) => each === '' || kind === each || kind.startsWith(`${each}.`));
}

export function siteAt(document: FeatureDocument, given: Range, context: FeatureContext): Site {
  const text = document.text.getText();
  const range = trimmed(text, given);
  return {
    document,
    text,
    range,
    selected: clausesAt(document, range),
    get problems() {
      const all = document.snapshot.diagnostics().get(document.uri) ?? [];
      return all.filter((each) => each.range.start <= range.end && each.range.end >= range.start);
    },
    context,
  };
}

/** A selection without the white space around it; lines selected as a whole end with a line break. */
function trimmed(text: string, { start, end }: Range): Range {
  const inner = text.slice(start, end);
  if (inner.trim() === '') return { start, end: start };
  return { start: start + inner.length - inner.trimStart().length, end: end - (inner.length - inner.trimEnd().length) };
}

/** Everything that is offered at a place, as far as it was asked for. */
export function offeredActions(
  document: FeatureDocument,
  range: Range,
  asked: CodeActionContext,
  context: FeatureContext,
): readonly CodeAction[] {
  const { actions: client } = context.client;
  // Actions of the whole file are for who asks for them by name, as when a file is saved.
  const fitting = refactorings.filter(
    ({ kind, documents }) =>
      documents.includes(document.kind) && wanted(kind, asked) && (asked.only || !kind.startsWith('source.')),
  );
  if (fitting.length === 0) return [];
  const site = siteAt(document, range, context);
  const quiet = asked.triggerKind === CodeActionTriggerKind.Automatic;
  return fitting.flatMap((refactoring) =>
    refactoring.offer(site).flatMap((offer): CodeAction[] => {
      const action = { title: offer.title, kind: refactoring.kind, ...marks(offer, asked, document) };
      if (offer.disabled !== undefined)
        return client.disabled && !quiet ? [{ ...action, disabled: { reason: offer.disabled } }] : [];
      if (!client.resolves) return withEdit(action, offer, site) ?? [];
      const { uri, text } = document;
      const data: OfferData = { uri, version: text.version, id: refactoring.id, title: offer.title, range: site.range };
      // Editors run the command that an action came with, not one that it gets when it is resolved.
      const command = offer.names ? commandOf(offer, site) : undefined;
      return [{ ...action, data, ...(command ? { command } : {}) }];
    }),
  );
}

function marks(offer: Offer, asked: CodeActionContext, document: FeatureDocument): Partial<CodeAction> {
  const { mends, preferred } = offer;
  const shown = asked.diagnostics.filter(
    (each) => mends && each.code === mends.code && document.text.offsetAt(each.range.start) === mends.range.start,
  );
  return { ...(shown.length > 0 ? { diagnostics: shown } : {}), ...(preferred ? { isPreferred: true } : {}) };
}

function commandOf(offer: Offer, { document, context }: Site): Command | undefined {
  const change = offer.change?.();
  return change && nameCommand(change, document, context.client.actions);
}

/** The action with its edit; undefined when it cannot be done after all. */
function withEdit(action: CodeAction, offer: Offer, site: Site): [CodeAction] | undefined {
  const { document, context } = site;
  const change = offer.change?.();
  if (!change || !canApply(change, context.client.actions) || !isFaithful(change, document)) return undefined;
  const command = nameCommand(change, document, context.client.actions);
  return [
    {
      ...action,
      edit: changeEdit(change, document, context.client.actions),
      ...(command ? { command } : {}),
    },
  ];
}

/** The edit of an action that was chosen. The action as it is when its document has changed since. */
export function resolvedAction(action: CodeAction, document: FeatureDocument, context: FeatureContext): CodeAction {
  const { id, title, range, version } = action.data as OfferData;
  if (document.text.version !== version) return action;
  const refactoring: Refactoring | undefined = refactorings.find((each) => each.id === id);
  const site = siteAt(document, range, context);
  const offer = refactoring?.offer(site).find((each) => each.title === title);
  return (offer && withEdit(action, offer, site)?.[0]) ?? action;
}
