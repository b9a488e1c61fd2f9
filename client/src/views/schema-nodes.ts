/**
 * What a schema declares as a tree: events with their properties, properties of users, channels, terms; and last the
 * events that only the data has. Pure.
 */
import type {
  EventVolume,
  OnlyInDataResult,
  ProjectOverview,
  SchemaEntry,
} from '../../../server/src/protocol/index.ts';

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

export interface OnlyInDataNode {
  readonly kind: 'onlyInData';
  readonly key: string;
  readonly project: ProjectOverview;
  readonly found: OnlyInDataResult;
}

/** An event that the schema does not declare. */
export interface UndeclaredNode {
  readonly kind: 'undeclared';
  readonly key: string;
  readonly project: ProjectOverview;
  readonly volume: EventVolume;
}

export type SchemaNode = SchemaProjectNode | SchemaGroupNode | SchemaEntryNode | OnlyInDataNode | UndeclaredNode;

/** What only the data has, as far as it is known. */
export type OnlyInDataOf = (project: ProjectOverview) => OnlyInDataResult | undefined;

const GROUPS = ['events', 'users', 'channels', 'terms'] as const;

/** The nodes below a node; without one the top. Groups without entries are left out. */
export function schemaChildren(
  projects: readonly ProjectOverview[],
  onlyInData: OnlyInDataOf,
  node?: SchemaNode,
): readonly SchemaNode[] {
  if (!node) {
    const [only] = projects;
    if (only && projects.length === 1) return partsOf(only, onlyInData);
    return projects.map((project) => ({ kind: 'project', key: project.rootUri, project }));
  }
  const { project } = node;
  if (node.kind === 'project') return partsOf(project, onlyInData);
  if (node.kind === 'undeclared') return [];
  if (node.kind === 'onlyInData') {
    return node.found.events.map((volume) => ({
      kind: 'undeclared',
      key: [project.rootUri, 'undeclared', volume.event].join('\n'),
      project,
      volume,
    }));
  }
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

function partsOf(project: ProjectOverview, onlyInData: OnlyInDataOf): readonly SchemaNode[] {
  const found = onlyInData(project);
  const rest: OnlyInDataNode[] =
    found && found.total > 0 ? [{ kind: 'onlyInData', key: `${project.rootUri} onlyInData`, project, found }] : [];
  return [...groupsOf(project), ...rest];
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
  if (node.kind === 'undeclared') return false;
  if (node.kind !== 'entry') return true;
  const { kind, name } = node.entry;
  return kind === 'event' && node.project.schema.some((entry) => entry.kind === 'property' && entry.event === name);
}
