import type { CompletionItem } from 'vscode-languageserver';
import type { ProjectSnapshot } from '../../project/index.ts';
import type { WorkspaceFeature } from '../feature.ts';
import type { About, Candidate } from './candidate.ts';
import { channelCandidates, eventCandidates, propertyCandidates, segmentCandidates } from './names.ts';
import { documentation } from './render.ts';

/** What an item carries so that its documentation can be found when a person looks at it. */
export interface ItemData {
  /** The document that the item is for. */
  readonly uri: string;
  readonly about: About;
}

/** What an item carries; undefined for items that are complete, and for what no item of ours carries. */
export function itemData(item: CompletionItem): ItemData | undefined {
  const data = item.data as Partial<ItemData> | null | undefined;
  return typeof data?.uri === 'string' && typeof data.about?.of === 'string' ? (data as ItemData) : undefined;
}

export const completionResolve: WorkspaceFeature<CompletionItem, CompletionItem> = {
  method: 'completionItem/resolve',
  capability: {},
  provide: (workspace, item, { client }) => {
    const data = itemData(item);
    const snapshot = data && workspace.snapshotOf(data.uri);
    return data && snapshot ? resolveItem(item, data, snapshot, client) : item;
  },
};

/** The item with its documentation, looked up in the project as it is now. A name that is gone has none. */
export function resolveItem(
  item: CompletionItem,
  { uri, about }: ItemData,
  snapshot: ProjectSnapshot,
  client: { readonly completionMarkdown: boolean },
): CompletionItem {
  const doc = candidatesOf(about, uri, snapshot).find(({ label }) => label === item.label)?.doc;
  return doc === undefined ? item : { ...item, documentation: documentation(doc, client.completionMarkdown) };
}

function candidatesOf(about: About, uri: string, snapshot: ProjectSnapshot): readonly Candidate[] {
  switch (about.of) {
    case 'event':
      return eventCandidates(snapshot.schema);
    case 'property':
      return propertyCandidates(snapshot.schema, about.owner, undefined);
    case 'segment':
      return segmentCandidates(snapshot, uri);
    case 'channel':
      return channelCandidates(snapshot.schema);
    default:
      return [];
  }
}
