import type { DocumentHighlight, DocumentHighlightParams, Location, ReferenceParams } from 'vscode-languageserver';
import type { Range, Rule } from '../language/index.ts';
import { schemaRules, type Use, usesOf } from '../project/index.ts';
import { rangeAt } from './definition.ts';
import type { Feature, FeatureDocument } from './feature.ts';
import { declarationOf, type Target, targetsAt } from './targets.ts';

/** Everywhere that rules of the project, of its channels and of its glossary speak of something. */
export const references: Feature<ReferenceParams, Location[]> = {
  method: 'textDocument/references',
  capability: { referencesProvider: true },
  provide: (document, { position, context }) => {
    const targets = targetsOf(document, document.text.offsetAt(position));
    return placesOf(targets, document, context.includeDeclaration).map(({ uri, range }) => ({
      uri,
      range: rangeAt(document, uri, range),
    }));
  },
};

/** The same name elsewhere in this document. */
export const documentHighlight: Feature<DocumentHighlightParams, DocumentHighlight[]> = {
  method: 'textDocument/documentHighlight',
  capability: { documentHighlightProvider: true },
  provide: (document, { position }) => {
    const targets = targetsAt(document, document.text.offsetAt(position))?.targets ?? [];
    return placesOf(targets, document, true)
      .filter(({ uri, range }) => uri === document.uri && range.end > range.start)
      .map(({ range }) => ({ range: rangeAt(document, document.uri, range) }));
  },
};

/** On the name of a segment its own references are meant. */
function targetsOf(document: FeatureDocument, offset: number): readonly Target[] {
  const found = targetsAt(document, offset);
  if (found) return found.targets;
  const reading = document.snapshot.reading(document.uri);
  const name = reading?.segment?.nameRange;
  return reading && name && name.start <= offset && offset <= name.end ? [{ kind: 'segment', name: reading.id }] : [];
}

interface Place {
  readonly uri: string;
  readonly range: Range;
}

function placesOf(targets: readonly Target[], document: FeatureDocument, withDeclaration: boolean): readonly Place[] {
  const { snapshot } = document;
  const places: Place[] = [];
  if (withDeclaration) places.push(...targets.flatMap((target) => declarationOf(target, document) ?? []));
  const search = (uri: string, rules: readonly Rule[]) => {
    for (const use of usesOf(rules)) {
      if (targets.some((target) => speaksOf(use, target))) places.push({ uri, range: use.range });
    }
  };
  search(snapshot.schemaUri, schemaRules(snapshot.schema));
  for (const reading of snapshot.readings.values()) search(reading.uri, reading.segment?.where ?? []);
  return places;
}

function speaksOf(use: Use, target: Target): boolean {
  if (use.kind !== target.kind || use.name !== target.name) return false;
  if (use.kind !== 'property' || target.kind !== 'property') return true;
  return target.event === undefined ? use.events.length === 0 : use.events.includes(target.event);
}
