import * as vscode from 'vscode';
import type { NewSegmentResult } from '../../../server/src/protocol/index.ts';
import { createReadOnlyDocuments, type ReadOnlyDocuments } from '../platform/read-only-documents.ts';

/** Whether there is anything that the person has to know besides the file itself. */
export function hasRemarks(result: NewSegmentResult): boolean {
  return (
    result.status !== 'ok' ||
    result.notice !== undefined ||
    result.sameAs !== undefined ||
    (result.refusedAnswers?.length ?? 0) > 0 ||
    result.assumptions.length + result.questions.length + result.notUnderstood.length > 0
  );
}

/** All of it in one message: what failed, what was not understood, what is asked, what was assumed. */
export function summarise(result: NewSegmentResult): string {
  const parts: string[] = [];
  if (result.notice) parts.push(result.notice);
  if (result.status === 'unclear') parts.push(vscode.l10n.t('The prompt is not clear enough for a segment.'));
  if (result.sameAs) parts.push(vscode.l10n.t('“{0}” has the same rules already.', result.sameAs.name));
  for (const { reason } of result.refusedAnswers ?? []) parts.push(reason);
  if (result.notUnderstood.length) {
    parts.push(vscode.l10n.t('Not understood: {0}.', result.notUnderstood.map((words) => `“${words}”`).join(', ')));
  }
  for (const { question, options } of result.questions) {
    parts.push(options.length ? `${question} (${options.join(' · ')})` : question);
  }
  if (result.assumptions.length) parts.push(vscode.l10n.t('Assumed: {0}.', result.assumptions.join('; ')));
  return parts.join(' ');
}

let documents: ReadOnlyDocuments | undefined;

/** The same as a page beside the file, with which words became which rule. The file keeps the focus unless asked. */
export async function showDetails(prompt: string, result: NewSegmentResult, preserveFocus = false): Promise<void> {
  documents ??= createReadOnlyDocuments('segments-details');
  const look = { viewColumn: vscode.ViewColumn.Beside, preserveFocus };
  await documents.show(`${vscode.l10n.t('From prompt to segment')}.md`, details(prompt, result), look);
}

/** Exported for the tests. */
export function details(prompt: string, result: NewSegmentResult): string {
  const list = (title: string, lines: readonly string[]) =>
    lines.length ? [`## ${title}`, '', ...lines.map((line) => `- ${line}`), ''] : [];
  return [
    `# ${vscode.l10n.t('From prompt to segment')}`,
    '',
    `> ${prompt.replaceAll('\n', '\n> ')}`,
    '',
    ...(result.notice ? [result.notice, ''] : []),
    ...list(vscode.l10n.t('Not understood'), result.notUnderstood),
    ...list(
      vscode.l10n.t('Questions'),
      result.questions.map(({ about, question, options }) =>
        [`**${about}**: ${question}`, ...options.map((option) => `  - ${option}`)].join('\n'),
      ),
    ),
    ...list(
      vscode.l10n.t('Answered'),
      (result.answered ?? []).map(({ about, answer }) => `“${about}”: ${answer}`),
    ),
    ...list(vscode.l10n.t('Assumed'), result.assumptions),
    ...list(
      vscode.l10n.t('What became what'),
      result.phrases.map(({ text, rule }) => `“${text}” → ${rule}`),
    ),
    vscode.l10n.t('Provider: {0}', result.provider),
    '',
  ].join('\n');
}
