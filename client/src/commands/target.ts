import * as vscode from 'vscode';
import { methods, type OverviewResult } from '../../../server/src/protocol/index.ts';
import { isSegment, isStored, type Server } from '../language-client/server.ts';
import type { InsightsPanel } from '../panels/insights-panel.ts';
import { activeInBuilder } from '../query-builder/view-type.ts';
import type { SegmentNode } from '../views/segment-nodes.ts';

/** What it takes to find a project. */
type Needs = { readonly server: Server; readonly insights: InsightsPanel };

/** The segment in the active editor, as text or in the query builder. */
export function activeSegment(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && isSegment(document) ? document.uri : activeInBuilder();
}

/** The file that a command was given: by an explorer, by a node of the Segments view, or by the server as text. */
export function uriOf(given: unknown): vscode.Uri | undefined {
  if (given instanceof vscode.Uri) return given;
  if (typeof given === 'string') return vscode.Uri.parse(given);
  const node = given as Partial<SegmentNode> | null | undefined;
  return node?.kind === 'segment' && 'entry' in node && node.entry ? vscode.Uri.parse(node.entry.uri) : undefined;
}

/** The segment that a command is about: the one given, the active one, or the one the panel shows. */
export function targetSegment(given: unknown, insights: InsightsPanel): vscode.Uri | undefined {
  return uriOf(given) ?? activeSegment() ?? insights.target;
}

/** A place inside the project that a command is about: the active document's file, or the first folder. */
export function nearbyFile(insights: InsightsPanel): vscode.Uri | undefined {
  const active = vscode.window.activeTextEditor?.document.uri ?? activeInBuilder();
  if (active && isStored(active)) return active;
  return insights.target ?? vscode.workspace.workspaceFolders?.[0]?.uri;
}

/** The project that agents work on, without asking: around the active file, else the first of the workspace. */
export async function anyProject({ server, insights }: Needs): Promise<vscode.Uri | undefined> {
  const folders = await projectFolders(server);
  const near = nearbyFile(insights);
  return near && folders.some((folder) => near.path.startsWith(`${folder.path}/`)) ? near : (folders[0] ?? near);
}

/** As the server knows them: a virtual workspace may have no search, and VS Code would wait for one. */
async function projectFolders(server: Server): Promise<vscode.Uri[]> {
  const { projects } = await server.request<OverviewResult>(methods.overview, {});
  return projects.map(({ rootUri }) => vscode.Uri.parse(rootUri));
}

/** The project to work on: near the active file when it is in one, else the only one of the workspace, else the picked one. */
export async function chooseProject({ server, insights }: Needs): Promise<vscode.Uri | undefined> {
  const folders = await projectFolders(server);
  const near = nearbyFile(insights);
  if (near && folders.some((folder) => near.path.startsWith(`${folder.path}/`))) return near;
  if (folders.length <= 1) return folders[0] ?? near;
  const picked = await vscode.window.showQuickPick(
    folders
      .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }))
      .sort((a, b) => a.label.localeCompare(b.label)),
    { title: vscode.l10n.t('Which project?'), placeHolder: vscode.l10n.t('This workspace holds several projects') },
  );
  if (!picked) throw new vscode.CancellationError();
  return picked.uri;
}
