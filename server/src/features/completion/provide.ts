import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  type Range,
} from 'vscode-languageserver';
import type { Cursor } from '../cursor/cursor.ts';
import { cursorsAt } from '../cursor/cursor.ts';
import type { Feature, FeatureContext, FeatureDocument } from '../feature.ts';
import { keyInfo } from '../place/key-docs.ts';
import { shapeAt } from '../place/place.ts';
import { propertyOf } from '../place/properties.ts';
import { get, type Owner, type Shape, textsOf } from '../place/shape.ts';
import type { Candidate } from './candidate.ts';
import { keyCandidates } from './keys.ts';
import { usedElsewhere } from './names.ts';
import { type Ranking, rankingOf } from './ranking.ts';
import { renderItem, type Wrap } from './render.ts';
import { schemaValueCandidates } from './schema-values.ts';
import { plainText } from './snippet.ts';
import { valueCandidates } from './values.ts';
import { wholeRules } from './whole-rules.ts';

export const completion: Feature<CompletionParams, CompletionList> = {
  method: 'textDocument/completion',
  capability: {
    completionProvider: { triggerCharacters: [' ', ':', '-', '[', ',', '{', '"', "'"], resolveProvider: true },
  },
  fallback: { isIncomplete: false, items: [] },
  provide: (document, { position, context: trigger }, context) => {
    const offset = document.text.offsetAt(position);
    // A space or a dash typed in the middle of a text is no wish for a list of keys.
    const typed = trigger?.triggerCharacter;
    const found = cursorsAt(document.text.getText(), offset, document.kind)
      .filter((cursor) => typed !== ' ' || cursor.slot !== 'key' || cursor.typed.trim() === '')
      .map((cursor) => ({ cursor, range: rangeIn(document, cursor), ...candidatesAt(cursor, document, context) }))
      .filter(({ candidates }) => candidates.length > 0);
    const shared = context.client.listDefaults.has('editRange') ? found[0]?.range : undefined;
    const items: CompletionItem[] = [];
    const seen = new Set<string>();
    for (const { cursor, range, candidates, wrap } of found) {
      const rangeIsDefault = shared !== undefined && isSame(shared, range);
      const place = { cursor, wrap, range, rangeIsDefault, uri: document.uri };
      const where = `${range.start.line}:${range.start.character}-${range.end.character}`;
      for (const candidate of candidates) {
        const item = renderItem(candidate, place, String(items.length).padStart(5, '0'), context);
        const key = `${where}\n${item.label}\n${item.textEdit?.newText ?? item.textEditText ?? item.label}`;
        if (seen.has(key)) continue;
        seen.add(key);
        items.push(item);
      }
    }
    return {
      // Durations depend on the number typed so far, whole rules on the letters, values on what is being looked up.
      isIncomplete:
        items.some((item) => item.kind === CompletionItemKind.Unit) ||
        found.some(({ more }) => more) ||
        context.data.of(document.uri)?.busy === true,
      ...(shared ? { itemDefaults: { editRange: shared } } : {}),
      items,
    };
  },
};

/** A cursor's edit never takes more than one line. */
function rangeIn({ text }: FeatureDocument, { range }: Cursor): Range {
  return { start: text.positionAt(range.start), end: text.positionAt(range.end) };
}

const isSame = (a: Range, b: Range): boolean =>
  a.start.line === b.start.line &&
  a.start.character === b.start.character &&
  a.end.line === b.end.line &&
  a.end.character === b.end.character;

function candidatesAt(cursor: Cursor, document: FeatureDocument, context: FeatureContext): Found {
  const shape = shapeAt(cursor.path, document.kind);
  const ranking = rankingOf(document, context);
  if (cursor.slot === 'key') return keysAt(shape, cursor, document, ranking);
  return valuesAt(shape, cursor, document, context, ranking);
}

interface Found {
  readonly candidates: readonly Candidate[];
  readonly wrap: Wrap;
  /** Other letters may have others. */
  readonly more?: boolean;
}

const NONE: Found = { candidates: [], wrap: 'none' };

function keysAt(shape: Shape, cursor: Cursor, document: FeatureDocument, ranking: Ranking): Found {
  // The map's own keys without the one that is being written.
  const own = 'map' in shape && cursor.map ? ({ ...shape, map: cursor.map } as Shape) : shape;
  lookUpAhead(own, document, ranking);
  const begins = own.of === 'rule' && (cursor.map?.entries.length ?? 0) === 0;
  const rules = begins ? wholeRules(cursor.typed, document, ranking) : [];
  return { candidates: [...keyCandidates(own, cursor.map, document, ranking), ...rules], wrap: 'none', more: begins };
}

/** Who names a property asks for its values next: they are looked up while the operator is chosen. */
function lookUpAhead(shape: Shape, { snapshot }: FeatureDocument, { data }: Ranking): void {
  if (!data || (shape.of !== 'rule' && shape.of !== 'filter')) return;
  const owner: Owner = shape.of === 'rule' ? { of: 'users' } : { of: 'events', events: shape.events };
  const [name] = textsOf(get(shape.map, shape.of === 'rule' ? 'user' : 'property'));
  const property = name === undefined ? undefined : propertyOf(snapshot.schema, owner, name);
  if (property) data.property(property);
}

function valuesAt(
  shape: Shape,
  cursor: Cursor,
  document: FeatureDocument,
  context: FeatureContext,
  ranking: Ranking,
): Found {
  const item = cursor.slot === 'item';
  const typed = cursor.typed.trim();
  if (shape.of === 'value') {
    const place = { typed, item, many: shape.many };
    const candidates = [
      ...valueCandidates(shape.expect, place, document, context),
      ...(shape.expect.kind === 'text' ? textCandidates(cursor, document) : []),
    ];
    return { candidates, wrap: shape.many === 'yes' && !item && !candidates.every(isSnippet) ? 'list' : 'none' };
  }
  if (shape.of === 'schema') {
    const { candidates, many } = schemaValueCandidates(shape, { typed, item, many: 'no' }, document, context);
    return { candidates, wrap: many ? 'list' : 'none' };
  }
  // A rule, filter or step in brackets: its map needs braces. (On its own line its keys are offered as keys.)
  if (item && cursor.flow && (shape.of === 'rule' || shape.of === 'filter' || shape.of === 'step')) {
    const begins = shape.of === 'rule';
    const keys = keyCandidates({ ...shape, map: undefined }, undefined, document, ranking);
    const rules = begins ? wholeRules(typed, document, ranking) : [];
    return { candidates: [...keys, ...rules], wrap: 'braces', more: begins };
  }
  return skeleton(cursor, document);
}

/** A map where a key's value begins: what its documentation shows, to fill in. */
function skeleton(cursor: Cursor, { kind, snapshot }: FeatureDocument): Found {
  const last = cursor.path.at(-1);
  if (cursor.slot !== 'value' || last?.kind !== 'entry') return NONE;
  const info = keyInfo(shapeAt(cursor.path.slice(0, -1), kind), last.key, snapshot.schema);
  const value = info?.snippet.startsWith(`${last.key}: {`) ? info.snippet.slice(last.key.length + 2) : undefined;
  if (value === undefined) return NONE;
  return {
    candidates: [{ label: plainText(value), kind: 'value', insert: { as: 'snippet', snippet: value } }],
    wrap: 'none',
  };
}

const isSnippet = (candidate: Candidate) => candidate.insert.as === 'snippet';

/** Tags and owners that other segments have. */
function textCandidates(cursor: Cursor, document: FeatureDocument): readonly Candidate[] {
  const [first] = cursor.path;
  if (document.kind !== 'segment' || first?.kind !== 'entry') return [];
  return first.key === 'tags' || first.key === 'owner' ? usedElsewhere(document.snapshot, document.uri, first.key) : [];
}
