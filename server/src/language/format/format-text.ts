/**
 * The canonical text of a file: keys in the language's order, two spaces, plain text where that is safe, short lists in
 * brackets, one blank line at most. What the author wrote in brackets stays so while it fits a line. The layout and the
 * comments are the YAML library's; every scalar is written by us, so that no value can change on the way.
 */
import { type Document, isMap, isScalar, parseDocument, type Scalar as YamlScalar } from 'yaml';
import { errorsIn } from '../diagnostic.ts';
import { parseYaml } from '../syntax/parse.ts';
import { tokens } from '../syntax/scan.ts';
import type { SyntaxNode, Tree } from '../syntax/tree.ts';
import { arrange } from './arrange.ts';
import { Held } from './held.ts';
import { asWritten, type Order, orderOf } from './order.ts';

export type Formatted = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** Formats a whole file; refuses, with the reason, a text that cannot be read without doubt. */
export function formatText(text: string, kind: 'segment' | 'schema'): Formatted {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const before = parseYaml(source);
  const problem = errorsIn(before.diagnostics)[0];
  if (problem !== undefined) {
    const line = source.slice(0, problem.range.start).split('\n').length;
    return { ok: false, reason: `Line ${line}: ${problem.message}` };
  }
  // Keys are only put in order as long as that moves no alias before its anchor and loses no comment.
  for (const order of [orderOf(kind), undefined]) {
    const formatted = settle(source, order);
    if (formatted !== undefined && saysTheSame(before, formatted)) return { ok: true, text: formatted };
  }
  return {
    ok: false,
    reason: 'The layout of this file cannot be changed without changing its meaning or losing a comment.',
  };
}

/** Lays out again until nothing changes: a comment in an odd place can need a second look. */
function settle(source: string, order: Order | undefined): string | undefined {
  let text = source;
  for (let round = 0; round < 5; round++) {
    const next = layOut(text, order);
    if (next === undefined || next === text) return next;
    text = next;
  }
  return undefined;
}

function layOut(source: string, order: Order | undefined): string | undefined {
  const document = parseDocument(source, {
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
    keepSourceTokens: true,
    logLevel: 'silent',
  });
  if (document.contents === null) return onlyComments(source);
  const held = new Held(source);
  const header = takeHeader(document);
  keepEndClose(document, source);
  arrange(document.contents, { held, source, order: order ?? asWritten, column: 0, inline: false, isRoot: true });
  restoreHeader(document, header);
  const text = print(document);
  return text && `${held.fill(text).replace(/^\n+/, '').trimEnd()}\n`;
}

/** `undefined` for what the library reads but cannot write: anchors with odd characters in them. */
function print(document: Document.Parsed): string | undefined {
  try {
    return document.toString({ lineWidth: 0, flowCollectionPadding: false, indentSeq: true, verifyAliasOrder: false });
  } catch {
    return undefined;
  }
}

/** The library parts a file's last comment from what stands above it; where the author did not, it stays close. */
function keepEndClose(document: Document.Parsed, source: string): void {
  const { contents } = document;
  if (!isMap(contents) || document.comment == null) return;
  const rest = source.slice(contents.range[1]);
  if (!/^[^\n]*\n?[ \t]*#/.test(rest) || /^[^\n]*\n\s*\n/.test(rest)) return;
  contents.comment = contents.comment ? `${contents.comment}\n${document.comment}` : document.comment;
  document.comment = null;
}

/** A file's first comment belongs to the file, not to the key that happens to come first, when a blank line parts them. */
function takeHeader(document: Document.Parsed): string | undefined {
  const first = firstKey(document);
  const comment = first?.commentBefore;
  const end = comment?.lastIndexOf('\n\n') ?? -1;
  if (first == null || comment == null || end < 0) return undefined;
  first.commentBefore = comment.slice(end + 2);
  return comment.slice(0, end);
}

function restoreHeader(document: Document.Parsed, header: string | undefined): void {
  const first = firstKey(document);
  if (first === undefined) return;
  first.spaceBefore = false;
  if (header === undefined) return;
  first.commentBefore = first.commentBefore ? `${header}\n\n${first.commentBefore}` : `${header}\n\n`;
}

function firstKey({ contents }: Document.Parsed): YamlScalar | undefined {
  const [pair] = isMap(contents) ? contents.items : [];
  return isScalar(pair?.key) ? pair.key : undefined;
}

/** A text of comments alone. */
function onlyComments(source: string): string {
  const text = source.replace(/[ \t]+$/gm, '').trim();
  return text === '' ? '' : `${text}\n`;
}

/** The same data, every comment still there, and no more problems than before. */
export function saysTheSame(before: Tree, formatted: string): boolean {
  const after = parseYaml(formatted);
  return (
    errorsIn(after.diagnostics).length <= errorsIn(before.diagnostics).length &&
    isSame(before.root, after.root) &&
    comments(before.text).join('\n') === comments(formatted).join('\n')
  );
}

function comments(text: string): string[] {
  const found: string[] = [];
  for (const { source } of tokens(text)) if (source.startsWith('#')) found.push(source.trimEnd());
  return found.sort();
}

function isSame(a: SyntaxNode | undefined, b: SyntaxNode | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.kind === 'scalar') return b.kind === 'scalar' && Object.is(a.value, b.value);
  if (a.kind === 'list') {
    return (
      b.kind === 'list' && a.items.length === b.items.length && a.items.every((item, i) => isSame(item, b.items[i]))
    );
  }
  if (b.kind !== 'map' || a.entries.length !== b.entries.length) return false;
  const others = new Map(b.entries.map(({ key, value }) => [key.value, value]));
  return a.entries.every(({ key, value }) => others.has(key.value) && isSame(value, others.get(key.value)));
}
