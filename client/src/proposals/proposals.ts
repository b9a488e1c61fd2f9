/**
 * Changes of a file that are shown as a diff before they are made.
 * Invariant: a file is changed only by Accept, in one undoable edit, and only while its text is the one that the
 * proposal was made for.
 */
import * as vscode from 'vscode';
import { activeInBuilder, VIEW_TYPE } from '../query-builder/view-type.ts';
import { replacement, sameText } from './replacement.ts';

export const PROPOSAL_SCHEME = 'segments-proposal';

export interface Proposal {
  readonly target: vscode.Uri;
  /** The target's text that the proposal was made from. */
  readonly before: string;
  readonly text: string;
  readonly title: string;
  /** What changes, in words. */
  readonly message: string;
  /** Saves the target after the edit when it had nothing unsaved before. */
  readonly save?: boolean;
  /** Proposes anew, from the text as it is now. */
  readonly again?: () => Promise<void>;
  readonly accepted?: () => Promise<void>;
}

export interface Proposals extends vscode.Disposable {
  /** Opens the diff. Accept and Discard stand in its title and in a message. */
  show(proposal: Proposal): Promise<void>;
  /** `resource`: the diff's proposed side; without it the active one. */
  accept(resource?: unknown): Promise<void>;
  discard(resource?: unknown): Promise<void>;
}

export function createProposals(): Proposals {
  const open = new Map<string, Proposal & { readonly from?: vscode.ViewColumn }>();
  let count = 0;

  const find = (resource: unknown) => {
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    const active = activeTab?.input instanceof vscode.TabInputTextDiff ? activeTab.input.modified : undefined;
    const given = resource instanceof vscode.Uri && resource.scheme === PROPOSAL_SCHEME ? resource : active;
    const key = given && open.has(given.toString()) ? given.toString() : [...open.keys()].at(-1);
    const proposal = key === undefined ? undefined : open.get(key);
    if (key === undefined || !proposal) throw new Error(vscode.l10n.t('There is no proposed change to decide about.'));
    return [key, proposal] as const;
  };
  const close = async (key: string) => {
    open.delete(key);
    await vscode.window.tabGroups.close(tabsOf(key));
  };
  const accept = async (resource?: unknown) => {
    const [key, proposal] = find(resource);
    const document = await vscode.workspace.openTextDocument(proposal.target);
    if (!sameText(document.getText(), proposal.before)) {
      await close(key);
      await sayChanged(proposal);
      return;
    }
    const dirty = document.isDirty;
    const change = replacement(document.getText(), proposal.text);
    const edit = new vscode.WorkspaceEdit();
    const range = new vscode.Range(document.positionAt(change.start), document.positionAt(change.end));
    edit.replace(proposal.target, range, change.text);
    if (!(await vscode.workspace.applyEdit(edit))) {
      throw new Error(vscode.l10n.t('Could not change {0}.', vscode.workspace.asRelativePath(proposal.target)));
    }
    await close(key);
    if (proposal.save && !dirty) await document.save();
    if (proposal.from === undefined) await vscode.window.showTextDocument(document, { preview: false });
    else await vscode.commands.executeCommand('vscode.openWith', document.uri, VIEW_TYPE, proposal.from);
    await proposal.accepted?.();
  };
  const discard = async (resource?: unknown) => close(find(resource)[0]);

  const listeners = [
    vscode.workspace.registerTextDocumentContentProvider(PROPOSAL_SCHEME, {
      provideTextDocumentContent: (uri) => open.get(uri.toString())?.text ?? '',
    }),
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      for (const { input } of closed)
        if (input instanceof vscode.TabInputTextDiff) open.delete(input.modified.toString());
    }),
  ];
  return {
    show: async (proposal) => {
      const now = await vscode.workspace.openTextDocument(proposal.target);
      if (!sameText(now.getText(), proposal.before)) return void sayChanged(proposal);
      // One at a time for a file: a newer one takes the older one's place.
      for (const [key, { target }] of open) if (target.toString() === proposal.target.toString()) await close(key);
      const uri = vscode.Uri.from({ scheme: PROPOSAL_SCHEME, path: proposal.target.path, query: String(++count) });
      // Back to the query builder where it was asked for there.
      const group = vscode.window.tabGroups.activeTabGroup;
      const isBuilt = activeInBuilder()?.toString() === proposal.target.toString();
      const shown = isBuilt ? { ...proposal, from: group.viewColumn } : proposal;
      open.set(uri.toString(), shown);
      const look = { preview: false } satisfies vscode.TextDocumentShowOptions;
      await vscode.commands.executeCommand('vscode.diff', proposal.target, uri, proposal.title, look);
      void offer(proposal.message, uri, () => open.get(uri.toString()) === shown);
    },
    accept,
    discard,
    dispose: () => {
      for (const listener of listeners) listener.dispose();
    },
  };
}

/** The same two choices as a message, for those who do not see the title's buttons. */
async function offer(message: string, uri: vscode.Uri, stillOpen: () => boolean): Promise<void> {
  const [accept, discard] = [vscode.l10n.t('Accept'), vscode.l10n.t('Discard')];
  const choice = await vscode.window.showInformationMessage(message, accept, discard);
  if (!choice || !stillOpen()) return;
  // Through the commands, which tell of failures.
  await vscode.commands.executeCommand(choice === accept ? 'segments.acceptProposal' : 'segments.discardProposal', uri);
}

async function sayChanged({ target, again }: Proposal): Promise<void> {
  const message = vscode.l10n.t(
    '{0} has changed since the proposal was made, so nothing was applied.',
    vscode.workspace.asRelativePath(target),
  );
  const retry = vscode.l10n.t('Propose Again');
  const choice = await vscode.window.showWarningMessage(message, ...(again ? [retry] : []));
  if (choice === retry) await again?.();
}

function tabsOf(key: string): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === key);
}
