import * as vscode from 'vscode';
import type { ProjectOverview, SegmentEntry } from '../../../server/src/protocol/index.ts';
import type { Views } from '../views/registry.ts';
import { uriOf } from './target.ts';

/** A segment with its project. */
export interface Picked {
  readonly entry: SegmentEntry;
  readonly project: ProjectOverview;
}

/** What the keys of the view hand to their commands, which know no node. */
const SELECTED = 'selected';

/** The segment that a command is about: a node of the view, a file, the selected one, or the one picked from a list. */
export async function pickSegment(views: Views, given: unknown, title: string): Promise<Picked> {
  const uri = given === SELECTED ? views.segments.selected() : uriOf(given);
  const all = (await views.overview.fresh()).flatMap((project) =>
    project.segments.map((entry) => ({ entry, project })),
  );
  const known = uri && all.find(({ entry }) => vscode.Uri.parse(entry.uri).toString() === uri.toString());
  if (known) return known;
  if (uri) throw new Error(vscode.l10n.t('{0} is no segment of a project.', uri.path.split('/').at(-1) ?? ''));
  return pick(all, title);
}

async function pick(all: readonly Picked[], title: string): Promise<Picked> {
  if (all.length === 0)
    throw new Error(vscode.l10n.t('There are no segments yet. Make one with New Segment from Prompt.'));
  const items = all.map(({ entry, project }) => ({
    label: entry.name,
    description: [entry.id, ...entry.tags.map((tag) => `#${tag}`)].join(' '),
    detail: vscode.workspace.asRelativePath(vscode.Uri.parse(entry.uri)),
    segment: { entry, project },
  }));
  const look = {
    title,
    placeHolder: vscode.l10n.t('Words of a name, an id, a tag or a path'),
    matchOnDescription: true,
    matchOnDetail: true,
  };
  const item = await vscode.window.showQuickPick(items, look);
  if (!item) throw new vscode.CancellationError();
  return item.segment;
}
