/** What can be picked at a place, ranked: the candidates of completion, so that both offer the same. */
import type { Candidate, CandidateKind } from '../../features/completion/candidate.ts';
import { usedElsewhere } from '../../features/completion/names.ts';
import { valueCandidates } from '../../features/completion/values.ts';
import type { FeatureContext, FeatureDocument } from '../../features/feature.ts';
import { propertyOf } from '../../features/place/properties.ts';
import type { Shape } from '../../features/place/shape.ts';
import type { Property } from '../../language/schema/model.ts';
import { nameKey, windowKey } from '../../project/index.ts';
import type { BuilderOption, BuilderOptionsParams, BuilderPath, BuilderValue } from '../../protocol/index.ts';
import { fromSnippet } from '../model/blank.ts';
import { shapeAtPath } from '../model/shape-at.ts';
import { cardPicks } from './cards.ts';
import { type Pick, ranked } from './rank.ts';

export interface Options {
  readonly options: readonly BuilderOption[];
  readonly more: boolean;
}

type Made = { readonly value: BuilderValue; readonly card?: { readonly [key: string]: BuilderValue } };

/** The options at a field or for a slot. */
export function builderOptions(
  document: FeatureDocument,
  { at, search, limit }: Omit<BuilderOptionsParams, 'uri' | 'version'>,
  context: FeatureContext,
): Options {
  const usage = context.data.usage(document.uri);
  const made = 'slot' in at ? ofSlot(document, at.slot.list) : ofField(document, at.field, search, context);
  const picks = made.map(({ candidate, ...payload }) => ({
    candidate,
    payload,
    uses: usage.get(usageKey(candidate)) ?? 0,
  }));
  const found = ranked(picks, search);
  return { options: found.slice(0, limit).map(optionOf), more: found.length > limit };
}

/** Under which the project counts how many of its segments speak of it. */
function usageKey({ kind, label, about }: Candidate): string {
  if (kind === 'time') return windowKey(label);
  if (about?.of !== 'property' || about.owner.of === 'users') return nameKey(kind === 'file' ? 'list' : kind, label);
  return nameKey(kind, label, about.owner.events[0]);
}

function ofSlot(document: FeatureDocument, list: BuilderPath) {
  const { shape } = shapeAtPath(document.tree, list);
  const item = shape.of === 'filters' ? 'filter' : shape.of === 'steps' ? 'step' : 'rule';
  return cardPicks(item, shape, document).map(({ candidate, card }) => ({ candidate, value: candidate.label, card }));
}

function ofField(document: FeatureDocument, path: BuilderPath, search: string, context: FeatureContext) {
  const { shape } = shapeAtPath(document.tree, path);
  const key = path.findLast((step) => typeof step === 'string');
  if (shape.of !== 'value' || isPersonal(shape, document)) return [];
  const { expect } = shape;
  if (key === 'tags' || key === 'owner') {
    return usedElsewhere(document.snapshot, document.uri, key).map((candidate) => ({
      candidate,
      value: candidate.label,
    }));
  }
  // An item is picked where several can be given, and the ends of a range each by itself.
  const place = { typed: search.trim(), item: shape.many !== 'no', many: shape.many };
  return valueCandidates(expect, place, document, context).flatMap((candidate) => {
    const value = givenBy(candidate);
    return value === undefined ? [] : [{ candidate, value }];
  });
}

function givenBy({ insert }: Candidate): BuilderValue | undefined {
  if (insert.as === 'scalar') return insert.value;
  return insert.as === 'snippet' ? fromSnippet(insert.snippet) : undefined;
}

/** The property whose values a field takes. */
export function propertyAtField(document: FeatureDocument, path: BuilderPath): Property | undefined {
  const { shape } = shapeAtPath(document.tree, path);
  if (shape.of !== 'value' || shape.expect.kind !== 'operand') return undefined;
  return propertyOf(document.snapshot.schema, shape.expect.owner, shape.expect.property);
}

/** Values of personal and sensitive properties are never offered. */
function isPersonal(shape: Extract<Shape, { readonly of: 'value' }>, { snapshot }: FeatureDocument): boolean {
  if (shape.expect.kind !== 'operand') return false;
  const property = propertyOf(snapshot.schema, shape.expect.owner, shape.expect.property);
  const listed = property?.values !== undefined || property?.type === 'boolean';
  return (property?.pii === true || property?.sensitive === true) && !listed;
}

function optionOf({ candidate, uses, payload }: Pick<Made>): BuilderOption {
  const { label, kind, detail, doc, deprecated } = candidate;
  return {
    ...payload,
    label,
    kind: KINDS[kind],
    ...(detail === undefined ? {} : { detail }),
    ...(doc === undefined ? {} : { doc }),
    deprecated: deprecated === true,
    uses,
  };
}

const KINDS: Readonly<Record<CandidateKind, BuilderOption['kind']>> = {
  rule: 'rule',
  key: 'key',
  operator: 'operator',
  event: 'event',
  property: 'property',
  segment: 'segment',
  channel: 'channel',
  value: 'value',
  time: 'time',
  file: 'list-file',
  text: 'text',
};
