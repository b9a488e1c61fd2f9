import * as vscode from 'vscode';
import { type InitParams, type InitResult, methods } from '../../../server/src/protocol/index.ts';
import { requireTrust } from '../platform/trust.ts';
import type { Command, Services } from './command.ts';
import { withServerProgress } from './progress.ts';

/** Makes a folder a project: writes its first segments.schema.yaml, from data files or as a starter, and opens it. */
export const createSchema: Command = {
  run: async (services, given) => {
    const folder = given instanceof vscode.Uri ? given : await pickFolder();
    const schema = vscode.Uri.joinPath(folder, 'segments.schema.yaml');
    if (await exists(schema)) {
      await vscode.window.showTextDocument(schema);
      throw new Error(vscode.l10n.t('This folder has a segments.schema.yaml already: it is open now.'));
    }
    const made = await init(services, folder);
    const edit = new vscode.WorkspaceEdit();
    const uri = vscode.Uri.parse(made.uri);
    edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(made.text) });
    if (!(await vscode.workspace.applyEdit(edit)))
      throw new Error(vscode.l10n.t('segments.schema.yaml could not be written.'));
    await vscode.window.showTextDocument(uri, { preview: false });
  },
};

async function init({ server }: Services, folder: vscode.Uri): Promise<InitResult> {
  const params: InitParams = { folder: folder.toString() };
  const files = await pickFiles(folder);
  if (!files) return server.request<InitResult>(methods.init, params);
  if (!(await requireTrust(vscode.l10n.t('Reading data')))) throw new vscode.CancellationError();
  const title = vscode.l10n.t('Segments: looking at the data');
  return withServerProgress<InitResult>(title, server, methods.init, { ...params, files: files.map(String) });
}

async function pickFolder(): Promise<vscode.Uri> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) throw new Error(vscode.l10n.t('Open a folder first: it becomes the project.'));
  if (folders.length === 1) return folders[0]!.uri;
  const picked = await vscode.window.showWorkspaceFolderPick({
    placeHolder: vscode.l10n.t('Which folder becomes a project?'),
  });
  if (!picked) throw new vscode.CancellationError();
  return picked.uri;
}

const DATA = '**/*.{csv,ndjson,jsonl,json,parquet,csv.gz,ndjson.gz,json.gz}';
const NOT_DATA = '**/{node_modules,.git,.segments,.vscode}/**';
const MOST_FILES = 200;

/** Data files to begin with; undefined for a starter without any. */
async function pickFiles(folder: vscode.Uri): Promise<readonly vscode.Uri[] | undefined> {
  // Data is looked into on a disk only.
  if (folder.scheme !== 'file') return undefined;
  const pattern = new vscode.RelativePattern(folder, DATA);
  const found = (await vscode.workspace.findFiles(pattern, NOT_DATA, MOST_FILES)).filter(
    (uri) => !isConfiguration(uri),
  );
  const starter = { label: vscode.l10n.t('Starter schema'), description: vscode.l10n.t('commented, without data') };
  const browse = { label: vscode.l10n.t('From data files…'), description: vscode.l10n.t('choose them from a disk') };
  const here = {
    label: vscode.l10n.t('From the data in this folder'),
    description: vscode.l10n.t('CSV, NDJSON, JSON, Parquet: events, properties, types and values are inferred'),
    detail: found
      .slice(0, 6)
      .map((uri) => vscode.workspace.asRelativePath(uri))
      .join(', '),
  };
  const items = [...(found.length > 0 ? [here] : []), browse, starter];
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Create Schema') });
  if (!picked) throw new vscode.CancellationError();
  if (picked === starter) return undefined;
  if (picked === here) return pickAmong(found);
  const chosen = await vscode.window.showOpenDialog({
    defaultUri: folder,
    canSelectMany: true,
    openLabel: vscode.l10n.t('Use These Files'),
    title: vscode.l10n.t('Data Files'),
  });
  if (!chosen?.length) throw new vscode.CancellationError();
  return chosen;
}

async function pickAmong(found: readonly vscode.Uri[]): Promise<readonly vscode.Uri[]> {
  if (found.length === 1) return found;
  const items = found.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), picked: true, uri }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Data Files'),
    placeHolder: vscode.l10n.t('Which files hold users and events?'),
    canPickMany: true,
  });
  if (!chosen?.length) throw new vscode.CancellationError();
  return chosen.map(({ uri }) => uri);
}

/** JSON that tools keep, not data. */
const isConfiguration = ({ path }: vscode.Uri) =>
  /\/(package(-lock)?|tsconfig[^/]*|[^/]*\.config|[^/]*\.schema)\.json$/.test(path);

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
