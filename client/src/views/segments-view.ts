/** The Segments view: every segment of the workspace by folder or by tag, with its size as it becomes known. */
import * as vscode from 'vscode';
import { type DescribeResult, methods, type SegmentSize } from '../../../server/src/protocol/index.ts';
import type { Server } from '../language-client/server.ts';
import { plain } from '../platform/markdown.ts';
import type { Overview } from './overview.ts';
import { type Grouping, type LeafNode, type SegmentNode, segmentsBelow, segmentTree } from './segment-nodes.ts';
import { sizeText } from './size-text.ts';
import type { Sizes } from './sizes.ts';

export interface SegmentsView extends vscode.Disposable {
  groupBy(grouping: Grouping): Promise<void>;
  /** Shows a segment in the view. */
  reveal(uri: string): Promise<void>;
  /** The segment that is selected. */
  selected(): vscode.Uri | undefined;
}

const GROUPING = 'segments.grouping';
/** What is dragged within this view. */
const DRAGGED = 'application/vnd.code.tree.segments.segments';

interface Parts {
  readonly server: Server;
  readonly overview: Overview;
  readonly sizes: Sizes;
  readonly state: vscode.Memento;
}

export function registerSegmentsView({ server, overview, sizes, state }: Parts): SegmentsView {
  const changes = new vscode.EventEmitter<SegmentNode[] | undefined>();
  let grouping: Grouping = state.get(GROUPING) === 'tag' ? 'tag' : 'folder';
  let nodes: readonly SegmentNode[] | undefined;
  /** Nodes of a segment that are on view: with tags it may stand in several places. */
  const shown = new Map<string, LeafNode[]>();

  const tree = async (): Promise<readonly SegmentNode[]> => {
    const projects = await overview.fresh();
    shown.clear();
    nodes = segmentTree(projects, grouping, vscode.l10n.t('No tags'));
    return nodes;
  };
  const redraw = () => changes.fire(undefined);
  const provider: vscode.TreeDataProvider<SegmentNode> = {
    onDidChangeTreeData: changes.event,
    getChildren: async (node) => {
      const children = node ? (node.kind === 'segment' ? [] : node.children) : await tree();
      for (const child of children) if (child.kind === 'segment') remember(shown, child);
      return [...children];
    },
    getParent: (node) => (node.kind === 'project' ? undefined : node.parent),
    getTreeItem: (node) => (node.kind === 'segment' ? segmentItem(node, sizes.of(node.entry.uri)) : groupItem(node)),
    resolveTreeItem: async (item, node, token) => {
      if (node.kind !== 'segment') return item;
      const { uri } = node.entry;
      const words = await server.request<DescribeResult>(methods.describe, { uri }, token);
      item.tooltip = tooltip(node, words, sizes.of(uri));
      return item;
    },
  };
  const view = vscode.window.createTreeView<SegmentNode>('segments.segments', {
    treeDataProvider: provider,
    showCollapseAll: true,
    canSelectMany: true,
    dragAndDropController: {
      dragMimeTypes: [DRAGGED, 'text/uri-list'],
      dropMimeTypes: [DRAGGED],
      handleDrag: (dragged, data) => {
        const uris = dragged.flatMap((node) => (node.kind === 'segment' ? [node.entry.uri] : []));
        data.set(DRAGGED, new vscode.DataTransferItem(uris));
        data.set('text/uri-list', new vscode.DataTransferItem(uris.join('\r\n')));
      },
      handleDrop: async (target, data) => {
        const folder = target && folderOf(target);
        const dragged: unknown = data.get(DRAGGED)?.value;
        if (folder && Array.isArray(dragged)) await moveTo(folder, dragged.map(String));
      },
    },
  });
  const setContext = () => vscode.commands.executeCommand('setContext', 'segments.grouping', grouping);
  void setContext();
  const count = () => {
    const total = overview.projects.reduce((sum, project) => sum + project.segments.length, 0);
    view.description = total > 0 ? String(total) : '';
  };
  const listeners = [
    overview.onDidChange(() => {
      count();
      redraw();
    }),
    sizes.onDidForget(redraw),
    sizes.onDidFind((uris) => {
      const found = uris.flatMap((uri) => shown.get(uri) ?? []);
      if (found.length > 0) changes.fire(found);
    }),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const touched = uris.flatMap((uri) => shown.get(uri.toString()) ?? []);
      if (touched.length > 0) changes.fire(touched);
    }),
  ];
  return {
    groupBy: async (wanted) => {
      grouping = wanted;
      await state.update(GROUPING, wanted);
      await setContext();
      redraw();
    },
    reveal: async (uri) => {
      const node = find(nodes ?? (await tree()), uri);
      if (node) await view.reveal(node, { select: true, focus: true, expand: true });
    },
    selected: () => {
      const [node] = view.selection;
      return node?.kind === 'segment' ? vscode.Uri.parse(node.entry.uri) : undefined;
    },
    dispose: () => vscode.Disposable.from(changes, view, ...listeners).dispose(),
  };
}

function remember(shown: Map<string, LeafNode[]>, node: LeafNode): void {
  const uri = vscode.Uri.parse(node.entry.uri).toString();
  for (const key of new Set([uri, node.entry.uri])) {
    const others = (shown.get(key) ?? []).filter((other) => other.key !== node.key);
    shown.set(key, [...others, node]);
  }
}

function find(nodes: readonly SegmentNode[], uri: string): LeafNode | undefined {
  for (const node of nodes) {
    if (node.kind !== 'segment') {
      const inside = find(node.children, uri);
      if (inside) return inside;
    } else if (vscode.Uri.parse(node.entry.uri).toString() === uri) return node;
  }
  return undefined;
}

function groupItem(node: Exclude<SegmentNode, LeafNode>): vscode.TreeItem {
  const label = node.kind === 'project' ? node.project.name : node.label;
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = node.key;
  item.contextValue = node.kind;
  item.description = String(segmentsBelow(node).size);
  item.iconPath = new vscode.ThemeIcon({ project: 'root-folder', folder: 'folder', tag: 'tag' }[node.kind]);
  if (node.kind === 'folder' && node.uri !== undefined) item.tooltip = vscode.Uri.parse(node.uri).fsPath;
  return item;
}

function segmentItem({ key, entry }: LeafNode, size: SegmentSize | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(entry.name);
  const uri = vscode.Uri.parse(entry.uri);
  const text = sizeText(size);
  item.id = key;
  // With its resource it bears the marks of its problems and of version control.
  item.resourceUri = uri;
  item.iconPath = new vscode.ThemeIcon(entry.live ? 'pulse' : 'organization');
  item.contextValue = 'segment';
  item.description = text?.short ?? '';
  item.command = { title: vscode.l10n.t('Open'), command: 'vscode.open', arguments: [uri] };
  item.accessibilityInformation = { label: [entry.name, text?.long].filter(Boolean).join(', ') };
  return item;
}

function tooltip(
  { entry, project }: LeafNode,
  words: DescribeResult,
  size: SegmentSize | undefined,
): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  const line = (label: string, value: string | undefined) => {
    if (value) text.appendMarkdown(`\n\n**${label}** `).appendMarkdown(plain(value));
  };
  text.appendMarkdown('**').appendMarkdown(plain(entry.name)).appendMarkdown('** — ').appendMarkdown(plain(entry.id));
  if (words?.description) text.appendMarkdown('\n\n').appendMarkdown(plain(words.description));
  if (words) text.appendMarkdown('\n\n').appendMarkdown(plain(words.explanation));
  line(vscode.l10n.t('Users'), sizeText(size)?.long);
  line(vscode.l10n.t('Tags'), entry.tags.join(', '));
  line(vscode.l10n.t('Owner'), entry.owner);
  line(vscode.l10n.t('Uses'), entry.uses.join(', '));
  const users = project.segments.filter(({ uses }) => uses.includes(entry.id)).map(({ name }) => name);
  line(vscode.l10n.t('Used by'), users.join(', '));
  return text;
}

/** The folder that something dropped on a node goes to. */
function folderOf(node: SegmentNode): vscode.Uri | undefined {
  if (node.kind === 'segment') return vscode.Uri.joinPath(vscode.Uri.parse(node.entry.uri), '..');
  if (node.kind === 'project') return vscode.Uri.parse(node.project.rootUri);
  return node.uri === undefined ? undefined : vscode.Uri.parse(node.uri);
}

/** Moves segments to a folder. An id is a file's name, so references stay as they are. */
async function moveTo(folder: vscode.Uri, uris: readonly string[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const text of uris) {
    const from = vscode.Uri.parse(text);
    const to = vscode.Uri.joinPath(folder, from.path.split('/').at(-1) ?? '');
    if (from.toString() !== to.toString()) edit.renameFile(from, to, { overwrite: false });
  }
  if (edit.size > 0) await vscode.workspace.applyEdit(edit);
}
