/** Changes as the protocol's edits, no larger than what differs. */
import type { Command, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { applyEdits, errorsIn, parseYaml, type Range, type TextEdit } from '../../language/index.ts';
import type { FeatureContext, FeatureDocument } from '../feature.ts';
import { workspaceEdit } from '../workspace-edit.ts';
import type { Change } from './refactoring.ts';
import { commentsIn } from './rejoin.ts';

type Actions = FeatureContext['client']['actions'];

/** Whether the client can make what a change makes. */
export function canApply(change: Change, client: Actions): boolean {
  if (change.creates?.length && !client.createsFiles) return false;
  return !change.renames?.length || client.renamesFiles;
}

/** True when the document can still be read after the change as well as before, and no comment is lost. */
export function isFaithful(change: Change, document: FeatureDocument): boolean {
  const own = change.edits.filter(({ uri }) => uri === undefined || uri === document.uri);
  if (own.length === 0) return true;
  const errors = (text: string) => errorsIn(parseYaml(text).diagnostics).length;
  const before = document.text.getText();
  const after = applyEdits(before, own);
  if (change.togglesComments) return errors(after) <= errors(before);
  const kept = new Set(
    [after, ...(change.creates ?? []).map(({ text }) => text)].flatMap((text) => commentsIn([text])),
  );
  return errors(after) <= errors(before) && commentsIn([before]).every((comment) => kept.has(comment));
}

/** A change as one edit of the protocol. */
export function changeEdit(change: Change, document: FeatureDocument, client: Actions): WorkspaceEdit {
  const textOf = (uri: string) => (uri === document.uri ? document.text : document.textOf(uri));
  const edits = change.edits.map((edit) => {
    const uri = edit.uri ?? document.uri;
    return { uri, ...narrowed(textOf(uri)?.getText() ?? '', edit) };
  });
  const files = { textOf, snapshotOf: () => document.snapshot };
  return workspaceEdit(edits, change.renames ?? [], files, client, change.creates);
}

/** Asks for a better name as soon as the change is made; a command of our own VS Code client. */
export function nameCommand(change: Change, document: FeatureDocument, client: Actions): Command | undefined {
  const { names } = change;
  if (!names || !client.asksForNames) return undefined;
  const after = TextDocument.create(document.uri, '', 0, applyEdits(document.text.getText(), change.edits));
  return {
    title: 'Rename',
    command: 'segments.renameAt',
    arguments: [document.uri, after.positionAt(names.offset)],
  };
}

/** The edit without the lines that it leaves as they are at its start and end. */
function narrowed(text: string, { range, newText }: TextEdit): { readonly range: Range; readonly newText: string } {
  const old = text.slice(range.start, range.end);
  let head = 0;
  while (head < old.length && old[head] === newText[head]) head++;
  head = old.lastIndexOf('\n', head - 1) + 1;
  if (old.slice(0, head) !== newText.slice(0, head)) head = 0;
  let tail = 0;
  const most = Math.min(old.length, newText.length) - head;
  while (tail < most && old.at(-1 - tail) === newText.at(-1 - tail)) tail++;
  // A line break of two characters has no place in its middle that the protocol could name.
  const lineBreak = /\r\n|(?<!\r)\n/g;
  lineBreak.lastIndex = old.length - tail;
  const cut = tail === 0 ? undefined : lineBreak.exec(old)?.index;
  tail = cut === undefined ? 0 : old.length - cut;
  return {
    range: { start: range.start + head, end: range.end - tail },
    newText: newText.slice(head, newText.length - tail),
  };
}
