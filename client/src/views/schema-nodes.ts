/** What a schema declares as a tree: events with their properties, properties of users, channels, terms. Pure. */
import type { ProjectOverview, SchemaEntry } from '../../../server/src/protocol/index.ts';

export interface SchemaProjectNode {
  readonly kind: 'project';
  readonly key: string;
  readonly project: ProjectOverview;
}

export interface SchemaGroupNode {
  readonly kind: 'group';
  readonly key: string;
  readonly of: 'events' | 'users' | 'channels' | 'terms';
  readonly project: ProjectOverview;
}

export interface SchemaEntryNode {
  readonly kind: 'entry';
  readonly key: string;
  readonly entry: SchemaEntry;
  readonly project: ProjectOverview;
}

export type SchemaNode = SchemaProjectNode | SchemaGroupNode | SchemaEntryNode;

const GROUPS = ['events', 'users', 'channels', 'terms'] as const;

/** The nodes below a node; without one the top. Groups without entries are left out. */
export function schemaChildren(projects: readonly ProjectOverview[], node?: SchemaNode): readonly SchemaNode[] {
  if (!node) {
    const [only] = projects;
    if (only && projects.length === 1) return groupsOf(only);
    return projects.map((project) => ({ kind: 'project', key: project.rootUri, project }));
  }
  const { project } = node;
  if (node.kind === 'project') return groupsOf(project);
  if (node.kind === 'group') return entriesOf(node).map((entry) => nodeOf(project, entry));
  const { kind, name } = node.entry;
  if (kind !== 'event') return [];
  return project.schema
    .filter((entry) => entry.kind === 'property' && entry.event === name)
    .map((entry) => nodeOf(project, entry));
}

/** The entries of a group, in the schema's order. */
export function entriesOf({ of, project }: SchemaGroupNode): readonly SchemaEntry[] {
  return project.schema.filter(({ kind, event }) => {
    if (of === 'events') return kind === 'event';
    if (of === 'users') return kind === 'property' && event === undefined;
    return kind === (of === 'channels' ? 'channel' : 'term');
  });
}

const groupsOf = (project: ProjectOverview): readonly SchemaGroupNode[] =>
  GROUPS.map((of) => ({ kind: 'group' as const, key: `${project.rootUri} ${of}`, of, project })).filter(
    (group) => entriesOf(group).length > 0,
  );

function nodeOf(project: ProjectOverview, entry: SchemaEntry): SchemaEntryNode {
  return {
    kind: 'entry',
    key: [project.rootUri, entry.kind, entry.event ?? '', entry.name].join('\n'),
    entry,
    project,
  };
}

/** Whether a node has others below it. */
export function hasChildren(node: SchemaNode): boolean {
  if (node.kind !== 'entry') return true;
  const { kind, name } = node.entry;
  return kind === 'event' && node.project.schema.some((entry) => entry.kind === 'property' && entry.event === name);
}
