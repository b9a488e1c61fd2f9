/**
 * From a prompt to a segment's file: asks the server, then the person what is unclear, and keeps a thread of it.
 * Invariant: nothing is written before everything is asked, and never over another file; no copy of a segment unasked.
 */
import * as vscode from 'vscode';
import {
  type Answer,
  methods,
  type NewSegmentParams,
  type NewSegmentResult,
} from '../../../server/src/protocol/index.ts';
import type { Services } from '../commands/command.ts';
import { withServerProgress } from '../commands/progress.ts';
import { turnOf } from '../threads/thread.ts';
import { personalGate } from './personal.ts';
import { chooseProvider } from './provider.ts';
import { askUntilClear } from './questions.ts';
import { askInstead, type Instead } from './same-rules.ts';

/** A prompt, where its segment belongs, and the thread that it continues. */
export interface Asked {
  readonly prompt: string;
  readonly near: vscode.Uri;
  readonly thread?: string | undefined;
  readonly answers?: readonly Answer[];
}

export interface Made {
  readonly result: NewSegmentResult;
  readonly thread: string;
  /** The file that was written, or the segment with the same rules that was opened. */
  readonly uri: vscode.Uri | undefined;
}

type Needs = Pick<Services, 'server' | 'secrets' | 'memory' | 'environment' | 'threads'>;

/** Asks for the segment, with quick picks for what is unclear. */
export async function makeSegment(services: Needs, asked: Asked): Promise<Made> {
  const choice = await chooseProvider(services);
  const title = vscode.l10n.t('Segments: writing the segment');
  const gate = personalGate<NewSegmentResult>();
  const request = (answers: readonly Answer[]) => {
    const { prompt, near } = asked;
    const params: NewSegmentParams = { prompt, near: near.toString(), answers, ...choice };
    return gate((more) =>
      withServerProgress<NewSegmentResult>(title, services.server, methods.newSegment, { ...params, ...more }),
    );
  };
  const given = asked.answers ?? [];
  const { result, answers } = await askUntilClear(await request(given), given, request);
  const { sameAs: _, ...decided } = result;
  const instead = await askInstead(result);
  return keep(services, { ...asked, answers }, result.sameAs && instead ? decided : result, instead);
}

/** Writes what came of a prompt, where something did, and adds it to its thread. */
async function keep(
  { threads }: Pick<Services, 'threads'>,
  { prompt, near, thread, answers = [] }: Asked,
  result: NewSegmentResult,
  instead: Instead,
): Promise<Made> {
  const text = instead && 'yaml' in instead ? instead.yaml : null;
  const opened = instead && 'open' in instead ? instead.open : undefined;
  const uri =
    opened ?? (result.uri === null || text === null ? undefined : await freeName(vscode.Uri.parse(result.uri)));
  if (uri && text !== null) await create(uri, text);
  const made = { kind: 'new', prompt, answers, uri: uri?.toString() ?? null, text, applied: !!uri } as const;
  const title = /^name: *["']?(.+?)["']?$/m.exec(result.yaml ?? '')?.[1] ?? prompt;
  const kept = await threads.store.add({ id: thread, title, near: near.toString() }, turnOf(made, result));
  return { result: text === null ? result : { ...result, yaml: text }, thread: kept.id, uri };
}

/** Writes the file in one undoable step. */
async function create(uri: vscode.Uri, yaml: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(yaml) });
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new Error(vscode.l10n.t('Could not write {0}.', vscode.workspace.asRelativePath(uri)));
  }
}

async function freeName(wanted: vscode.Uri): Promise<vscode.Uri> {
  const [, stem = wanted.path, extension = ''] = /^(.*?)(\.segment\.ya?ml)?$/.exec(wanted.path) ?? [];
  for (let number = 1; ; number++) {
    const uri = number === 1 ? wanted : wanted.with({ path: `${stem}-${number}${extension}` });
    const taken = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (!taken) return uri;
  }
}
