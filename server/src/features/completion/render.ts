import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  InsertTextMode,
  type Range,
} from 'vscode-languageserver';
import { quoteKey, quoteScalar } from '../../language/index.ts';
import type { Scalar } from '../../language/syntax/tree.ts';
import type { Cursor } from '../cursor/cursor.ts';
import type { FeatureContext } from '../feature.ts';
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

/** Where the items of one cursor go, and what the client takes once for all of them. */
export interface Place {
  readonly cursor: Cursor;
  readonly wrap: Wrap;
  readonly range: Range;
  /** The list has this range already. */
  readonly rangeIsDefault: boolean;
  readonly uri: string;
}

/** Fits a candidate to the text around the cursor: quotes, indentation, colon, brackets. */
export function renderItem(
  candidate: Candidate,
  place: Place,
  sortText: string,
  { client }: FeatureContext,
): CompletionItem {
  const { cursor } = place;
  const { text: newText, isSnippet } = textFor(candidate, place, client.snippets);
  const quote = cursor.quote ?? '';
  const { aliases } = candidate;
  // An editor looks for what stands from the edit's start to the cursor, quotes included.
  const words = [`${quote}${candidate.label}${quote}`, ...(aliases ?? [])].join(' ');
  const item: CompletionItem = { label: candidate.label, kind: KINDS[candidate.kind], sortText };
  if (words !== item.label) item.filterText = words;
  if (!place.rangeIsDefault) item.textEdit = { range: place.range, newText };
  else if (newText !== item.label) item.textEditText = newText;
  if (isSnippet) item.insertTextFormat = InsertTextFormat.Snippet;
  if (newText.includes('\n')) item.insertTextMode = InsertTextMode.asIs;
  const { detail, count } = candidate;
  // Where there is no place for it beside the label, it stands with the other words.
  if (count !== undefined && client.labelDetails) item.labelDetails = { description: count };
  // The documentation of an event begins with its description.
  const isRepeated = candidate.about?.of === 'event' && client.resolvesDocs && client.labelDetails;
  const beside = client.labelDetails ? [isRepeated ? undefined : detail] : [count, detail];
  const shown = beside.filter((each) => each !== undefined).join(' · ');
  if (shown !== '') item.detail = shown;
  if (candidate.about && client.resolvesDocs) item.data = { uri: place.uri, about: candidate.about };
  else if (candidate.doc) item.documentation = documentation(candidate.doc, client.completionMarkdown);
  if (candidate.deprecated) item.tags = [CompletionItemTag.Deprecated];
  if (candidate.opens === true && !cursor.colon && !cursor.below && client.suggestsAgain) {
    item.command = { title: 'Suggest', command: 'editor.action.triggerSuggest' };
  }
  return item;
}

export const documentation = (doc: string, markdown: boolean): NonNullable<CompletionItem['documentation']> =>
  markdown ? { kind: 'markdown', value: doc } : doc;

function textFor(
  candidate: Candidate,
  { cursor, wrap }: Place,
  snippets: boolean,
): { readonly text: string; readonly isSnippet: boolean } {
  if (candidate.insert.as === 'scalar' && wrap !== 'braces') {
    // A thousand of these are common: a scalar holds no stops, so it needs none of what snippets need.
    const own = scalarOf(candidate, candidate.insert.value, cursor);
    if (!own.includes('\n')) return { text: `${cursor.lead}${wrapped(own, wrap)}${cursor.tail}`, isSnippet: false };
  }
  const snippet = wrapped(snippetOf(candidate, cursor), wrap);
  const lines = `${cursor.lead}${snippet}${cursor.tail}`.replaceAll('\n', `\n${' '.repeat(cursor.column)}`);
  const isSnippet = snippets && hasStops(lines);
  return { text: isSnippet ? lines : plainText(lines), isSnippet };
}

const written = { block: new WeakMap<Candidate, string>(), flow: new WeakMap<Candidate, string>() };

/** A candidate's scalar as the place demands it; remembered for lists that stay, as a schema's events do. */
function scalarOf(candidate: Candidate, value: Scalar, cursor: Cursor): string {
  if (cursor.quote || cursor.slot === 'key') return scalarText(value, cursor);
  const known = written[cursor.flow ? 'flow' : 'block'];
  let text = known.get(candidate);
  if (text === undefined) {
    text = scalarText(value, cursor);
    known.set(candidate, text);
  }
  return text;
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
      if (cursor.below) return snippetText(`${quoteKey(insert.key)}:`);
      return cursor.flow ? flowEntry(insert.snippet) : insert.snippet;
    }
  }
}

function scalarText(value: Scalar, cursor: Cursor): string {
  if (cursor.quote && typeof value === 'string') return quotedAs(value, cursor.quote);
  // In a key's place a name is a key.
  if (cursor.slot === 'key') return `${quoteKey(String(value))}${cursor.colon ? '' : cursor.below ? ':' : ': '}`;
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
