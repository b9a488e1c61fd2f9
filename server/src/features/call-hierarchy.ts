import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CallHierarchyPrepareParams,
  SymbolKind,
} from 'vscode-languageserver';
import { entryOf, type Range } from '../language/index.ts';
import type { Entry } from '../language/syntax/tree.ts';
import { isSegmentFile, type ProjectSnapshot, segmentIdOf } from '../project/index.ts';
import type { Feature, FeatureWorkspace, WorkspaceFeature } from './feature.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import { mentionsOf } from './references.ts';
import { type Target, targetsAt, targetsOf } from './targets.ts';

const CAPABILITY = { callHierarchyProvider: true };

/** What is asked about: the name under the cursor, elsewhere in a segment the segment. */
export const prepareCallHierarchy: Feature<CallHierarchyPrepareParams, CallHierarchyItem[]> = {
  method: 'textDocument/prepareCallHierarchy',
  capability: CAPABILITY,
  provide: (document, { position }) => {
    const { snapshot, uri, kind } = document;
    const own: readonly Target[] =
      kind === 'segment' && isSegmentFile(uri) ? [{ kind: 'segment', name: segmentIdOf(uri) }] : [];
    const targets = targetsAt(document, document.text.offsetAt(position))?.targets ?? own;
    return targets.flatMap((target) => itemOf(target, snapshot, document.textOf) ?? []);
  },
};

/** Who uses it: segments, channels, words of the glossary. */
export const incomingCalls: WorkspaceFeature<{ readonly item: CallHierarchyItem }, CallHierarchyIncomingCall[]> = {
  method: 'callHierarchy/incomingCalls',
  capability: CAPABILITY,
  provide: (workspace, { item }) => {
    const asked = askedOf(item, workspace);
    if (!asked) return undefined;
    const { snapshot, target } = asked;
    const calls: CallHierarchyIncomingCall[] = [];
    for (const { uri, mentions } of mentionsOf([target], snapshot)) {
      const uses = mentions.filter(({ as, disabled }) => as === 'use' && !disabled);
      for (const [by, ranges] of grouped(uses, (mention) => holderOf(mention, uri, snapshot))) {
        const from = itemOf(by, snapshot, workspace.textOf);
        if (from) calls.push({ from, fromRanges: ranges.map(({ node }) => lines(uri, node.range, workspace.textOf)) });
      }
    }
    return calls;
  },
};

/** What it uses: segments, events and channels that its rules speak of. */
export const outgoingCalls: WorkspaceFeature<{ readonly item: CallHierarchyItem }, CallHierarchyOutgoingCall[]> = {
  method: 'callHierarchy/outgoingCalls',
  capability: CAPABILITY,
  provide: (workspace, { item }) => {
    const asked = askedOf(item, workspace);
    if (!asked) return undefined;
    const { snapshot, target } = asked;
    const uses = rulesOf(target, snapshot).filter(({ as, kind }) => as === 'use' && SHOWN.has(kind));
    const place = placeOf(target, snapshot);
    if (!place) return undefined;
    return [...grouped(uses, (mention) => targetsOf(mention, snapshot.schema)[0])].flatMap(([to, mentions]) => {
      const found = itemOf(to, snapshot, workspace.textOf);
      const fromRanges = mentions.map(({ node }) => lines(place.uri, node.range, workspace.textOf));
      return found ? [{ to: found, fromRanges }] : [];
    });
  },
};

const SHOWN: ReadonlySet<Mention['kind']> = new Set(['segment', 'event', 'channel']);

type Texts = FeatureWorkspace['textOf'];

const lines = (uri: string, range: Range, textOf: Texts) => {
  const text = textOf(uri);
  const origin = { line: 0, character: 0 };
  return { start: text?.positionAt(range.start) ?? origin, end: text?.positionAt(range.end) ?? origin };
};

/** Where something stands: `range` with its rules, `name` its name. */
function placeOf(
  target: Target,
  snapshot: ProjectSnapshot,
): { readonly uri: string; readonly range: Range; readonly name: Range } | undefined {
  if (target.kind === 'segment') {
    const [uri] = snapshot.filesById.get(target.name) ?? [];
    const summary = uri === undefined ? undefined : snapshot.summary(uri);
    return (
      summary && {
        uri: summary.uri,
        range: { start: 0, end: textLength(summary.uri, snapshot) },
        name: summary.nameRange,
      }
    );
  }
  const entry = declarationIn(target, snapshot);
  return entry && { uri: snapshot.schemaUri, range: entry.range, name: entry.key.range };
}

const textLength = (uri: string, snapshot: ProjectSnapshot): number => snapshot.file(uri)?.text.length ?? 0;

/** The schema's entry that declares something. */
function declarationIn(target: Target, { schemaReading: { tree } }: ProjectSnapshot): Entry | undefined {
  const path = pathOf(target);
  let entry: Entry | undefined;
  for (const key of path) {
    const map = entry ? entry.value : tree.root;
    entry = map?.kind === 'map' ? entryOf(map, key) : undefined;
    if (!entry) return undefined;
  }
  return entry;
}

function pathOf(target: Target): readonly string[] {
  switch (target.kind) {
    case 'event':
      return ['events', target.name];
    case 'channel':
      return ['channels', target.name];
    case 'term':
      return ['glossary', target.name];
    case 'property':
      return target.event === undefined
        ? ['users', 'properties', target.name]
        : ['events', target.event, 'properties', target.name];
    default:
      return [];
  }
}

/** What a use belongs to: the segment of its file; in the schema the channel or the word whose rules it is in. */
function holderOf({ node }: Mention, uri: string, snapshot: ProjectSnapshot): Target | undefined {
  if (uri !== snapshot.schemaUri) return { kind: 'segment', name: segmentIdOf(uri) };
  const { channels, glossary } = snapshot.schema;
  const candidates: Target[] = [
    ...[...channels.keys()].map((name): Target => ({ kind: 'channel', name })),
    ...[...glossary.keys()].map((name): Target => ({ kind: 'term', name })),
  ];
  return candidates.find((target) => {
    const range = declarationIn(target, snapshot)?.range;
    return range && range.start <= node.range.start && node.range.end <= range.end;
  });
}

function rulesOf(target: Target, snapshot: ProjectSnapshot): readonly Mention[] {
  const place = placeOf(target, snapshot);
  if (!place || (target.kind !== 'segment' && target.kind !== 'channel' && target.kind !== 'term')) return [];
  if (target.kind === 'segment') return mentionsIn(snapshot.reading(place.uri)!.tree, 'segment');
  const { start, end } = place.range;
  return mentionsIn(snapshot.schemaReading.tree, 'schema').filter(
    ({ node }) => start <= node.range.start && node.range.end <= end,
  );
}

const KINDS: Readonly<Record<Target['kind'], SymbolKind>> = {
  segment: SymbolKind.Class,
  event: SymbolKind.Event,
  property: SymbolKind.Property,
  channel: SymbolKind.Interface,
  term: SymbolKind.Constant,
  list: SymbolKind.File,
};

function itemOf(target: Target | undefined, snapshot: ProjectSnapshot, textOf: Texts): CallHierarchyItem | undefined {
  const place = target && placeOf(target, snapshot);
  if (!place) return undefined;
  const name = target.kind === 'segment' ? snapshot.summary(place.uri)?.name : undefined;
  const event = target.kind === 'property' ? (target.event ?? 'users') : undefined;
  return {
    name: target.name,
    kind: KINDS[target.kind],
    detail: name !== undefined && name !== target.name ? name : (event ?? target.kind),
    uri: place.uri,
    range: lines(place.uri, place.range, textOf),
    selectionRange: lines(place.uri, place.name, textOf),
    data: { uri: place.uri, target },
  };
}

/** What an item carries, as it comes back from the client. */
function askedOf(
  { data }: CallHierarchyItem,
  workspace: FeatureWorkspace,
): { readonly snapshot: ProjectSnapshot; readonly target: Target } | undefined {
  const given = data as { readonly uri?: unknown; readonly target?: Partial<Target> } | null | undefined;
  const snapshot = typeof given?.uri === 'string' ? workspace.snapshotOf(given.uri) : undefined;
  const target = given?.target;
  if (!snapshot || typeof target?.name !== 'string' || !target.kind || !(target.kind in KINDS)) return undefined;
  return {
    snapshot,
    target: target.kind === 'property' ? ({ event: undefined, ...target } as Target) : (target as Target),
  };
}

function grouped(
  mentions: readonly Mention[],
  by: (mention: Mention) => Target | undefined,
): ReadonlyMap<Target, readonly Mention[]> {
  const groups = new Map<string, { readonly target: Target; readonly mentions: Mention[] }>();
  for (const mention of mentions) {
    const target = by(mention);
    if (!target) continue;
    const key = JSON.stringify(target);
    const group = groups.get(key) ?? { target, mentions: [] };
    group.mentions.push(mention);
    groups.set(key, group);
  }
  return new Map([...groups.values()].map((group) => [group.target, group.mentions]));
}
