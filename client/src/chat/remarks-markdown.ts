import * as vscode from 'vscode';
import type { Remarks } from '../../../server/src/protocol/index.ts';

/** What a person has to know besides the segment, for the chat. */
export function remarksMarkdown(remarks: Remarks): string {
  const list = (title: string, lines: readonly string[]) =>
    lines.length ? ['', `**${title}**`, '', ...lines.map((line) => `- ${plain(line)}`)] : [];
  return [
    ...(remarks.notice ? ['', plain(remarks.notice)] : []),
    ...list(vscode.l10n.t('Not understood'), remarks.notUnderstood),
    ...list(
      vscode.l10n.t('Questions'),
      remarks.questions.map(({ question, options }) => [question, options.join(' · ')].filter(Boolean).join(' — ')),
    ),
    ...list(vscode.l10n.t('Assumed'), remarks.assumptions),
    ...list(
      vscode.l10n.t('What became what'),
      remarks.phrases.map(({ text, rule }) => `“${text}” → ${rule}`),
    ),
    '',
  ].join('\n');
}

/** Words of prompts and schemas are shown as they are: no links, no HTML, no emphasis. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|!]/g, '\\$&').replace(/\s+/g, ' ');
}
