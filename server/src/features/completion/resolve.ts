import type { CompletionItem } from 'vscode-languageserver';
import type { ProjectSnapshot } from '../../project/index.ts';
import { eventNumbers, propertyNumbers } from '../describe-data.ts';
import { eventDoc } from '../describe-names.ts';
import type { FeatureContext, WorkspaceFeature } from '../feature.ts';
import { propertyOf } from '../place/properties.ts';
import type { About, Candidate } from './candidate.ts';
import { channelCandidates, eventCandidates, propertyCandidates, segmentCandidates } from './names.ts';
import type { Ranking } from './ranking.ts';
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
  provide: (workspace, item, context) => {
    const data = itemData(item);
    const snapshot = data && workspace.snapshotOf(data.uri);
    return data && snapshot ? resolveItem(item, data, snapshot, context) : item;
  },
};

/** The item with its documentation, looked up in the project and the data as they are now. A name that is gone has none. */
export async function resolveItem(
  item: CompletionItem,
  { uri, about }: ItemData,
  snapshot: ProjectSnapshot,
  context: FeatureContext,
): Promise<CompletionItem> {
  const ranking = { usage: context.data.usage(uri), data: context.data.of(uri) };
  const candidate = candidatesOf(about, uri, snapshot, ranking).find(({ label }) => label === item.label);
  if (!candidate) return item;
  const event = about.of === 'event' ? snapshot.schema.events.get(item.label) : undefined;
  const numbers = await numbersOf(candidate, about, uri, snapshot, context);
  const doc = [event ? eventDoc(event) : candidate.doc, numbers]
    .filter((part) => part !== undefined && part !== '')
    .join('\n\n');
  return doc === '' ? item : { ...item, documentation: documentation(doc, context.client.completionMarkdown) };
}

function candidatesOf(about: About, uri: string, snapshot: ProjectSnapshot, ranking: Ranking): readonly Candidate[] {
  switch (about.of) {
    case 'event':
      return eventCandidates(snapshot.schema, ranking);
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

/** What the data holds of it; a person looks at it already, so that it is waited for. */
async function numbersOf(
  { label }: Candidate,
  about: About,
  uri: string,
  snapshot: ProjectSnapshot,
  context: FeatureContext,
): Promise<string | undefined> {
  if (about.of === 'event') return eventNumbers(label, uri, snapshot, context);
  const property = about.of === 'property' ? propertyOf(snapshot.schema, about.owner, label) : undefined;
  return property && propertyNumbers(property, uri, context);
}
