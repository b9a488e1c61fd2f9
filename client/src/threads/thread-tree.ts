import * as vscode from 'vscode';
import type { Thread, ThreadSummary, Turn } from './thread.ts';
import type { ThreadStore } from './thread-store.ts';
import { versionUri } from './thread-versions.ts';

/** What the view shows: threads, their turns, and what came of a turn. */
export type ThreadNode =
  | { readonly kind: 'thread'; readonly id: string; readonly summary: ThreadSummary }
  | {
      readonly kind: 'turn';
      readonly thread: ThreadNode & { kind: 'thread' };
      readonly index: number;
      readonly turn: Turn;
    }
  | { readonly kind: 'detail'; readonly turn: ThreadNode; readonly item: vscode.TreeItem };

export interface ThreadTree extends vscode.TreeDataProvider<ThreadNode> {
  /** The node of a thread that is listed. */
  node(id: string): Promise<ThreadNode | undefined>;
  /** A thread changed; without an id the list did. */
  changed(id: string | undefined): void;
  dispose(): void;
}

/** The threads as a tree. A thread's file is read when it is expanded. */
export function createThreadTree(store: ThreadStore): ThreadTree {
  const changes = new vscode.EventEmitter<ThreadNode | undefined>();
  /** Nodes keep their identity, so that the view keeps what is expanded. */
  let nodes = new Map<string, ThreadNode & { kind: 'thread' }>();

  const list = async () => {
    const before = nodes;
    nodes = new Map();
    for (const summary of await store.list()) {
      const old = before.get(summary.id);
      nodes.set(summary.id, old?.summary === summary ? old : { kind: 'thread', id: summary.id, summary });
    }
    return [...nodes.values()];
  };
  const turns = async (node: ThreadNode & { kind: 'thread' }): Promise<ThreadNode[]> => {
    const thread: Thread | undefined = await store.read(node.id);
    return (thread?.turns ?? []).map((turn, index) => ({ kind: 'turn', thread: node, index, turn }));
  };
  return {
    onDidChangeTreeData: changes.event,
    getChildren: async (node) => {
      if (!node) return list();
      if (node.kind === 'thread') return turns(node);
      return node.kind === 'turn' ? details(node).map((item) => ({ kind: 'detail', turn: node, item })) : [];
    },
    getParent: (node) => (node.kind === 'turn' ? node.thread : node.kind === 'detail' ? node.turn : undefined),
    getTreeItem: (node) => {
      if (node.kind === 'detail') return node.item;
      return node.kind === 'thread' ? threadItem(node.summary) : turnItem(node.turn, `${node.thread.id}/${node.index}`);
    },
    node: async (id) => {
      if (!nodes.has(id)) await list();
      return nodes.get(id);
    },
    // A thread that changes also moves to the top.
    changed: () => changes.fire(undefined),
    dispose: () => changes.dispose(),
  };
}

function threadItem({ id, title, updated, prompts }: ThreadSummary): vscode.TreeItem {
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = id;
  item.contextValue = 'thread';
  item.iconPath = new vscode.ThemeIcon('comment-discussion');
  item.description = dateOf(updated);
  item.tooltip = prompts.join('\n');
  item.accessibilityInformation = {
    label: vscode.l10n.t('Thread {0}, {1}, prompts: {2}', title, dateOf(updated), prompts.length),
  };
  return item;
}

function turnItem({ kind, prompt, at }: Turn, id: string): vscode.TreeItem {
  const item = new vscode.TreeItem(prompt, vscode.TreeItemCollapsibleState.Expanded);
  item.id = id;
  item.contextValue = 'turn';
  item.iconPath = new vscode.ThemeIcon(kind === 'new' ? 'sparkle' : 'edit');
  item.tooltip = `${prompt}\n${new Date(at).toLocaleString(vscode.env.language)}`;
  return item;
}

function details({ thread, index, turn }: ThreadNode & { kind: 'turn' }): vscode.TreeItem[] {
  const items = [
    ...turn.answers.map(({ about, answer }) => detail('reply', `“${about}”: ${answer}`, vscode.l10n.t('Answered'))),
    ...turn.changes.map((text) => detail('diff', text, vscode.l10n.t('What changed'))),
    ...turn.assumptions.map((text) => detail('lightbulb', text, vscode.l10n.t('Assumed'))),
    ...turn.questions.map((text) => detail('question', text, vscode.l10n.t('Still open'))),
    ...turn.notUnderstood.map((text) => detail('warning', `“${text}”`, vscode.l10n.t('Not understood'))),
  ];
  if (turn.text === null || turn.uri === null) return items;
  const file = vscode.Uri.parse(turn.uri);
  const name = file.path.split('/').pop() ?? '';
  const version = detail('history', vscode.l10n.t('Version {0}', index + 1), vscode.l10n.t('Segment as it was made'));
  version.description = turn.applied ? name : vscode.l10n.t('{0}, not applied', name);
  version.command = {
    title: vscode.l10n.t('Open Version'),
    command: 'vscode.open',
    arguments: [versionUri(thread.id, index, name)],
  };
  const now = detail('file', name, vscode.l10n.t('The file as it is now'));
  // With its resource the file has the icon that it has in the explorer.
  now.resourceUri = file;
  now.command = { title: vscode.l10n.t('Open File'), command: 'vscode.open', arguments: [file] };
  return [...items, version, ...(turn.applied ? [now] : [])];
}

function detail(icon: string, label: string, what: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.tooltip = `${what}: ${label}`;
  item.accessibilityInformation = { label: `${what}: ${label}` };
  return item;
}

function dateOf(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return '';
  const today = date.toDateString() === new Date().toDateString();
  return today
    ? date.toLocaleTimeString(vscode.env.language, { timeStyle: 'short' })
    : date.toLocaleDateString(vscode.env.language, { dateStyle: 'medium' });
}
