import * as vscode from 'vscode';
import { methods, type NewFromEventParams, type NewFromEventResult } from '../../../server/src/protocol/index.ts';
import type { SchemaNode } from '../views/schema-nodes.ts';
import type { Command, Services } from './command.ts';

/** Begins a segment of those who did an event: a file that is saved when the person saves it. */
export const newFromEvent: Command = {
  run: async (services, node) => {
    const { rootUri, event } = eventOf(node) ?? (await pickEvent(services));
    const params: NewFromEventParams = { rootUri, event };
    const made = await services.server.request<NewFromEventResult | null>(methods.newFromEvent, params);
    if (!made) throw new Error(vscode.l10n.t('The event “{0}” is gone from the schema.', event));
    const target = vscode.Uri.parse(made.uri);
    const editor = await vscode.window.showTextDocument(target.with({ scheme: 'untitled' }), { preview: false });
    await editor.insertSnippet(new vscode.SnippetString(made.snippet), new vscode.Position(0, 0));
  },
};

function eventOf(node: unknown): NewFromEventParams | undefined {
  const { kind, entry, project } = (node ?? {}) as Partial<SchemaNode & { kind: 'entry' }>;
  return kind === 'entry' && entry?.kind === 'event' && project
    ? { rootUri: project.rootUri, event: entry.name }
    : undefined;
}

async function pickEvent({ views }: Services): Promise<NewFromEventParams> {
  const projects = await views.overview.fresh();
  const items = projects.flatMap((project) =>
    project.schema
      .filter(({ kind, deprecated }) => kind === 'event' && deprecated === undefined)
      .map((entry) => ({
        label: entry.name,
        description: entry.aliases.join(', '),
        detail: entry.description ?? '',
        event: { rootUri: project.rootUri, event: entry.name },
      })),
  );
  if (items.length === 0) throw new Error(vscode.l10n.t('The schema declares no events yet.'));
  const look = { title: vscode.l10n.t('New Segment from Event'), matchOnDescription: true, matchOnDetail: true };
  const picked = await vscode.window.showQuickPick(items, look);
  if (!picked) throw new vscode.CancellationError();
  return picked.event;
}
