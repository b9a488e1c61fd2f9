import type { OperatorId } from '../../language/index.ts';
import { operators, quoteScalar } from '../../language/index.ts';
import type { Property } from '../../language/schema/model.ts';
import type { FeatureContext, FeatureDocument } from '../feature.ts';
import { propertyOf } from '../place/properties.ts';
import type { Expect } from '../place/shape.ts';
import { type Candidate, scalar } from './candidate.ts';
import { rankingOf } from './ranking.ts';
import { spreadCandidates, valueCandidatesOf } from './seen-values.ts';
import { snippetText } from './snippet.ts';
import { dateCandidates, durationCandidates, periodCandidates, rangeSnippets } from './times.ts';

/** Operators that ask for a threshold: what cuts off a quarter comes before what occurs. */
const MEASURED: ReadonlySet<string> = new Set(['gt', 'gte', 'lt', 'lte']);

/** What may stand after an operator of a property. */
export function operandCandidates(
  expect: Extract<Expect, { kind: 'operand' }>,
  place: { readonly typed: string; readonly item: boolean },
  document: FeatureDocument,
  context: FeatureContext,
): readonly Candidate[] {
  const { schema } = document.snapshot;
  const ranking = rankingOf(document, context);
  const property = propertyOf(schema, expect.owner, expect.property);
  if (!Object.hasOwn(operators, expect.operator)) return [];
  const { form } = operators[expect.operator as OperatorId];
  const days = property?.type === 'date';
  const { owner } = expect;
  const values = () => (property ? valueCandidatesOf(property, owner, ranking.data) : []);
  const spread = () => (property ? spreadCandidates(property, owner, ranking.data) : []);
  const dates = () => [...dateCandidates(context.now, schema.timezone), ...spread()];
  const isTime = property?.type === 'date' || property?.type === 'datetime';
  switch (form) {
    case 'value':
    case 'values':
    case 'text':
      return MEASURED.has(expect.operator) ? [...spread(), ...values()] : [...values(), ...spread()];
    case 'flag':
      return [scalar(true, 'value'), scalar(false, 'value')];
    case 'range':
      if (!isTime) return place.item ? [...spread(), ...values()] : [plainRange(property, spread())];
      if (place.item) return [...durationCandidates(place.typed, days, ranking), ...dates()];
      return rangeSnippets({ durations: true, dates: true }, context.now, schema.timezone);
    case 'day':
    case 'moment':
      return dates();
    case 'past':
      return [...durationCandidates(place.typed, days, ranking), ...periodCandidates(ranking)];
    case 'ago-or-moment':
      return [...durationCandidates(place.typed, days, ranking), ...dates()];
    case 'duration':
      return durationCandidates(place.typed, days, ranking);
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
function plainRange(property: Property | undefined, spread: readonly Candidate[]): Candidate {
  const values = property?.ordered ? property.values : undefined;
  const numbers = spread.map(({ label }) => Number(label)).sort((one, other) => one - other);
  // The middle half of what the data holds, where it is known.
  const [below = 1, above = 10] = numbers.length >= 4 ? [numbers[1], numbers.at(-2)] : [];
  const [low, high] = [values?.[0] ?? below, values?.at(-1) ?? above].map((value) => quoteScalar(value));
  return {
    label: `[${low}, ${high}]`,
    kind: 'value',
    insert: { as: 'snippet', snippet: `[\${1:${snippetText(low ?? '')}}, \${2:${snippetText(high ?? '')}}]` },
    detail: 'from the first to the second, both included',
  };
}
