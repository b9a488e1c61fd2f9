import type { OperatorId } from '../../language/index.ts';
import { operators, quoteScalar } from '../../language/index.ts';
import type { Property } from '../../language/schema/model.ts';
import type { FeatureContext, FeatureDocument } from '../feature.ts';
import { propertyOf } from '../place/properties.ts';
import type { Expect } from '../place/shape.ts';
import { type Candidate, scalar } from './candidate.ts';
import { snippetText } from './snippet.ts';
import { dateCandidates, durationCandidates, periodCandidates, rangeSnippets } from './times.ts';

/** What may stand after an operator of a property. */
export function operandCandidates(
  expect: Extract<Expect, { kind: 'operand' }>,
  place: { readonly typed: string; readonly item: boolean },
  document: FeatureDocument,
  context: FeatureContext,
): readonly Candidate[] {
  const { schema } = document.snapshot;
  const property = propertyOf(schema, expect.owner, expect.property);
  if (!Object.hasOwn(operators, expect.operator)) return [];
  const { form } = operators[expect.operator as OperatorId];
  const days = property?.type === 'date';
  const dates = () => dateCandidates(context.now, schema.timezone);
  const isTime = property?.type === 'date' || property?.type === 'datetime';
  switch (form) {
    case 'value':
    case 'values':
    case 'text':
      return property ? valuesOf(property) : [];
    case 'flag':
      return [scalar(true, 'value'), scalar(false, 'value')];
    case 'range':
      if (!isTime) return place.item && property ? valuesOf(property) : [plainRange(property)];
      if (place.item) return [...durationCandidates(place.typed, days), ...dates()];
      return rangeSnippets({ durations: true, dates: true }, context.now, schema.timezone);
    case 'day':
    case 'moment':
      return dates();
    case 'past':
      return [...durationCandidates(place.typed, days), ...periodCandidates()];
    case 'ago-or-moment':
      return [...durationCandidates(place.typed, days), ...dates()];
    case 'duration':
      return durationCandidates(place.typed, days);
    case 'place':
      return [
        {
          label: '{lat, lon, radius}',
          kind: 'value',
          insert: { as: 'snippet', snippet: '{lat: ${1:12.97}, lon: ${2:77.59}, radius: ${3:5km}}' },
          detail: 'a place and how far from it',
        },
      ];
    case 'pattern':
      return [];
  }
}

/** From the lowest to the highest value where they are ordered, else two numbers to fill in. */
function plainRange(property: Property | undefined): Candidate {
  const values = property?.ordered ? property.values : undefined;
  const [low, high] = [values?.[0] ?? 1, values?.at(-1) ?? 10].map((value) => quoteScalar(value));
  return {
    label: `[${low}, ${high}]`,
    kind: 'value',
    insert: { as: 'snippet', snippet: `[\${1:${snippetText(low ?? '')}}, \${2:${snippetText(high ?? '')}}]` },
    detail: 'from the first to the second, both included',
  };
}

/** A property's closed set, else examples of what occurs. Values are never taken from personal data's examples. */
export function valuesOf(property: Property): readonly Candidate[] {
  if (property.type === 'boolean') return [scalar(true, 'value'), scalar(false, 'value')];
  const known = property.values ?? property.examples;
  return known.flatMap((value) => {
    if (value === null) return [];
    const label = property.labels.get(String(value));
    const detail = label ?? (property.values ? property.unit : 'example');
    return [
      scalar(value, 'value', { ...(detail === undefined ? {} : { detail }), ...(label ? { aliases: [label] } : {}) }),
    ];
  });
}
