/** The segments of the workspace as a tree: by folder or by tag. Pure: knows no editor. */
import type { ProjectOverview, SegmentEntry } from '../../../server/src/protocol/index.ts';

export type Grouping = 'folder' | 'tag';

export interface ProjectNode {
  readonly kind: 'project';
  readonly key: string;
  readonly project: ProjectOverview;
  readonly children: readonly SegmentNode[];
}

export interface GroupNode {
  readonly kind: 'folder' | 'tag';
  readonly key: string;
  readonly label: string;
  /** A folder's own; undefined for tags. */
  readonly uri?: string;
  readonly children: readonly SegmentNode[];
  readonly parent?: GroupNode | ProjectNode;
}

export interface LeafNode {
  readonly kind: 'segment';
  readonly key: string;
  readonly entry: SegmentEntry;
  readonly project: ProjectOverview;
  readonly parent?: GroupNode | ProjectNode;
}

export type SegmentNode = ProjectNode | GroupNode | LeafNode;

/** The top of the tree. With one project its groups stand at the top themselves. */
export function segmentTree(
  projects: readonly ProjectOverview[],
  grouping: Grouping,
  untagged: string,
): readonly SegmentNode[] {
  const [only] = projects;
  if (only && projects.length === 1) return childrenOf(only, grouping, untagged, undefined);
  return projects.map((project) => {
    const node: { -readonly [Key in keyof ProjectNode]: ProjectNode[Key] } = {
      kind: 'project',
      key: project.rootUri,
      project,
      children: [],
    };
    node.children = childrenOf(project, grouping, untagged, node);
    return node;
  });
}

/** How many segments stand below a node, a segment of several tags once. */
export function segmentsBelow(node: SegmentNode): ReadonlySet<string> {
  return new Set(
    node.kind === 'segment' ? [node.entry.uri] : node.children.flatMap((child) => [...segmentsBelow(child)]),
  );
}

function childrenOf(
  project: ProjectOverview,
  grouping: Grouping,
  untagged: string,
  parent: ProjectNode | undefined,
): readonly SegmentNode[] {
  return grouping === 'folder' ? byFolder(project, parent) : byTag(project, untagged, parent);
}

const leaf = (
  entry: SegmentEntry,
  project: ProjectOverview,
  parent: GroupNode | ProjectNode | undefined,
): LeafNode => ({
  kind: 'segment',
  key: `${parent?.key ?? ''} ${entry.uri}`,
  entry,
  project,
  ...(parent ? { parent } : {}),
});

/** As the explorer orders: “Wave 9” before “Wave 10”. */
const inOrder = new Intl.Collator(undefined, { numeric: true }).compare;
const byName = (one: { readonly name: string }, other: { readonly name: string }) => inOrder(one.name, other.name);

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly entries: SegmentEntry[];
}

function byFolder(project: ProjectOverview, parent: ProjectNode | undefined): readonly SegmentNode[] {
  const root: Folder = { folders: new Map(), entries: [] };
  for (const entry of project.segments) {
    const path = entry.uri
      .slice(project.rootUri.length + 1)
      .split('/')
      .slice(0, -1);
    let at = root;
    for (const name of path) {
      const next = at.folders.get(name) ?? { folders: new Map(), entries: [] };
      at.folders.set(name, next);
      at = next;
    }
    at.entries.push(entry);
  }
  // Most projects keep all segments in one folder: it says nothing.
  let [top, uri] = [root, project.rootUri];
  while (top.entries.length === 0 && top.folders.size === 1) {
    const [name, only] = [...top.folders][0]!;
    [top, uri] = [only, `${uri}/${name}`];
  }
  return nodesIn(top, uri, project, parent);
}

function nodesIn(
  folder: Folder,
  uri: string,
  project: ProjectOverview,
  parent: GroupNode | ProjectNode | undefined,
): readonly SegmentNode[] {
  const folders = [...folder.folders]
    .sort(([one], [other]) => inOrder(one, other))
    .map(([name, start]) => {
      let [label, at, own] = [name, start, `${uri}/${name}`];
      // As in the explorer, folders with nothing but one folder stand in one line.
      while (at.entries.length === 0 && at.folders.size === 1) {
        const [inner, next] = [...at.folders][0]!;
        [label, at, own] = [`${label}/${inner}`, next, `${own}/${inner}`];
      }
      return group('folder', decodeURIComponent(label), own, parent, (node) => nodesIn(at, own, project, node));
    });
  return [...folders, ...[...folder.entries].sort(byName).map((entry) => leaf(entry, project, parent))];
}

function byTag(project: ProjectOverview, untagged: string, parent: ProjectNode | undefined): readonly SegmentNode[] {
  const tags = new Map<string, SegmentEntry[]>();
  const without: SegmentEntry[] = [];
  for (const entry of project.segments) {
    if (entry.tags.length === 0) without.push(entry);
    for (const tag of new Set(entry.tags)) tags.set(tag, [...(tags.get(tag) ?? []), entry]);
  }
  const sorted = [...tags].sort(([one], [other]) => inOrder(one, other));
  const groups = [...sorted, ...(without.length > 0 ? [[untagged, without] as const] : [])];
  return groups.map(([tag, entries]) =>
    group('tag', tag, undefined, parent, (node) =>
      [...entries].sort(byName).map((entry) => leaf(entry, project, node)),
    ),
  );
}

function group(
  kind: GroupNode['kind'],
  label: string,
  uri: string | undefined,
  parent: GroupNode | ProjectNode | undefined,
  fill: (node: GroupNode) => readonly SegmentNode[],
): GroupNode {
  const node: { -readonly [Key in keyof GroupNode]: GroupNode[Key] } = {
    kind,
    key: `${parent?.key ?? ''} ${kind} ${uri ?? label}`,
    label,
    ...(uri === undefined ? {} : { uri }),
    ...(parent ? { parent } : {}),
    children: [],
  };
  node.children = fill(node);
  return node;
}
