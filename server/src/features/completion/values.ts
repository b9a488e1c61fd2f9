import { timezones } from '../../language/index.ts';
import type { FeatureContext, FeatureDocument } from '../feature.ts';
import type { Expect } from '../place/shape.ts';
import { type Candidate, scalar } from './candidate.ts';
import { channelCandidates, eventCandidates, listCandidates, propertyCandidates, segmentCandidates } from './names.ts';
import { operandCandidates } from './operands.ts';
import { rankingOf } from './ranking.ts';
import { dateCandidates, durationCandidates, periodCandidates, rangeSnippets } from './times.ts';

const WEEKDAYS = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** Where a value is written. */
export interface ValuePlace {
  readonly typed: string;
  /** An item of a list, not the list as a whole. */
  readonly item: boolean;
  /** The place takes a list. */
  readonly many: 'no' | 'yes' | 'either';
}

/** What may stand where a scalar is expected. */
export function valueCandidates(
  expect: Expect,
  place: ValuePlace,
  document: FeatureDocument,
  context: FeatureContext,
): readonly Candidate[] {
  const { snapshot } = document;
  const { schema } = snapshot;
  const ranking = rankingOf(document, context);
  switch (expect.kind) {
    case 'event':
      return eventCandidates(schema, ranking);
    case 'property':
      return propertyCandidates(schema, expect.owner, expect.types, ranking);
    case 'segment':
      return segmentCandidates(snapshot, document.uri, ranking);
    case 'channel':
      return channelCandidates(schema);
    case 'list-file':
      return listCandidates(snapshot);
    case 'duration':
      return durationCandidates(place.typed, false, ranking);
    case 'weekday':
      return Object.entries(WEEKDAYS).map(([name, detail]) => scalar(name, 'value', { detail, aliases: [detail] }));
    case 'timezone':
      return timezones().map((zone) => scalar(zone, 'value'));
    case 'time':
      if (place.many === 'yes' && !place.item) return rangeSnippets(expect, context.now, schema.timezone);
      return [
        ...(expect.durations ? durationCandidates(place.typed, false, ranking) : []),
        ...(expect.periods ? periodCandidates(ranking) : []),
        ...(expect.dates ? dateCandidates(context.now, schema.timezone) : []),
      ];
    case 'operand':
      return operandCandidates(expect, place, document, context);
    case 'choice':
      return expect.choices.map((choice) => scalar(choice, 'value'));
    case 'number':
      return (expect.examples ?? []).map((value) => scalar(value, 'value'));
    case 'text':
      return [];
  }
}
