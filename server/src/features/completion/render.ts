import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  InsertTextMode,
} from 'vscode-languageserver';
import { quoteKey, quoteScalar } from '../../language/index.ts';
import type { Scalar } from '../../language/syntax/tree.ts';
import type { Cursor } from '../cursor/cursor.ts';
import type { FeatureContext, FeatureDocument } from '../feature.ts';
import type { Candidate, CandidateKind } from './candidate.ts';
import { flowEntry, hasStops, inFlow, plainText, snippetText } from './snippet.ts';

const KINDS: Readonly<Record<CandidateKind, CompletionItemKind>> = {
  rule: CompletionItemKind.Keyword,
  key: CompletionItemKind.Property,
  operator: CompletionItemKind.Operator,
  event: CompletionItemKind.Event,
  property: CompletionItemKind.Field,
  segment: CompletionItemKind.Module,
  channel: CompletionItemKind.EnumMember,
  value: CompletionItemKind.EnumMember,
  time: CompletionItemKind.Unit,
  file: CompletionItemKind.File,
  text: CompletionItemKind.Text,
};

/** How a candidate is wrapped at its place: an item of a list that has not begun, a map inside brackets. */
export type Wrap = 'none' | 'list' | 'braces';

/** Fits a candidate to the text around the cursor: quotes, indentation, colon, brackets. */
export function renderItem(
  candidate: Candidate,
  cursor: Cursor,
  wrap: Wrap,
  rank: number,
  document: FeatureDocument,
  { client }: FeatureContext,
): CompletionItem {
  const snippet = wrapped(snippetOf(candidate, cursor), wrap);
  const indent = ' '.repeat(cursor.column);
  const lines = `${cursor.lead}${snippet}`.replaceAll('\n', `\n${indent}`);
  const isSnippet = client.snippets && hasStops(lines);
  const newText = isSnippet ? lines : plainText(lines);
  const quote = candidate.insert.as === 'scalar' ? (cursor.quote ?? '') : '';
  const words = [candidate.label, ...(candidate.aliases ?? [])].join(' ');
  const item: CompletionItem = {
    label: candidate.label,
    kind: KINDS[candidate.kind],
    sortText: String(rank).padStart(5, '0'),
    filterText: `${quote}${words}`,
    textEdit: {
      range: {
        start: document.text.positionAt(cursor.range.start),
        end: document.text.positionAt(cursor.range.end),
      },
      newText,
    },
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(newText.includes('\n') ? { insertTextMode: InsertTextMode.asIs } : {}),
    ...(candidate.detail === undefined ? {} : { detail: candidate.detail }),
    ...(candidate.doc === undefined
      ? {}
      : { documentation: client.completionMarkdown ? { kind: 'markdown', value: candidate.doc } : candidate.doc }),
    ...(candidate.deprecated ? { tags: [CompletionItemTag.Deprecated] } : {}),
  };
  const opens = candidate.opens === true && !cursor.colon;
  return opens && client.suggestsAgain
    ? { ...item, command: { title: 'Suggest', command: 'editor.action.triggerSuggest' } }
    : item;
}

/** The candidate as snippet text, its lines relative to the cursor's column. */
function snippetOf({ insert }: Candidate, cursor: Cursor): string {
  switch (insert.as) {
    case 'scalar':
      return snippetText(scalarText(insert.value, cursor));
    case 'snippet':
      return cursor.flow ? inFlow(insert.snippet) : insert.snippet;
    case 'entry': {
      if (cursor.colon) return snippetText(cursor.quote ? quotedAs(insert.key, cursor.quote) : quoteKey(insert.key));
      return cursor.flow ? flowEntry(insert.snippet) : insert.snippet;
    }
  }
}

function scalarText(value: Scalar, cursor: Cursor): string {
  if (cursor.quote && typeof value === 'string') return quotedAs(value, cursor.quote);
  // In a key's place a name is a key.
  if (cursor.slot === 'key') return `${quoteKey(String(value))}${cursor.colon ? '' : ': '}`;
  return quoteScalar(value, cursor.flow ? 'flow' : 'block');
}

/** A text in the quotes that stand there already. */
function quotedAs(text: string, quote: '"' | "'"): string {
  if (quote === "'") return `'${text.replaceAll("'", "''")}'`;
  const quoted = quoteScalar(text);
  return quoted.startsWith('"') ? quoted : JSON.stringify(text);
}

function wrapped(snippet: string, wrap: Wrap): string {
  if (wrap === 'list') return `[${snippet}]`;
  return wrap === 'braces' ? `{${flowEntry(snippet)}}` : snippet;
}
