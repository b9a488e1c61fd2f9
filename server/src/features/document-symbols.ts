import {
  type DocumentSymbol,
  type DocumentSymbolParams,
  type SymbolInformation,
  SymbolKind,
} from 'vscode-languageserver';
import type { Range } from '../language/index.ts';
import type { Entry, SyntaxNode } from '../language/syntax/tree.ts';
import { rangeAt } from './definition.ts';
import type { Feature, FeatureDocument } from './feature.ts';
import { ruleKindOf } from './place/rule-shapes.ts';
import { get, textsOf } from './place/shape.ts';

/** The outline: a segment's rules, a schema's users, events and channels. */
export const documentSymbols: Feature<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[]> = {
  method: 'textDocument/documentSymbol',
  capability: { documentSymbolProvider: true },
  provide: (document, _params, { client }) => {
    const root = document.tree.root;
    if (root?.kind !== 'map') return [];
    const symbols = root.entries.map((entry) => entrySymbol(entry, document, document.kind === 'schema' ? 4 : 1));
    return client.hierarchicalSymbols ? symbols : flat(symbols, document.uri, undefined);
  },
};

const KINDS: Readonly<Record<string, SymbolKind>> = {
  users: SymbolKind.Class,
  events: SymbolKind.Namespace,
  channels: SymbolKind.Interface,
  where: SymbolKind.Array,
};

/** An entry of the file; `depth` says how far down plain entries are worth a line. */
function entrySymbol(entry: Entry, document: FeatureDocument, depth: number): DocumentSymbol {
  const name = String(entry.key.value);
  const { value } = entry;
  const isRules = value?.kind === 'list' && value.items.some((item) => item.kind === 'map' && ruleKindOf(item));
  const children = isRules
    ? value.items.flatMap((item) => ruleSymbol(item, document))
    : value?.kind === 'map' && depth > 0
      ? value.entries.map((child) => entrySymbol(child, document, depth - 1))
      : [];
  const kind = KINDS[name] ?? (children.length > 0 ? SymbolKind.Object : SymbolKind.Property);
  const detail =
    value?.kind === 'scalar'
      ? short(String(value.value ?? ''))
      : value?.kind === 'list'
        ? short(textsOf(value).join(', '))
        : '';
  return symbol(document, {
    name,
    kind,
    detail: isRules ? '' : detail,
    range: entry.range,
    selection: entry.key.range,
    children,
  });
}

/** A rule, a filter or a step with what is nested in it. */
function ruleSymbol(node: SyntaxNode, document: FeatureDocument): readonly DocumentSymbol[] {
  if (node.kind !== 'map') return [];
  const kind = ruleKindOf(node) ?? (get(node, 'property') ? 'property' : undefined);
  const head = node.entries.find((entry) => entry.key.value === kind);
  if (!kind || !head) return [];
  const nested = node.entries.flatMap(({ value }) =>
    value?.kind === 'list' ? value.items.flatMap((item) => ruleSymbol(item, document)) : [],
  );
  const subject = head.value?.kind === 'map' || nested.length > 0 ? [] : textsOf(head.value);
  const name = [
    kind,
    ...(head.value?.kind === 'scalar' ? textsOf(head.value) : subject.length > 0 ? [subject.join(', ')] : []),
  ].join(' ');
  const detail = node.entries
    .filter((entry) => entry !== head && entry.value?.kind === 'scalar')
    .map((entry) => `${entry.key.value} ${textsOf(entry.value).join('')}`)
    .join(', ');
  const group = kind === 'all' || kind === 'any' || kind === 'none' || kind === 'sequence';
  return [
    symbol(document, {
      name: short(name),
      kind: group ? SymbolKind.Array : kind === 'did' || kind === 'did_not' ? SymbolKind.Event : SymbolKind.Field,
      detail: short(detail),
      range: node.range,
      selection: head.key.range,
      children: nested,
    }),
  ];
}

interface Symbol_ {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly detail: string;
  readonly range: Range;
  readonly selection: Range;
  readonly children: readonly DocumentSymbol[];
}

function symbol(
  document: FeatureDocument,
  { name, kind, detail, range, selection, children }: Symbol_,
): DocumentSymbol {
  return {
    // An empty name is refused by clients.
    name: name.trim() === '' ? '(empty)' : name,
    kind,
    ...(detail === '' ? {} : { detail }),
    range: rangeAt(document, document.uri, {
      start: Math.min(range.start, selection.start),
      end: Math.max(range.end, selection.end),
    }),
    selectionRange: rangeAt(document, document.uri, selection),
    ...(children.length === 0 ? {} : { children: [...children] }),
  };
}

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
};

function flat(symbols: readonly DocumentSymbol[], uri: string, container: string | undefined): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children }) => [
    { name, kind, location: { uri, range }, ...(container === undefined ? {} : { containerName: container }) },
    ...flat(children ?? [], uri, name),
  ]);
}
