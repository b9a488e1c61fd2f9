import { SymbolKind, type WorkspaceSymbol, type WorkspaceSymbolParams } from 'vscode-languageserver';
import type { Range } from '../language/index.ts';
import type { ProjectSnapshot } from '../project/index.ts';
import type { FeatureWorkspace, WorkspaceFeature } from './feature.ts';

/** More than a person looks through; who types on gets others. */
const MOST = 300;

/** A symbol before its place is known in lines. */
interface Found {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly container: string;
  readonly uri: string;
  readonly range: Range;
}

/** Segments by name, id and tag; events, properties, channels and glossary words of all projects. */
export const workspaceSymbols: WorkspaceFeature<WorkspaceSymbolParams, WorkspaceSymbol[]> = {
  method: 'workspace/symbol',
  capability: { workspaceSymbolProvider: { resolveProvider: true } },
  fallback: [],
  provide: (workspace, { query }, { client, signal }) => {
    const wanted = query.toLowerCase().replace(/\s+/g, '');
    const found: { readonly symbol: Found; readonly score: number }[] = [];
    for (const snapshot of workspace.snapshots) {
      for (const symbol of symbolsOf(snapshot)) {
        const score = scoreOf(symbol.name, wanted);
        if (score !== undefined) found.push({ symbol, score });
      }
      if (signal.aborted) return [];
    }
    found.sort((a, b) => b.score - a.score || a.symbol.name.length - b.symbol.name.length);
    return found.slice(0, MOST).map(({ symbol }) => {
      const { name, kind, container: containerName, uri, range } = symbol;
      const data: Place = { uri, start: range.start, end: range.end };
      const location = client.resolvesSymbols ? { uri } : { uri, range: linesOf(data, workspace) };
      return { name, kind, containerName, location, data };
    });
  },
};

/** Where the symbol that a person chose stands. */
export const workspaceSymbolResolve: WorkspaceFeature<WorkspaceSymbol, WorkspaceSymbol> = {
  method: 'workspaceSymbol/resolve',
  capability: { workspaceSymbolProvider: { resolveProvider: true } },
  provide: (workspace, symbol) => {
    const place = symbol.data as Partial<Place> | null | undefined;
    if (typeof place?.uri !== 'string' || typeof place.start !== 'number' || typeof place.end !== 'number')
      return symbol;
    const { uri, start, end } = place;
    return { ...symbol, location: { uri, range: linesOf({ uri, start, end }, workspace) } };
  },
};

interface Place extends Range {
  readonly uri: string;
}

function linesOf({ uri, start, end }: Place, workspace: FeatureWorkspace) {
  const text = workspace.textOf(uri);
  const origin = { line: 0, character: 0 };
  return text ? { start: text.positionAt(start), end: text.positionAt(end) } : { start: origin, end: origin };
}

const known = new WeakMap<ProjectSnapshot, readonly Found[]>();

/** All that a project declares. Files that are still to be read are known by their id alone. */
function symbolsOf(snapshot: ProjectSnapshot): readonly Found[] {
  const before = known.get(snapshot);
  if (before) return before;
  const found = [...segmentSymbols(snapshot), ...(snapshot.governed ? schemaSymbols(snapshot) : [])];
  if (snapshot.unread().length === 0) known.set(snapshot, found);
  return found;
}

function segmentSymbols(snapshot: ProjectSnapshot): readonly Found[] {
  const symbols: Found[] = [];
  for (const [id, uris] of snapshot.filesById) {
    for (const uri of uris) {
      const summary = snapshot.known(uri);
      // Editors look for what is typed in the name alone, so it holds all that a segment is looked for by.
      const name = summary && summary.name !== id ? `${summary.name} · ${id}` : id;
      const tags = summary?.tags.map((tag) => ` #${tag}`).join('') ?? '';
      const range = summary?.nameRange ?? { start: 0, end: 0 };
      symbols.push({ name: name + tags, kind: SymbolKind.Class, container: 'segment', uri, range });
    }
  }
  return symbols;
}

function schemaSymbols({ schema, schemaUri: uri }: ProjectSnapshot): readonly Found[] {
  const symbols: Found[] = [];
  const add = (name: string, kind: SymbolKind, container: string, range: Range) =>
    symbols.push({ name, kind, container, uri, range });
  for (const event of schema.events.values()) {
    add(event.name, SymbolKind.Event, 'event', event.range);
    for (const property of event.properties.values()) {
      add(property.name, SymbolKind.Property, event.name, property.range);
    }
  }
  for (const property of schema.users.values()) add(property.name, SymbolKind.Property, 'users', property.range);
  for (const channel of schema.channels.values()) add(channel.id, SymbolKind.Interface, 'channel', channel.range);
  for (const entry of schema.glossary.values()) add(entry.term, SymbolKind.Constant, 'glossary', entry.range);
  return symbols;
}

/**
 * How well a name fits what was typed: its letters in order, better at the start of words and next to each other.
 * Undefined when it does not.
 */
function scoreOf(name: string, wanted: string): number | undefined {
  const text = name.toLowerCase();
  const whole = text.indexOf(wanted);
  if (whole >= 0) return 1000 + (whole === 0 ? 100 : isWordStart(text, whole) ? 50 : 0);
  let score = 0;
  let at = -1;
  for (const letter of wanted) {
    const next = text.indexOf(letter, at + 1);
    if (next < 0) return undefined;
    if (next === at + 1) score += 5;
    if (isWordStart(text, next)) score += 10;
    at = next;
  }
  return score;
}

const isWordStart = (text: string, at: number): boolean => at === 0 || /[\s._\-·#]/.test(text[at - 1]!);
