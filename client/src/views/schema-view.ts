/** The Schema view: what rules can speak of, how much of it the data holds, and how many segments use it. */
import * as vscode from 'vscode';
import type { SchemaEntry } from '../../../server/src/protocol/index.ts';
import { plain } from '../platform/markdown.ts';
import type { OnlyInData } from './only-in-data.ts';
import type { Overview } from './overview.ts';
import {
  entriesOf,
  hasChildren,
  type OnlyInDataNode,
  type SchemaEntryNode,
  type SchemaGroupNode,
  type SchemaNode,
  type SchemaProjectNode,
  schemaChildren,
  sizeOf,
  type UndeclaredNode,
  type UndeclaredOwnerNode,
} from './schema-nodes.ts';
import { valuesText, volumeText } from './volume-text.ts';
import type { Volumes } from './volumes.ts';

interface Parts {
  readonly overview: Overview;
  readonly volumes: Volumes;
  readonly onlyInData: OnlyInData;
}

export function registerSchemaView({ overview, volumes, onlyInData }: Parts): vscode.Disposable {
  const changes = new vscode.EventEmitter<SchemaNode[] | undefined>();
  const shown = new Map<string, SchemaEntryNode>();
  const provider: vscode.TreeDataProvider<SchemaNode> = {
    onDidChangeTreeData: changes.event,
    getChildren: async (node) => {
      const children = schemaChildren(await overview.fresh(), onlyInData.of, node);
      for (const child of children) if (child.kind === 'entry') shown.set(child.key, child);
      return [...children];
    },
    getTreeItem: (node) => itemOf(node, volumes),
    resolveTreeItem: (item, node) => {
      if (node.kind === 'entry') item.tooltip = tooltip(node, volumes);
      return item;
    },
  };
  const view = vscode.window.createTreeView<SchemaNode>('segments.schema', {
    treeDataProvider: provider,
    showCollapseAll: true,
  });
  const redraw = () => {
    shown.clear();
    changes.fire(undefined);
  };
  return vscode.Disposable.from(
    changes,
    view,
    overview.onDidChange(redraw),
    volumes.onDidForget(redraw),
    onlyInData.onDidForget(redraw),
    onlyInData.onDidFind(redraw),
    volumes.onDidFind((keys) => {
      const nodes = keys.flatMap((key) => shown.get(key) ?? []);
      if (nodes.length > 0) changes.fire(nodes);
    }),
  );
}

function itemOf(node: SchemaNode, volumes: Volumes): vscode.TreeItem {
  switch (node.kind) {
    case 'entry':
      return entryItem(node, volumes);
    case 'onlyInData':
      return onlyInDataItem(node);
    case 'undeclaredOwner':
      return undeclaredOwnerItem(node);
    case 'undeclared':
      return undeclaredItem(node);
    default:
      return groupItem(node);
  }
}

function groupItem(node: SchemaProjectNode | SchemaGroupNode): vscode.TreeItem {
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const label = node.kind === 'project' ? node.project.name : groupLabel(node);
  const open = node.kind === 'project' || node.of === 'events' || node.of === 'users';
  const item = new vscode.TreeItem(label, open ? Expanded : Collapsed);
  item.id = node.key;
  item.contextValue = node.kind;
  if (node.kind === 'project') item.iconPath = new vscode.ThemeIcon('root-folder');
  else item.description = String(entriesOf(node).length);
  return item;
}

function groupLabel({ of }: SchemaGroupNode): string {
  switch (of) {
    case 'events':
      return vscode.l10n.t('Events');
    case 'users':
      return vscode.l10n.t('User Properties');
    case 'channels':
      return vscode.l10n.t('Channels');
    case 'terms':
      return vscode.l10n.t('Glossary');
  }
}

function onlyInDataItem(node: OnlyInDataNode): vscode.TreeItem {
  const { listed, all } = sizeOf(node);
  const item = new vscode.TreeItem(vscode.l10n.t('Only in the Data'), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = node.key;
  item.contextValue = 'onlyInData';
  item.description = listed < all ? vscode.l10n.t('the first {0} of {1}', listed, all) : String(all);
  item.tooltip = vscode.l10n.t('Events and properties that the data has and the schema does not declare');
  return item;
}

function undeclaredOwnerItem({ key, event, properties }: UndeclaredOwnerNode): vscode.TreeItem {
  const { Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(event ?? vscode.l10n.t('User Properties'), Collapsed);
  item.id = key;
  item.contextValue = 'undeclaredOwner';
  item.description = String(properties.length);
  if (event !== undefined) item.iconPath = new vscode.ThemeIcon(ICONS.event);
  item.tooltip =
    event === undefined
      ? vscode.l10n.t('Properties of users that the schema does not declare')
      : vscode.l10n.t('Properties of “{0}” that the schema does not declare', event);
  return item;
}

function undeclaredItem(node: UndeclaredNode): vscode.TreeItem {
  const { volume } = node;
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const name = volume.kind === 'event' ? volume.event : volume.property;
  const item = new vscode.TreeItem(name, hasChildren(node) ? Collapsed : None);
  const text = volumeText(volume);
  const type = volume.kind === 'property' ? volume.type : undefined;
  item.id = node.key;
  item.contextValue = 'undeclared';
  item.description = [type, text?.short].filter(Boolean).join(' · ');
  item.iconPath = new vscode.ThemeIcon(volume.kind === 'property' && volume.pii ? 'lock' : 'question');
  const label = [name, type, vscode.l10n.t('not in the schema'), text?.long].filter(Boolean).join(', ');
  item.tooltip = label;
  item.accessibilityInformation = { label };
  return item;
}

const ICONS = { event: 'symbol-event', property: 'symbol-field', channel: 'broadcast', term: 'book' } as const;

function entryItem(node: SchemaEntryNode, volumes: Volumes): vscode.TreeItem {
  const { entry, project } = node;
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(entry.name, hasChildren(node) ? Collapsed : None);
  const volume = volumeText(volumes.of(node));
  const parts = [entry.type, volume?.short, usedBy(entry)].filter((part) => part !== undefined && part !== '');
  item.id = node.key;
  item.contextValue = entry.kind;
  item.description = parts.join(' · ');
  item.iconPath = new vscode.ThemeIcon(
    entry.pii ? 'lock' : entry.deprecated === undefined ? ICONS[entry.kind] : 'warning',
  );
  const start = new vscode.Position(entry.line, entry.character);
  item.command = {
    title: vscode.l10n.t('Go to Declaration'),
    command: 'vscode.open',
    arguments: [vscode.Uri.parse(project.schemaUri), { selection: new vscode.Range(start, start) }],
  };
  item.accessibilityInformation = {
    label: [entry.name, entry.type, volume?.long, usedBy(entry)].filter(Boolean).join(', '),
  };
  return item;
}

/** Nothing is said of what no segment uses: most of a large schema. */
function usedBy({ usedBy: count }: SchemaEntry): string | undefined {
  if (count === 0) return undefined;
  return count === 1 ? vscode.l10n.t('1 use') : vscode.l10n.t('{0} uses', count);
}

function tooltip(node: SchemaEntryNode, volumes: Volumes): vscode.MarkdownString {
  const { entry } = node;
  const text = new vscode.MarkdownString();
  const line = (label: string, value: string | undefined) => {
    if (value) text.appendMarkdown(`\n\n**${label}** `).appendMarkdown(plain(value));
  };
  text
    .appendMarkdown('**')
    .appendMarkdown(plain(entry.label ?? entry.name))
    .appendMarkdown('**');
  if (entry.type) text.appendMarkdown(' — ').appendMarkdown(plain([entry.type, entry.unit].filter(Boolean).join(', ')));
  if (entry.deprecated !== undefined) line(vscode.l10n.t('Deprecated'), entry.deprecated || vscode.l10n.t('yes'));
  if (entry.description) text.appendMarkdown('\n\n').appendMarkdown(plain(entry.description));
  line(vscode.l10n.t('In the data'), volumeText(volumes.of(node))?.long);
  line(vscode.l10n.t('Most frequent'), valuesText(volumes.of(node)));
  line(vscode.l10n.t('Values'), entry.values?.join(', '));
  line(vscode.l10n.t('Also called'), entry.aliases.join(', '));
  if (entry.pii) line(vscode.l10n.t('Personal'), vscode.l10n.t('masked in samples, never sent to a model'));
  if (entry.sensitive) line(vscode.l10n.t('Sensitive'), vscode.l10n.t('a rule that uses it is warned about'));
  const segments = entry.usedBy === 1 ? vscode.l10n.t('in 1 segment') : vscode.l10n.t('in {0} segments', entry.usedBy);
  line(vscode.l10n.t('Used'), segments);
  return text;
}
