/**
 * What a schema declares as a tree: events with their properties, properties of users, channels, terms; and last the
 * events and properties that only the data has. Pure.
 */
import type {
  EventVolume,
  OnlyInDataResult,
  ProjectOverview,
  SchemaEntry,
  UndeclaredProperty,
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

/** What the data has more of than the schema declares: properties of users, or of a declared event. */
export interface UndeclaredOwnerNode {
  readonly kind: 'undeclaredOwner';
  readonly key: string;
  readonly project: ProjectOverview;
  /** Absent: users. */
  readonly event?: string;
  readonly properties: readonly UndeclaredProperty[];
}

/** An event that the schema does not declare, with its properties; or one property. */
export interface UndeclaredNode {
  readonly kind: 'undeclared';
  readonly key: string;
  readonly project: ProjectOverview;
  readonly volume: EventVolume | UndeclaredProperty;
  readonly properties: readonly UndeclaredProperty[];
}

export type SchemaNode =
  | SchemaProjectNode
  | SchemaGroupNode
  | SchemaEntryNode
  | OnlyInDataNode
  | UndeclaredOwnerNode
  | UndeclaredNode;

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
  if (node.kind === 'undeclared' || node.kind === 'undeclaredOwner') {
    return node.properties.map((volume) => undeclaredNode(project, volume, []));
  }
  if (node.kind === 'onlyInData') return undeclaredIn(node);
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
    found && found.total + found.properties.length > 0
      ? [{ kind: 'onlyInData', key: `${project.rootUri} onlyInData`, project, found }]
      : [];
  return [...groupsOf(project), ...rest];
}

/** How many things an “Only in the Data” holds, and how many of them are listed: properties come along with their event. */
export function sizeOf({ found: { events, total, properties } }: OnlyInDataNode): {
  readonly listed: number;
  readonly all: number;
} {
  const whole = new Set(events.map(({ event }) => event));
  const single = properties.filter(({ event }) => event === undefined || !whole.has(event)).length;
  return { listed: events.length + single, all: total + single };
}

/** Events that are not declared, then declared ones with more properties, then users. */
function undeclaredIn({ project, found: { events, properties } }: OnlyInDataNode): readonly SchemaNode[] {
  const byOwner = new Map<string | undefined, UndeclaredProperty[]>();
  for (const property of properties) byOwner.set(property.event, [...(byOwner.get(property.event) ?? []), property]);
  const whole = events.map((volume) => undeclaredNode(project, volume, byOwner.get(volume.event) ?? []));
  for (const { event } of events) byOwner.delete(event);
  const ofUsers = byOwner.get(undefined);
  byOwner.delete(undefined);
  return [
    ...whole,
    ...[...byOwner].map(([event, own]) => ownerNode(project, own, event)),
    ...(ofUsers ? [ownerNode(project, ofUsers)] : []),
  ];
}

const ownerNode = (
  project: ProjectOverview,
  properties: readonly UndeclaredProperty[],
  event?: string,
): UndeclaredOwnerNode => ({
  kind: 'undeclaredOwner',
  key: [project.rootUri, 'undeclaredOwner', event ?? ''].join('\n'),
  project,
  ...(event === undefined ? {} : { event }),
  properties,
});

const undeclaredNode = (
  project: ProjectOverview,
  volume: UndeclaredNode['volume'],
  properties: readonly UndeclaredProperty[],
): UndeclaredNode => ({
  kind: 'undeclared',
  key: [project.rootUri, 'undeclared', volume.event ?? '', volume.property ?? ''].join('\n'),
  project,
  volume,
  properties,
});

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
  if (node.kind === 'undeclared') return node.properties.length > 0;
  if (node.kind !== 'entry') return true;
  const { kind, name } = node.entry;
  return kind === 'event' && node.project.schema.some((entry) => entry.kind === 'property' && entry.event === name);
}
