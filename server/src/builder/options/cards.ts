/** What can be added to a list of rules, filters or steps: kinds, and cards about everything that the project knows. */
import { type Candidate, scalar } from '../../features/completion/candidate.ts';
import {
  channelCandidates,
  eventCandidates,
  listCandidates,
  propertyCandidates,
  segmentCandidates,
} from '../../features/completion/names.ts';
import type { FeatureDocument } from '../../features/feature.ts';
import { propertyOf } from '../../features/place/properties.ts';
import type { Owner, Shape } from '../../features/place/shape.ts';
import { operatorsFor } from '../../language/index.ts';
import type { Property } from '../../language/schema/model.ts';
import type { BuilderItem, BuilderValue } from '../../protocol/index.ts';
import { CARD_KINDS } from '../model/kinds.ts';

type PlainMap = { readonly [key: string]: BuilderValue };

export interface CardPick {
  readonly candidate: Candidate;
  readonly card: PlainMap;
}

/** `shape` is that of the list. */
export function cardPicks(item: BuilderItem, shape: Shape, document: FeatureDocument): readonly CardPick[] {
  const kinds = CARD_KINDS.filter((kind) => kind.item === item).map(({ id, title, doc, blank }) => ({
    candidate: scalar(id, 'rule', { label: title, doc, aliases: [id.replaceAll('_', ' ')] }),
    card: blank,
  }));
  return [...kinds, ...named(item, shape, document)];
}

function named(item: BuilderItem, shape: Shape, { snapshot, uri }: FeatureDocument): readonly CardPick[] {
  const { schema } = snapshot;
  const events = eventCandidates(schema);
  if (item === 'step') return events.map((candidate) => ({ candidate, card: { did: candidate.label } }));
  if (item === 'filter') {
    const owner: Owner = { of: 'events', events: shape.of === 'filters' ? shape.events : [] };
    return propertyCandidates(schema, owner, undefined).map((candidate) => ({
      candidate,
      card: { property: candidate.label, ...firstOperator(propertyOf(schema, owner, candidate.label)) },
    }));
  }
  return [
    ...events.map((candidate) => ({ candidate, card: { did: candidate.label, within: '30d' } })),
    ...propertyCandidates(schema, { of: 'users' }, undefined).map((candidate) => ({
      candidate,
      card: { user: candidate.label, ...firstOperator(schema.users.get(candidate.label)) },
    })),
    ...segmentCandidates(snapshot, uri).map((candidate) => ({ candidate, card: { in_segment: candidate.label } })),
    ...channelCandidates(schema).map((candidate) => ({ candidate, card: { reachable: candidate.label } })),
    ...listCandidates(snapshot).map((candidate) => ({ candidate, card: { in_list: candidate.label } })),
  ];
}

/** What is asked first of a property of a type. */
export function firstOperator(property: Property | undefined): PlainMap {
  switch (property?.type) {
    case 'boolean':
      return { is: true };
    case 'number':
      return property.values === undefined ? { gte: null } : { is: null };
    case 'date':
    case 'datetime':
      return { within: '30d' };
    default: {
      const [first] = operatorsFor(property);
      return first === undefined ? {} : { [first.id]: first.id === 'near' ? NEAR : null };
    }
  }
}

const NEAR: PlainMap = { lat: null, lon: null, radius: '5km' };
